import { toSource } from './character-set.js'
import type { GoRegexp, RegexpNode } from './go-regexp.js'
import { simulate } from './simulate-regexp.js'

/** Whether a path matches. */
export type PathTest = (path: string) => boolean

/**
 * JavaScript's engine backtracks: with k stars a path of n characters can cost n to the power of k steps. Up to this
 * many steps it is the faster one; beyond, the simulation is, whose steps are those of the path times those of the pattern.
 */
const backtrackingLimit = 2e7
const mostNodes = 2000

/**
 * Turns a parsed regular expression into a test that cannot hang, whatever pattern and path are.
 *
 * @example
 * runRegexp(parseGoRegexp('^a[^/]*$') ?? [])('abc') // true
 */
export const runRegexp = (expression: GoRegexp): PathTest => {
  let simulation: PathTest | undefined
  const slow: PathTest = (path) => (simulation ??= simulate(expression))(path)
  // Most patterns of a long list never meet a path, so nothing is built before one comes.
  let fast: { readonly test: PathTest; readonly longest: number } | undefined
  const shortest = expression.reduce((least, sequence) => Math.min(least, sequence.reduce(addLength, 0)), Infinity)
  return (path) => {
    if (path.length < shortest) return false
    fast ??= backtracking(expression) ?? { test: slow, longest: Infinity }
    return path.length <= fast.longest ? fast.test(path) : slow(path)
  }
}

/** How many characters a node takes at least; a long pattern is then never tried on the short paths of a disk. */
const addLength = (sum: number, node: RegexpNode): number => {
  if (node.kind === 'set') return sum + 1
  return node.kind === 'repeat' ? sum + node.min * addLength(0, node.node) : sum
}

const backtracking = (expression: GoRegexp) => {
  const source = expression.flat().length > mostNodes ? undefined : toJavaScript(expression)
  if (source === undefined) return undefined
  const regexp = new RegExp(source, 'u')
  const stars = Math.max(...expression.map(countStars))
  const test: PathTest = (path) => regexp.test(path)
  return { test, longest: stars === 0 ? Infinity : backtrackingLimit ** (1 / stars) }
}

/** The choices of how much to take: every repetition, and the start of an alternative that is not anchored. */
const countStars = (sequence: readonly RegexpNode[]): number => {
  const [first] = sequence
  const isAnchored = first?.kind === 'assert' && first.what === 'start'
  return sequence.filter((node) => node.kind === 'repeat' || node.kind === 'directories').length + (isAnchored ? 0 : 1)
}

const assertionSource = { start: '^', end: '$', word: '\\b', 'not-word': '\\B' } as const

const toJavaScript = (expression: GoRegexp): string | undefined => {
  const sequences = expression.map((sequence) => {
    const parts = sequence.map(nodeSource)
    return parts.includes(undefined) ? undefined : parts.join('')
  })
  return sequences.includes(undefined) ? undefined : sequences.join('|')
}

const nodeSource = (node: RegexpNode): string | undefined => {
  if (node.kind === 'assert') return `(?:${assertionSource[node.what]})`
  if (node.kind === 'directories') return '(?:[^\\n]*/)?'
  if (node.kind === 'set') return toSource(node.set)
  // Repetitions of repetitions backtrack without bound.
  const inner = node.node.kind === 'repeat' ? undefined : nodeSource(node.node)
  return inner && `${inner}{${node.min},${node.max ?? ''}}`
}
