import type { InstructionKind } from '../model/instruction.js'
import type { Rule, RuleContext } from '../rules/support/rule.js'
import { occurringIn } from '../rules/support/topics.js'
import type { Trait } from '../rules/support/topics.js'

/** Positions of rules by what has to occur. */
interface TopicIndex {
  /** Of those that are about any document. */
  readonly always: readonly number[]
  readonly byKind: ReadonlyMap<InstructionKind, readonly number[]>
  readonly byFlag: ReadonlyMap<string, readonly number[]>
  readonly byTrait: ReadonlyMap<Trait, readonly number[]>
  readonly byProgram: ReadonlyMap<string, readonly number[]>
  readonly byPattern: ReadonlyMap<RegExp, readonly number[]>
}

const note = <Key>(index: Map<Key, number[]>, key: Key, position: number): void => {
  const known = index.get(key)
  if (known === undefined) index.set(key, [position])
  else known.push(position)
}

const makeIndex = (rules: readonly Rule[]): TopicIndex => {
  const always: number[] = []
  const byKind = new Map<InstructionKind, number[]>()
  const byFlag = new Map<string, number[]>()
  const byTrait = new Map<Trait, number[]>()
  const byProgram = new Map<string, number[]>()
  const byPattern = new Map<RegExp, number[]>()
  for (const [position, { about = {} }] of rules.entries()) {
    const { instructions, flags, programs, traits } = about
    if ((instructions ?? flags ?? programs ?? traits) === undefined) always.push(position)
    for (const kind of instructions ?? []) note(byKind, kind, position)
    for (const flag of flags ?? []) note(byFlag, flag, position)
    for (const trait of traits ?? []) note(byTrait, trait, position)
    if (programs instanceof RegExp) note(byPattern, programs, position)
    else for (const program of programs ?? []) note(byProgram, program, position)
  }
  return { always, byKind, byFlag, byTrait, byProgram, byPattern }
}

/**
 * Makes a finder of the rules that may find something in a document, in their order: most are about an instruction or a
 * program that does not occur, and of those none is even looked at.
 */
export const relevanceOf = (
  rules: readonly Rule[],
): ((context: Pick<RuleContext, 'analysis' | 'options'>) => readonly Rule[]) => {
  let index: TopicIndex | undefined
  const ofPrograms = new Map<string, readonly number[]>()
  /** Of most programs none; the same few are called everywhere. */
  const ofProgram = (program: string, { byProgram, byPattern }: TopicIndex): readonly number[] => {
    const known = ofPrograms.get(program)
    if (known !== undefined) return known
    const found = [...(byProgram.get(program) ?? [])]
    for (const [pattern, positions] of byPattern) if (pattern.test(program)) found.push(...positions)
    if (ofPrograms.size < 1000) ofPrograms.set(program, found)
    return found
  }
  return (context) => {
    index ??= makeIndex(rules)
    const { always, byKind, byFlag, byTrait, byProgram, byPattern } = index
    const { kinds, flags, traits, programs, isGiven } = occurringIn(context)
    const wanted = new Uint8Array(rules.length)
    const want = (positions: readonly number[] = []): void => {
      for (const position of positions) wanted[position] = 1
    }
    want(always)
    for (const kind of kinds) want(byKind.get(kind))
    for (const flag of flags) want(byFlag.get(flag))
    for (const trait of traits) want(byTrait.get(trait))
    if (byProgram.size > 0 || byPattern.size > 0) {
      for (const program of programs()) want(ofProgram(program, index))
    }
    return rules.filter(
      ({ about }, position) => wanted[position] === 1 && (about?.given === undefined || isGiven(about.given)),
    )
  }
}
