import type { Analysis } from '../analysis/analyse.js'
import type { EnvInstruction } from '../model/instruction.js'
import { unquoted } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'

const usesIn = (value: string): readonly string[] => [
  ...Array.from(value.matchAll(/\$(\w+)/g), ([, name = '']) => name),
  ...Array.from(value.matchAll(/\$\{([^}]*)\}/g), ([, name = '']) => name),
]

/** Each ENV with a value that names what another pair of it sets, unless an ENV or ARG anywhere above did. */
function* sameLineForHadolint({ instructions }: Analysis): Generator<EnvInstruction> {
  const set = new Set<string>()
  for (const instruction of instructions) {
    if (instruction.kind === 'arg') set.add(instruction.args[0]?.name ?? '')
    if (instruction.kind !== 'env') continue
    const names = instruction.pairs.map(({ name }) => unquoted(name))
    const isSetElsewhere = (used: string, own: number): boolean =>
      !set.has(used) && (names.indexOf(used) !== own ? names.includes(used) : names.lastIndexOf(used) !== own)
    if (instruction.pairs.some(({ value }, index) => usesIn(value).some((used) => isSetElsewhere(used, index)))) {
      yield instruction
    }
    for (const name of names) set.add(name)
  }
}

export const rule = defineRule({
  name: 'env-reads-old-value',
  summary: 'A variable is used in the ENV that sets it, and has its old value there.',
  category: 'variables',
  severity: 'warning',
  codes: ['hadolint:DL3044'],
  hadolint: [
    {
      code: 'hadolint:DL3044',
      places: ({ analysis }) => sameLineForHadolint(analysis),
      message: 'A value names what the same ENV sets.',
    },
  ],
  docs: {
    why: 'All values of one ENV are resolved before any of them is set, so a variable that stands further left in the same ENV still has the value from before.',
    bad: `FROM debian:trixie-slim
ENV PATH=/opt/tools/bin:$PATH CRON_PATH=$PATH
`,
    good: `FROM debian:trixie-slim
ENV PATH=/opt/tools/bin:$PATH
ENV CRON_PATH=$PATH
`,
    ignoreWhen: 'The old value is what is meant.',
  },
  *check({ analysis }) {
    for (const { instruction, place, words, undefinedNames } of analysis.steps('env')) {
      if (instruction.pairs.length < 2) continue
      const set = new Set<string>()
      for (const [index, { name }] of instruction.pairs.entries()) {
        const used = words[2 * index + 1]?.matched.find((each) => set.has(each) && !undefinedNames.includes(each))
        if (used !== undefined) {
          yield {
            message: `\`$${used}\` has its old value here: what this ENV sets holds from the next instruction on.`,
            hint: `Write \`ENV ${name}=…\` as an instruction of its own.`,
            at: place,
          }
        }
        set.add(words[2 * index]?.value ?? name)
      }
    }
  },
})
