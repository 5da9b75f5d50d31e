import type { Analysis } from '../../analysis/analyse.js'
import type { EnvInstruction } from '../../model/instruction.js'
import { type HadolintReport, unquoted } from './hadolint-report.js'

const none: readonly string[] = []

const usesIn = (value: string): readonly string[] => (value.includes('$') ? namesIn(value) : none)

const namesIn = (value: string): readonly string[] => [
  ...Array.from(value.matchAll(/\$(\w+)/g), ([, name = '']) => name),
  ...Array.from(value.matchAll(/\$\{([^}]*)\}/g), ([, name = '']) => name),
]

/** Each ENV with a value that names what another pair of it sets, unless an ENV or ARG anywhere above did. */
const sameLine = ({ instructions }: Analysis): readonly EnvInstruction[] => {
  const found: EnvInstruction[] = []
  const set = new Set<string>()
  for (const instruction of instructions) {
    if (instruction.kind === 'arg') set.add(instruction.args[0]?.name ?? '')
    if (instruction.kind !== 'env') continue
    const names = instruction.pairs.map(({ name }) => unquoted(name))
    const isSetElsewhere = (used: string, own: number): boolean =>
      !set.has(used) && (names.indexOf(used) !== own ? names.includes(used) : names.lastIndexOf(used) !== own)
    if (instruction.pairs.some(({ value }, index) => usesIn(value).some((used) => isSetElsewhere(used, index)))) {
      found.push(instruction)
    }
    for (const name of names) set.add(name)
  }
  return found
}

/** Where hadolint reports a variable in the ENV that sets it. */
export const sameLineForHadolint: HadolintReport = {
  code: 'hadolint:DL3044',
  places: ({ analysis }) => sameLine(analysis),
  message: 'A value names what the same ENV sets.',
}
