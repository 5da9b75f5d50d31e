import type { Flag } from '../model/flag.js'

/**
 * The name and value of a flag that BuildKit's parser gave.
 *
 * @example
 * ```ts
 * parseFlag('--from=build') // { name: 'from', value: 'build' }
 * ```
 */
export const parseFlag = (word: string): Flag => {
  const equals = word.indexOf('=')
  return equals < 0 ? { name: word.slice(2) } : { name: word.slice(2, equals), value: word.slice(equals + 1) }
}
