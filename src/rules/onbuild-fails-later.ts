import { flagValue } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { checkInstruction } from '../parser/check-instructions.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** The `--from` of a COPY, where it is a name and not an image or a number. */
const fromOf = (instruction: Instruction): string | undefined =>
  instruction.kind === 'copy' || instruction.kind === 'add' ? flagValue(instruction, 'from')?.toLowerCase() : undefined

export const rule = defineRule({
  name: 'onbuild-fails-later',
  summary: 'An ONBUILD instruction fails in every build that starts from the image.',
  category: 'stages',
  severity: 'warning',
  codes: [],
  about: { instructions: ['onbuild'] },
  docs: {
    why: 'What stands behind ONBUILD is hardly looked at before another build runs it: this build succeeds, and whoever starts from the image gets the error. The stages of this file are not there either.',
    bad: `FROM node:24-trixie-slim
ONBUILD EXPOSE 70000
`,
    good: `FROM node:24-trixie-slim
ONBUILD EXPOSE 7000
`,
    ignoreWhen: 'The file that starts from the image has a stage of that name.',
  },
  check({ analysis, document }) {
    const findings: Finding[] = []
    for (const { instruction, place } of analysis.steps('onbuild')) {
      const inner = instruction.instruction
      const problem = checkInstruction(inner, document.directives.escape)
      const from = fromOf(inner)
      // Problems that are seen while the file is read are those of `invalid-instruction`.
      if (problem?.phase === 'build')
        findings.push({
          message: `This build succeeds, and every build that starts from the image fails: ${problem.message}`,
          hint: 'Write it as it would stand in that other file.',
          at: place,
        })
      else if (from !== undefined && analysis.names.has(from))
        findings.push({
          message: `\`--from=${from}\` means a stage of the file that starts from this image, not \`${from}\` of this one.`,
          hint: 'Copy from an image by its name, or put the file into this image.',
          at: place,
        })
    }
    return findings
  },
})
