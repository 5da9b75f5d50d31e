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

const assignments = (name: string): RegExp => new RegExp(`\\b${name}=("[^"]*"|'[^']*'|[^\\s;&|"']*)`, 'g')

/** Where ENV, ARG and the scripts of RUN set one of some variables, in this order. */
export const settingsOf = (analysis: Analysis, names: ReadonlySet<string>): readonly Setting[] => {
  const found: Setting[] = []
  for (const at of analysis.document.args)
    for (const each of at.args)
      if (names.has(each.name)) found.push({ name: each.name, value: plain(each.value ?? ''), by: 'arg', at })
  for (const { instruction, place: at, stage } of analysis.steps('env'))
    for (const each of instruction.pairs)
      if (names.has(each.name)) found.push({ name: each.name, value: plain(each.value), by: 'env', at, stage })
  for (const { instruction, place: at, stage } of analysis.steps('arg'))
    for (const each of instruction.args)
      if (names.has(each.name)) found.push({ name: each.name, value: plain(each.value ?? ''), by: 'arg', at, stage })
  for (const { script, at, stage } of analysis.scripts) {
    for (const name of script.defined) {
      if (!names.has(name)) continue
      for (const [, value = ''] of script.text.matchAll(assignments(name)))
        found.push({ name, value: plain(value), by: 'run', at, stage })
    }
  }
  return found
}
