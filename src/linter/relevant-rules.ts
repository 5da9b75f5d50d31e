import type { InstructionKind } from '../model/instruction.js'
import type { Rule, RuleContext } from '../rules/support/rule.js'
import { isGivenIn, occurringIn, programsIn } from '../rules/support/topics.js'
import type { Trait } from '../rules/support/topics.js'

/** Some rules: one bit for the position of each. To join such sets costs next to nothing. */
type RuleSet = Uint32Array

/** Rules by what has to occur. */
interface TopicIndex {
  /** Those that are about any document. */
  readonly always: RuleSet
  readonly byKind: ReadonlyMap<InstructionKind, RuleSet>
  readonly byFlag: ReadonlyMap<string, RuleSet>
  readonly byTrait: ReadonlyMap<Trait, RuleSet>
  readonly byProgram: ReadonlyMap<string, RuleSet>
  readonly byPattern: ReadonlyMap<RegExp, RuleSet>
}

const emptySet = (rules: readonly Rule[]): RuleSet => new Uint32Array(Math.ceil(rules.length / 32))

const addRule = (set: RuleSet, position: number): void => {
  const word = position >>> 5
  set[word] = (set[word] ?? 0) | (1 << (position & 31))
}

const addAll = (set: RuleSet, others: RuleSet | undefined): void => {
  if (others === undefined) return
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) | (others[word] ?? 0)
}

const listOf = (set: RuleSet, rules: readonly Rule[]): Rule[] => {
  const found: Rule[] = []
  for (let word = 0; word < set.length; word++) {
    for (let rest = set[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const rule = rules[word * 32 + 31 - Math.clz32(rest & -rest)]
      if (rule !== undefined) found.push(rule)
    }
  }
  return found
}

const makeIndex = (rules: readonly Rule[]): TopicIndex => {
  const always = emptySet(rules)
  const byKind = new Map<InstructionKind, RuleSet>()
  const byFlag = new Map<string, RuleSet>()
  const byTrait = new Map<Trait, RuleSet>()
  const byProgram = new Map<string, RuleSet>()
  const byPattern = new Map<RegExp, RuleSet>()
  const note = <Key>(index: Map<Key, RuleSet>, key: Key, position: number): void => {
    const known = index.get(key) ?? emptySet(rules)
    addRule(known, position)
    index.set(key, known)
  }
  for (const [position, { about = {} }] of rules.entries()) {
    const { instructions, flags, programs, traits } = about
    if ((instructions ?? flags ?? programs ?? traits) === undefined) addRule(always, position)
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
  const ofPrograms = new Map<string, RuleSet | 'none'>()
  /** Of most programs none; the same few are called everywhere. */
  const ofProgram = (program: string, { byProgram, byPattern }: TopicIndex): RuleSet | 'none' => {
    const known = ofPrograms.get(program)
    if (known !== undefined) return known
    const found = emptySet(rules)
    addAll(found, byProgram.get(program))
    for (const [pattern, others] of byPattern) if (pattern.test(program)) addAll(found, others)
    const answer = found.every((bits) => bits === 0) ? 'none' : found
    if (ofPrograms.size < 1000) ofPrograms.set(program, answer)
    return answer
  }
  return ({ analysis, options }) => {
    index ??= makeIndex(rules)
    const { always, byKind, byFlag, byTrait, byProgram, byPattern } = index
    const { kinds, flags, traits } = occurringIn(analysis)
    const wanted = always.slice()
    for (const kind of kinds) addAll(wanted, byKind.get(kind))
    for (const flag of flags) addAll(wanted, byFlag.get(flag))
    for (const trait of traits) addAll(wanted, byTrait.get(trait))
    if (byProgram.size > 0 || byPattern.size > 0) {
      for (const some of programsIn(analysis, options)) {
        for (const program of some) {
          const found = ofProgram(program, index)
          if (found !== 'none') addAll(wanted, found)
        }
      }
    }
    return listOf(wanted, rules).filter(({ about }) => about?.given === undefined || isGivenIn(options, about.given))
  }
}
