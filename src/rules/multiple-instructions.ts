import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const kinds = ['cmd', 'entrypoint', 'healthcheck'] as const
const hadolintCode = { cmd: 'hadolint:DL4003', entrypoint: 'hadolint:DL4004', healthcheck: 'hadolint:DL3012' } as const

export const rule = defineRule({
  name: 'multiple-instructions',
  summary: 'A stage has a second CMD, ENTRYPOINT or HEALTHCHECK, so the first has no effect.',
  category: 'runtime',
  severity: 'warning',
  codes: ['buildkit:MultipleInstructionsDisallowed', 'hadolint:DL3012', 'hadolint:DL4003', 'hadolint:DL4004'],
  about: { instructions: ['cmd', 'entrypoint', 'healthcheck'] },
  docs: {
    why: 'Only the last of each takes effect. The other is dead text that readers believe.',
    bad: `FROM node:24-trixie-slim
CMD ["node", "worker.js"]
CMD ["node", "server.js"]
`,
    good: `FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
    ignoreWhen: 'Never; delete the one that has no effect.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const stage of analysis.stages) {
      for (const kind of kinds) {
        let earlier: Instruction | undefined
        for (const { instruction, place } of stage.steps) {
          if (instruction.kind !== kind) continue
          if (earlier !== undefined) {
            findings.push({
              message: `A later ${kind.toUpperCase()} of this stage replaces this one.`,
              hint: 'Delete the one that is not meant.',
              at: earlier,
              suppressAt: place,
              toolAt: { hadolint: place },
              // hadolint does not see what an ONBUILD of the base stage brings.
              codes: [
                'buildkit:MultipleInstructionsDisallowed',
                ...(earlier.kind === kind ? [hadolintCode[kind]] : []),
              ],
            })
          }
          earlier = place
        }
      }
    }
    return findings
  },
})
