import { dirname } from 'node:path'
import { type Answer, type LookName, looks, type TellStats } from './looks.js'
import type { Memory } from './memory.js'
import { readFile } from './read-file.js'
import { isTelling, type Question, type Seen, seenAs, signatureFor } from './seen.js'
import { signatureIn } from './signature.js'
import type { Survey } from './survey.js'
import type { SeenSurvey, Surveys } from './surveys.js'

/** All that is seen of the disk while something is made. */
export interface Journal {
  readonly seen: Map<string, Seen>
  /** What was seen of many files at once. */
  readonly surveyed: Map<string, SeenSurvey>
  /** False when one question had two answers: the disk changed meanwhile. */
  isSteady: boolean
  /** The files that were written. */
  readonly written: Set<string>
}

/** What all journals of a run have in common. */
export interface Known {
  readonly surveys: Surveys
  readonly memory: Memory
}

/** The one that is being kept. Looks are taken from everywhere, and a thread makes one thing after the other. */
let open: (Journal & Known) | undefined

/** Notes every look at the disk until what is done has ended. */
export const keepJournal = async <Value>(known: Known, make: (journal: Journal) => Promise<Value>): Promise<Value> => {
  const journal = { seen: new Map(), surveyed: new Map(), isSteady: true, written: new Set<string>(), ...known }
  open = journal
  try {
    return await make(journal)
  } finally {
    open = undefined
  }
}

/** Where a question stands in a journal. */
export const questionKey = ({ look, path, limit }: Question): string => `${look} ${limit ?? ''} ${path}`

/** Notes that a file was written: it is not what was seen before. */
export const noteWritten = (path: string, text: string): void => {
  if (open === undefined) return
  const question = { look: 'output', path } as const
  open.seen.set(questionKey(question), seenAs(question, text, undefined))
  open.written.add(path)
  for (const look of ['folder', 'tree'] as const) open.memory.forget(questionKey({ look, path: dirname(path) }))
}

const note = (journal: Journal, key: string, now: Seen): void => {
  const known = journal.seen.get(key)
  if (known === undefined) journal.seen.set(key, now)
  else if (known.answer !== now.answer) journal.isSteady = false
}

/** What one part of the services asks for as another did. */
const shared: ReadonlySet<LookName> = new Set(['start', 'folder', 'tree'])

const noted = <Taken extends Answer>(
  look: LookName,
  ask: (path: string, limit: number, tell?: TellStats) => Taken,
): ((path: string, limit?: number) => Taken) => {
  /** What a journal has to know of an answer beside it. */
  const askNoted = (question: Question, limit: number): { readonly answer: Taken; readonly seen: Seen } => {
    // The signature comes first: what changes between the two is found out when it is compared.
    let signature = isTelling(look) ? undefined : signatureFor(question)
    const answer = ask(question.path, limit, (stats) => {
      signature = signatureIn(stats)
    })
    return { answer, seen: seenAs(question, answer, signature) }
  }
  return (path, limit = 0) => {
    if (open === undefined) return ask(path, limit)
    const question = { look, path, ...(limit === 0 ? {} : { limit }) }
    const key = questionKey(question)
    // Asked twice for one journal, the disk itself tells whether it changed meanwhile.
    const known = open.seen.has(key) ? undefined : open.memory.get(key)
    if (known !== undefined) {
      note(open, key, known.seen)
      // It stands under the name of this look.
      return known.answer as Taken
    }
    const { answer, seen } = askNoted(question, limit)
    note(open, key, seen)
    if (shared.has(look)) open.memory.set(key, { seen, answer })
    return answer
  }
}

/** The ways to look at the disk, as {@link looks} has them, noted in the journal that is being kept. */
export const look = {
  exists: noted('exists', looks.exists),
  isFile: noted('isFile', looks.isFile),
  isFolder: noted('isFolder', looks.isFolder),
  isOwnFolder: noted('isOwnFolder', looks.isOwnFolder),
  size: noted('size', looks.size),
  realPath: noted('realPath', looks.realPath),
  start: noted('start', looks.start),
  text: noted('text', looks.text),
  output: noted('output', looks.output),
  folder: noted('folder', looks.folder),
  tree: noted('tree', looks.tree),
} satisfies { readonly [Name in LookName]: (path: string, limit?: number) => Answer }

/**
 * Asks many files below a folder the same; the answers are in the order of the paths. In a journal that is one look, and all journals
 * of a run have it in common.
 */
export const surveyFiles = <Found>(
  question: Survey<Found>,
  root: string,
  paths: readonly string[],
): readonly Found[] => {
  if (open === undefined) return paths.map((path) => question.ask((limit) => readFile(`${root}/${path}`, limit)))
  const { found, seen } = open.surveys.take(question, root, paths)
  const key = `${seen.name} ${seen.root}`
  const known = open.surveyed.get(key)
  if (known === undefined) open.surveyed.set(key, seen)
  else if (known.answer !== seen.answer) open.isSteady = false
  return found
}
