import { digest } from './digest.js'
import type { FileRead } from './read-file.js'
import type { FolderRead } from './read-folder.js'
import { type Answer, type LookName, looks } from './looks.js'
import { signatureOf } from './signature.js'

/** A question to the disk. */
export interface Question {
  readonly look: LookName
  /** Absolute. */
  readonly path: string
  /** How many bytes are wanted of the beginning of a file. */
  readonly limit?: number
}

/** What one look at the disk came to. */
export interface Seen extends Question {
  /** A digest of the answer. */
  readonly answer: string
  /** Of the path: as long as it stays, the answer does. */
  readonly signature?: string
}

/** Answers that depend on one path alone, and take longer to get than its signature. */
const signed: ReadonlySet<LookName> = new Set(['start', 'text', 'output', 'folder', 'tree'])

/** Looks that find out on their way what the signature says. */
const telling: ReadonlySet<LookName> = new Set(['start', 'output'])

/** Whether a look finds out by itself what the signature of its path says. */
export const isTelling = (look: LookName): boolean => telling.has(look)

interface Entry {
  readonly name: string
  readonly kind: string
  readonly link?: true
  readonly target?: string
}

/** The order in which a disk lists names means nothing. No path has a NUL in it. */
const listDigest = (entries: readonly Entry[]): string =>
  digest(
    entries
      .map(({ name, kind, link = '', target = '' }) => `${name}\0${kind}\0${link}\0${target}`)
      .sort()
      .join('\0\0'),
  )

const readDigest = (read: FileRead | FolderRead): string => {
  if (read.kind === 'text') return `${read.truncated ? 'start' : 'text'} ${digest(read.text)}`
  if (read.kind !== 'entries') return JSON.stringify(read)
  const { entries, ...flags } = read
  return `${Object.keys(flags).sort().join(' ')} ${listDigest(entries)}`
}

/** What stands for an answer. */
export const digestOf = (answer: Answer): string => {
  if (typeof answer === 'string') return digest(answer)
  if (typeof answer !== 'object') return String(answer)
  return 'kind' in answer ? readDigest(answer) : listDigest(answer)
}

const hasLinks = (answer: Answer): boolean => typeof answer === 'object' && 'hasLinks' in answer

/** What an answer comes to; `signature` is that of the path before the disk was asked. */
export const seenAs = (question: Question, answer: Answer, signature: string | undefined): Seen => {
  const isSure = signature !== undefined && !hasLinks(answer)
  return { ...question, answer: digestOf(answer), ...(isSure ? { signature } : {}) }
}

/** The signature of what a question is about, where it says enough. */
export const signatureFor = ({ look, path }: Question): string | undefined =>
  signed.has(look) ? signatureOf(path) : undefined

/**
 * Whether a question still has the answer that it had: what is known of it now, or `undefined` where it is something else.
 */
export const seenAgain = (seen: Seen): Seen | undefined => {
  const { look, path, limit = 0 } = seen
  const signature = signatureFor(seen)
  if (signature !== undefined && signature === seen.signature) return seen
  try {
    const now = seenAs(
      { look, path, ...(seen.limit === undefined ? {} : { limit }) },
      looks[look](path, limit),
      signature,
    )
    return now.answer === seen.answer ? now : undefined
  } catch {
    return undefined
  }
}
