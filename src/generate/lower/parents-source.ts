import { posix } from 'node:path'

/** A source of a COPY with `--parents`, taken apart; its paths have no slash at either end. */
export interface ParentsSource {
  /** As it is written. */
  readonly word: string
  /** What stands before `/./` and stays behind; empty where nothing does. */
  readonly base: string
  /** The rest, which is kept; empty for the whole context. */
  readonly path: string
  /** The folders of the rest in front of its first wildcard, or of its last name. */
  readonly head: string
  /** Where there are wildcards: in the last name alone, or such that no other COPY says it. */
  readonly wildcards: 'none' | 'name' | 'folders'
}

/** What means something in a word of a Dockerfile or in one of the two kinds of patterns, but for `*` and `?`. */
const special = /['"\\`$<[\]^|{}\p{Cc}]|^!|\/!|^\s|\s$/u

const clean = (path: string): string => posix.normalize(`/${path}`).replace(/^\/+|\/+$/g, '')

/**
 * Takes a source of a COPY with `--parents` apart; `undefined` for one with characters that are more than a name.
 *
 * @example
 * readSource('/app/./packages/a/node_modules*')
 * // { base: 'app', path: 'packages/a/node_modules*', head: 'packages/a', wildcards: 'name', … }
 */
export const readSource = (word: string): ParentsSource | undefined => {
  if (special.test(word) || word.split('/').includes('..')) return undefined
  const pivot = word.indexOf('/./')
  const base = clean(pivot < 0 ? '' : word.slice(0, pivot))
  const path = clean(pivot < 0 ? word : word.slice(pivot + 3))
  if (/[*?]/.test(base) || (pivot >= 0 && path === '')) return undefined
  const names = path.split('/')
  const last = names.length - 1
  const wildAt = names.findIndex((name) => /[*?]/.test(name))
  const head = names.slice(0, wildAt < 0 ? last : wildAt).join('/')
  const isName = wildAt === last && !path.includes('**')
  return { word, base, path, head, wildcards: wildAt < 0 ? 'none' : isName ? 'name' : 'folders' }
}
