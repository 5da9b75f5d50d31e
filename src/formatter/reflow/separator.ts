import type { Token } from './tokens.js'

/** Operators and keywords with a blank on either side. */
const apart = new Set(['&&', '||', '|', '|&', ';;', ';&', ';;&', 'then', 'do', 'else', 'elif', 'in'])

/** What has a blank behind it. */
const apartBehind = new Set([';', '&', 'if', 'while', 'until', '{', '!', 'time', 'for', 'case'])

/**
 * What stands between two tokens on one line: a blank, or nothing where nothing stood there and the shell needs nothing.
 * `tight` is for patterns of `case`, where authors differ.
 *
 * @example
 * ```ts
 * // a;b&&c   becomes   a; b && c
 * ```
 */
export const separatorOf = (left: Token, right: Token, tight = false): '' | ' ' => {
  if (tight) return right.pos > left.end ? ' ' : ''
  const isOperator = right.kind === 'operator'
  if (isOperator && right.text === ';') return ''
  if (isOperator && apart.has(right.text)) return ' '
  if (left.kind === 'operator' && (apart.has(left.text) || apartBehind.has(left.text))) return ' '
  return right.pos > left.end ? ' ' : ''
}
