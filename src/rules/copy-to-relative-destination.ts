import type { Analysis } from '../analysis/analyse.js'
import type { CopyInstruction } from '../model/instruction.js'
import { imageOf } from './support/hadolint-image.js'
import { unquoted } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Also a Windows path, and one that begins with a variable. */
const absoluteForHadolint = /^(?:[/$]|\p{L}:)/u

/**
 * Each COPY to a relative destination that hadolint sees no WORKDIR for: it takes an image of the same name as the base
 * stage, and an unnamed stage to have the name of its image.
 */
const relativeForHadolint = ({ document }: Analysis): readonly CopyInstruction[] => {
  const found: CopyInstruction[] = []
  const withWorkdir = new Set<string>()
  for (const { from, instructions } of document.stages) {
    const { name: image } = imageOf(from)
    const name = from.as ?? image
    if (withWorkdir.has(image)) withWorkdir.add(name)
    else withWorkdir.delete(name)
    for (const instruction of instructions) {
      if (instruction.kind === 'workdir') withWorkdir.add(name)
      if (instruction.kind !== 'copy' || withWorkdir.has(name)) continue
      if (!absoluteForHadolint.test(unquoted(instruction.words.at(-1) ?? ''))) found.push(instruction)
    }
  }
  return found
}

export const rule = defineRule({
  name: 'copy-to-relative-destination',
  summary: 'Files are copied to a relative path, and the file does not say relative to what.',
  category: 'runtime',
  severity: 'info',
  codes: ['hadolint:DL3045'],
  hadolint: [
    {
      code: 'hadolint:DL3045',
      places: ({ analysis }) => relativeForHadolint(analysis),
      message: 'hadolint wants a WORKDIR above, also where the working directory of the base image is known.',
    },
  ],
  about: { instructions: ['copy', 'add'] },
  docs: {
    why: 'The destination is below the working directory of the base image. Another base, or its next release, may have another one, and then the files lie elsewhere.',
    bad: `FROM registry.example/node:24
COPY server.js .
CMD ["node", "server.js"]
`,
    good: `FROM registry.example/node:24
WORKDIR /app
COPY server.js .
CMD ["node", "server.js"]
`,
    ignoreWhen: 'The base image is your own and promises its working directory.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, copy, before, stage } of analysis.steps('copy', 'add')) {
      const { value = '/', certain } = copy?.destination ?? {}
      // `scratch` has the root as its working directory, for good.
      if (certain !== true || before.workdirSet || /^(?:\/|[a-z]:)/i.test(value) || stage.facts?.name === 'scratch')
        continue
      findings.push({
        message: `${instruction.kind.toUpperCase()} to \`${value}\` is relative to a directory that this file does not say.`,
        hint: 'Write WORKDIR above, or an absolute path.',
        at: place,
      })
    }
    return findings
  },
})
