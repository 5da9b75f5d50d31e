import { type CharacterSet, holds, single } from './character-set.js'
import type { Assertion, GoRegexp, RegexpNode } from './go-regexp.js'
import { notNewline } from './go-regexp-set.js'

/** An instruction of Thompson's machine; `fork` goes on at both places, everything else at the next one. */
type Instruction =
  | { readonly kind: 'take'; readonly set: CharacterSet }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'fork'; other: number }
  | { readonly kind: 'go'; to: number }
  | { readonly kind: 'accept' }

const takeAny: Instruction = { kind: 'take', set: notNewline }
const takeSlash: Instruction = { kind: 'take', set: single(0x2f) }

/**
 * A test that follows all ways through an expression at once: its steps are at most those of the path times those of the
 * pattern.
 *
 * @example
 * simulate(parseGoRegexp('^a[^/]*$') ?? [])('abc') // true
 */
export const simulate = (expression: GoRegexp): ((path: string) => boolean) => {
  const program = assemble(expression)
  return (path) => {
    const codes = Array.from(path, (character) => character.codePointAt(0) ?? 0)
    const reached = new Int32Array(program.length).fill(-1)
    let waiting: number[] = []
    for (let position = 0; ; position++) {
      const next: number[] = []
      if (follow(program, [...waiting, 0], reached, codes, position, next)) return true
      const code = codes[position]
      if (code === undefined) return false
      waiting = next.filter((at) => takes(program[at], code)).map((at) => at + 1)
    }
  }
}

const takes = (instruction: Instruction | undefined, code: number): boolean =>
  instruction?.kind === 'take' && holds(instruction.set, code)

/** Goes as far as possible without taking a character; true when that accepts. */
const follow = (
  program: readonly Instruction[],
  from: number[],
  reached: Int32Array,
  codes: readonly number[],
  position: number,
  next: number[],
): boolean => {
  for (let at = from.pop(); at !== undefined; at = from.pop()) {
    const instruction = program[at]
    if (instruction === undefined || reached[at] === position) continue
    reached[at] = position
    if (instruction.kind === 'accept') return true
    if (instruction.kind === 'take') next.push(at)
    else if (instruction.kind === 'go') from.push(instruction.to)
    else if (instruction.kind === 'fork') from.push(instruction.other, at + 1)
    else if (asserts(instruction.what, codes, position)) from.push(at + 1)
  }
  return false
}

const isWord = (code: number | undefined): boolean =>
  code !== undefined && code < 128 && /^\w$/.test(String.fromCharCode(code))

const asserts = (what: Assertion, codes: readonly number[], position: number): boolean => {
  if (what === 'start') return position === 0
  if (what === 'end') return position === codes.length
  const isBoundary = isWord(codes[position - 1]) !== isWord(codes[position])
  return isBoundary === (what === 'word')
}

const assemble = (expression: GoRegexp): readonly Instruction[] => {
  const program: Instruction[] = []
  for (const sequence of expression) {
    // Alternatives are a chain of forks, each to the next one.
    optional(program, () => {
      for (const node of sequence) emit(program, node)
      program.push({ kind: 'accept' })
    })
  }
  return program
}

/** Emits a part behind a fork that can go past it. */
const optional = (program: Instruction[], part: () => void): void => {
  const fork: Instruction = { kind: 'fork', other: 0 }
  program.push(fork)
  part()
  fork.other = program.length
}

const emit = (program: Instruction[], node: RegexpNode): void => {
  if (node.kind === 'set') program.push({ kind: 'take', set: node.set })
  else if (node.kind === 'assert') program.push(node)
  else if (node.kind === 'directories') {
    optional(program, () => {
      loop(program, () => program.push(takeAny))
      program.push(takeSlash)
    })
  } else {
    for (let count = 0; count < node.min; count++) emit(program, node.node)
    if (node.max === undefined) loop(program, () => emit(program, node.node))
    else for (let count = node.min; count < node.max; count++) optional(program, () => emit(program, node.node))
  }
}

const loop = (program: Instruction[], part: () => void): void => {
  const start = program.length
  optional(program, () => {
    part()
    program.push({ kind: 'go', to: start })
  })
}
