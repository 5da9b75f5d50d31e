import { flagValue } from '../model/flag.js'
import { perStage } from '../analysis/per-stage.js'
import { scriptOf } from '../analysis/script.js'
import { isVerified } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const repository = /^(?:git:\/\/|ssh:\/\/|git@|github\.com\/|[\w.-]+@[\w.-]+:)|^https?:\/\/[^#?]*\.git(?:[#?]|$)/

const commit = /[#=:][0-9a-f]{40}(?:[0-9a-f]{24})?(?::|&|$)/

/** The position of the last RUN of a stage that compares something with a checksum. */
const lastCheck = perStage((stage) =>
  stage.steps.findLastIndex(({ instruction, before }) => {
    const script = instruction.kind === 'run' ? scriptOf(instruction, before.shell) : undefined
    return script !== undefined && isVerified({ script })
  }),
)

export const rule = defineRule({
  name: 'add-without-checksum',
  summary: 'ADD takes a file or a repository from the network without saying which state of it.',
  category: 'security',
  severity: 'info',
  codes: [],
  about: { instructions: ['add'] },
  docs: {
    why: 'What an address gives can change, by mistake or by attack: the same Dockerfile then makes another image. With `--checksum` the build stops instead, and the file need not be fetched to know that it is in the cache.',
    bad: `FROM debian:trixie-slim
ADD https://example.com/tool-1.2.3.tar.gz /tmp/
`,
    good: `FROM debian:trixie-slim
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.3.tar.gz /tmp/
`,
    ignoreWhen: 'The newest state is what you want, or your builder does not know `--checksum` (frontend 1.6).',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, copy, place, stage, index } of analysis.steps('add')) {
      if (flagValue(instruction, 'checksum') !== undefined) continue
      for (const { value, word, certain } of copy?.sources ?? []) {
        const shown = certain ? value : word
        const isRepository = repository.test(value)
        if (!isRepository && !/^https?:\/\//.test(value)) continue
        if (isRepository ? commit.test(value) : lastCheck(stage, '') > index) continue
        const isPlain = value.startsWith('http://') || value.startsWith('git://')
        findings.push({
          message: isRepository
            ? `\`${shown}\` names no commit: a branch moves, and a tag can be moved, so what is built depends on the day.`
            : `Nothing checks what \`${shown}\` sends${isPlain ? ', and without TLS anybody on the way can change it' : ': when it changes, so does the image'}.`,
          hint: isRepository
            ? 'Put the commit behind `#`, or write `--checksum=` with it.'
            : 'Add `--checksum=sha256:…` with the digest of the file.',
          at: place,
          ...(isPlain ? { severity: 'warning' as const } : {}),
        })
      }
    }
    return findings
  },
})
