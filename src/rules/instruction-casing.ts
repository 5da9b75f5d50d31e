import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, writtenOf } from './support/written.js'

const keywordOf = (instruction: Instruction): string => instruction.keyword ?? instruction.kind.toUpperCase()

export const rule = defineRule({
  name: 'instruction-casing',
  summary: 'Keywords are written in different cases.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:ConsistentInstructionCasing'],
  about: { traits: ['keyword'] },
  docs: {
    why: 'One case throughout is easier to read; upper case is the convention.',
    bad: `FROM debian:trixie-slim
run apt-get update
CMD ["bash"]
`,
    good: `FROM debian:trixie-slim
RUN apt-get update
CMD ["bash"]
`,
    ignoreWhen: 'Never; it costs nothing.',
  },
  check(context) {
    const findings: Finding[] = []
    const instructions = context.document.stages.flatMap((stage) => [stage.from, ...stage.instructions])
    const keywords = instructions.map(keywordOf)
    const lower = keywords.filter((keyword) => keyword === keyword.toLowerCase()).length
    const upper = keywords.filter((keyword) => keyword === keyword.toUpperCase()).length
    for (const instruction of instructions) {
      const keyword = keywordOf(instruction)
      const wanted = lower > upper ? keyword.toLowerCase() : keyword.toUpperCase()
      if (keyword === wanted) continue
      const written = writtenOf(instruction, context)
      findings.push({
        message: `\`${keyword}\` is not written like most keywords of this file.`,
        hint: `Write \`${wanted}\`.`,
        at: instruction,
        ...fixBy(`Write \`${wanted}\``, written && editOf(written, 0, keyword.length, wanted)),
      })
    }
    return findings
  },
})
