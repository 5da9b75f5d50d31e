import type { Analysis } from '../../analysis/analyse.js'
import type { Instruction } from '../../model/instruction.js'
import type { StageNode } from '../../analysis/stage-node.js'

/** A variable that gets a value somewhere in the file. */
export interface Setting {
  readonly name: string
  /** Without quotes; empty for an ARG without a default. */
  readonly value: string
  readonly by: 'env' | 'arg' | 'run'
  readonly at: Instruction
  /** Absent for an ARG in front of the first FROM. */
  readonly stage?: StageNode
}

const plain = (value: string): string => value.replaceAll(/["']/g, '')

const inScript = (names: string): RegExp => new RegExp(`\\b(${names})=("[^"]*"|'[^']*'|[^\\s;&|"']*)`, 'g')

const patterns = new Map<string, readonly [name: RegExp, assignment: RegExp]>()

const patternsOf = (names: string): readonly [name: RegExp, assignment: RegExp] => {
  const known = patterns.get(names)
  if (known !== undefined) return known
  const made = [new RegExp(`^(?:${names})$`), inScript(names)] as const
  patterns.set(names, made)
  return made
}

/**
 * Where ENV, ARG and the scripts of RUN set one of some variables, in this order.
 *
 * @param names the source of a regular expression: `GIT_SSL_NO_VERIFY|PYTHONHTTPSVERIFY`
 */
export const settingsOf = (analysis: Analysis, names: string): readonly Setting[] => {
  const [name, assignment] = patternsOf(names)
  const found: Setting[] = []
  for (const at of analysis.document.args)
    for (const each of at.args)
      if (name.test(each.name)) found.push({ name: each.name, value: plain(each.value ?? ''), by: 'arg', at })
  for (const { instruction, place: at, stage } of analysis.steps('env'))
    for (const each of instruction.pairs)
      if (name.test(each.name)) found.push({ name: each.name, value: plain(each.value), by: 'env', at, stage })
  for (const { instruction, place: at, stage } of analysis.steps('arg'))
    for (const each of instruction.args)
      if (name.test(each.name)) found.push({ name: each.name, value: plain(each.value ?? ''), by: 'arg', at, stage })
  for (const { script, at, stage } of analysis.scripts)
    for (const [, key = '', value = ''] of script.text.matchAll(assignment))
      found.push({ name: key, value: plain(value), by: 'run', at, stage })
  return found
}
