import { type CharacterSet, single } from './character-set.js'
import { notNewline, readSet } from './go-regexp-set.js'

/** One step of a regular expression of the kind that Docker's matcher makes out of a pattern. */
export type RegexpNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  /** `(.*\/)?`: nothing, or anything up to a slash. */
  | { readonly kind: 'directories' }
  | { readonly kind: 'assert'; readonly what: Assertion }
  /** From `min` to `max` times, without end when `max` is undefined. */
  | { readonly kind: 'repeat'; readonly node: RegexpNode; readonly min: number; readonly max: number | undefined }

/** A condition on a position. */
export type Assertion = 'start' | 'end' | 'word' | 'not-word'

/** An expression: alternatives, each a sequence. */
export type GoRegexp = readonly (readonly RegexpNode[])[]

const assertions: ReadonlyMap<string, RegexpNode> = new Map([
  ['^', { kind: 'assert', what: 'start' }],
  ['$', { kind: 'assert', what: 'end' }],
  ['\\A', { kind: 'assert', what: 'start' }],
  ['\\z', { kind: 'assert', what: 'end' }],
  ['\\b', { kind: 'assert', what: 'word' }],
  ['\\B', { kind: 'assert', what: 'not-word' }],
])

const directories: RegexpNode = { kind: 'directories' }

/** Go's limits: how often something may repeat, and how large the program may get. */
const mostRepeats = 1000
const largestProgram = 3_355_443

/**
 * Reads a regular expression as Go's `regexp.Compile` does, or gives undefined where Go reports an error.
 *
 * Only what a pattern can be turned into is understood. A backslash reaches Go unchanged, so `\d` is a digit and `\Q`
 * quotes. Docker means to escape `|`, `{` and `}` and does not (its table is a byte wide, they lie beyond 63): with a
 * wildcard in the pattern they are alternatives and counts.
 *
 * @example
 * parseGoRegexp('^a[^/]*$') // one alternative: start, a, not-slash repeated, end
 */
export const parseGoRegexp = (expression: string): GoRegexp | undefined => {
  const text = [...expression]
  let nodes: RegexpNode[] = []
  const alternatives = [nodes]
  const literals = new Map<string, RegexpNode>()
  const literal = (character: string): RegexpNode => {
    const known = literals.get(character)
    if (known !== undefined) return known
    const node: RegexpNode = { kind: 'set', set: single(character.codePointAt(0) ?? 0) }
    literals.set(character, node)
    return node
  }

  let wasRepeat = false
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? ''
    const repeat = readRepeat(text, at)
    if (repeat !== undefined) {
      const node = nodes.pop()
      if (wasRepeat || node === undefined || !mayRepeat(node, repeat)) return undefined
      nodes.push({ kind: 'repeat', node, min: repeat.min, max: repeat.max })
      at = repeat.next
      wasRepeat = true
      continue
    }
    wasRepeat = false
    const pair = character === '\\' ? character + (text[at + 1] ?? '') : character
    const assertion = assertions.get(pair)
    if (assertion !== undefined) {
      nodes.push(assertion)
      at += pair.length
    } else if (character === '|') {
      nodes = []
      alternatives.push(nodes)
      at++
    } else if (character === '(') {
      if (nodes.at(-1) !== directories) nodes.push(directories)
      at += '(.*/)?'.length
      wasRepeat = true
    } else if (pair === '\\Q') {
      const end = findQuoteEnd(text, at + 2)
      for (const quoted of text.slice(at + 2, end)) nodes.push(literal(quoted))
      at = end + 2
    } else if (character === '.' || character === '[' || character === '\\') {
      const read = character === '.' ? { value: notNewline, next: at + 1 } : readSet(text, at)
      if (read === undefined) return undefined
      nodes.push({ kind: 'set', set: read.value })
      at = read.next
    } else {
      nodes.push(literal(character))
      at++
    }
  }
  return sizeOf(alternatives.flat()) > largestProgram ? undefined : alternatives
}

const findQuoteEnd = (text: readonly string[], start: number): number => {
  for (let at = start; at < text.length; at++) if (text[at] === '\\' && text[at + 1] === 'E') return at
  return text.length
}

interface Repeat {
  readonly min: number
  readonly max: number | undefined
  readonly next: number
}

/** `*`, `{2}`, `{2,}` or `{2,3}`; a brace that is none of these is an ordinary character. */
const readRepeat = (text: readonly string[], at: number): Repeat | undefined => {
  if (text[at] === '*') return { min: 0, max: undefined, next: at + 1 }
  const end = text[at] === '{' ? text.indexOf('}', at) : -1
  if (end < 0 || end - at > 20) return undefined
  const [, least, comma, most] = /^(0|[1-9]\d*)(,?)(0|[1-9]\d*|)$/.exec(text.slice(at + 1, end).join('')) ?? []
  if (least === undefined || (comma === '' && most !== '')) return undefined
  const min = Number(least)
  return { min, max: comma === '' ? min : most === '' ? undefined : Number(most), next: end + 1 }
}

const mayRepeat = (node: RegexpNode, { min, max }: Repeat): boolean =>
  min <= mostRepeats &&
  (max ?? 0) <= mostRepeats &&
  (max === undefined || min <= max) &&
  timesOf(node) * Math.max(min, max ?? 0) <= mostRepeats

const timesOf = (node: RegexpNode): number =>
  node.kind === 'repeat' ? Math.max(1, node.max ?? node.min) * timesOf(node.node) : 1

const sizeOf = (nodes: readonly RegexpNode[]): number =>
  nodes.reduce((sum, node) => sum + (node.kind === 'repeat' ? Math.max(2, timesOf(node)) : 1), 0)
