import type { Severity } from '../model/diagnostic.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Secrets that their makers gave a shape of its own, so that they are found when they leak; Google's keys for browsers are public. */
const shapes: readonly (readonly [what: string, pattern: RegExp, severity?: Severity])[] = [
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a PyPI token', /\bpypi-AgEI[\w-]{50,}/],
  ['a Slack token', /\bxox[abeoprs]-[0-9A-Za-z-]{20,}/],
  ['a Stripe key', /\b[rs]k_live_[0-9A-Za-z]{20,}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/, 'warning'],
  ['a Docker Hub token', /\bdckr_pat_[\w-]{20,}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
]

/** One of them is in each. What npm is told by variables such as `npm_config_cache` stands in many files. */
const marks = /gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|npm_(?!config_)|pypi-|xox|k_live_|AIza|dckr_pat_|PRIVATE KEY/

/** Whether a text may hold a secret, seen quickly. */
const isCandidate = (text: string): boolean => marks.test(text)

const pairs = (each: readonly { readonly name: string; readonly value?: string }[]): string =>
  each.map(({ value }) => value ?? '').join('\n')

/** The text of an instruction that may hold a secret. */
const textOf = (instruction: Instruction): string => {
  switch (instruction.kind) {
    case 'env':
    case 'label':
      return pairs(instruction.pairs)
    case 'arg':
      return pairs(instruction.args)
    case 'run':
    case 'cmd':
    case 'entrypoint':
    case 'healthcheck': {
      const { command } = instruction
      const text = command === undefined ? '' : command.form === 'shell' ? command.text : command.args.join('\n')
      return instruction.kind === 'run'
        ? [text, ...instruction.heredocs.map(({ content }) => content)].join('\n')
        : text
    }
    case 'copy':
    case 'add':
      return [...instruction.words, ...instruction.heredocs.map(({ content }) => content)].join('\n')
    case 'onbuild':
      return textOf(instruction.instruction)
    default:
      return ''
  }
}

export const rule = defineRule({
  name: 'hard-coded-secret',
  summary: 'The file holds a secret in plain text.',
  category: 'security',
  severity: 'error',
  codes: [],
  docs: {
    why: 'A Dockerfile is in the repository and in the history of every image that is built from it: the secret is known to all who can read either, and has to be replaced.',
    bad: `FROM debian:trixie-slim
RUN aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE
`,
    good: `FROM debian:trixie-slim
RUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/tool /usr/local/bin/tool
`,
    ignoreWhen: 'It is an example from documentation that opens nothing.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    if (options.text !== undefined && !isCandidate(options.text)) return findings
    for (const at of analysis.instructions) {
      const text = textOf(at)
      if (!isCandidate(text)) continue
      for (const [what, pattern, severity] of shapes) {
        const found = pattern.exec(text)?.[0]
        if (found === undefined) continue
        findings.push({
          message: `This is ${what} (\`${found.slice(0, 8)}…\`) in plain text: it is in the repository and in every image that is built.`,
          hint: 'Revoke it, and mount the new one as a secret where a step needs it (`--mount=type=secret`).',
          at,
          ...(severity === undefined ? {} : { severity }),
        })
      }
    }
    return findings
  },
})
