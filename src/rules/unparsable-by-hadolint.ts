import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

const heredocsOf = (instruction: Instruction) => ('heredocs' in instruction ? instruction.heredocs : [])

/** A host without a dot and a port: `localhost:5000/x`. */
const plainHostWithPort = /^[^./]+:\d+\//

function* problemsOf(
  instruction: Instruction,
  lines: readonly string[],
  { spanOf }: RuleContext,
): Generator<Omit<Finding, 'at'>> {
  if (instruction.kind === 'from' && plainHostWithPort.test(instruction.image)) {
    yield {
      message: `hadolint cannot read \`${instruction.image}\`: a host without a dot and a port.`,
      hint: 'Write `127.0.0.1` for `localhost`.',
    }
  }
  if (instruction.kind === 'expose' && instruction.ports.some((port) => /\/sctp$/i.test(port))) {
    yield { message: 'hadolint cannot read the protocol `sctp`.' }
  }
  const end = spanOf(instruction)?.end.line
  const heredocs = heredocsOf(instruction)
  if (end === undefined || heredocs.length === 0) return
  if ((lines[end] ?? '').trim() !== '') {
    yield { message: 'hadolint cannot read what stands directly behind a heredoc.', hint: 'Put a blank line there.' }
  }
  if (heredocs.at(-1)?.chomp === true && lines[end - 1]?.startsWith('\t') === true) {
    yield {
      message: 'hadolint cannot read a heredoc that ends in an indented line.',
      hint: 'Write the last line at the margin.',
    }
  }
}

export const rule = defineRule({
  name: 'unparsable-by-hadolint',
  summary: 'The file is valid, but hadolint cannot read it and checks nothing.',
  category: 'portability',
  severity: 'info',
  codes: ['hadolint:DL1000'],
  docs: {
    why: 'At what it cannot read hadolint stops with the code DL1000, and none of its other rules is checked. What it cannot read: an instruction directly behind a heredoc, an indented end of a heredoc, `EXPOSE 80/sctp`, an image on `localhost:5000`, and `# escape` behind `# check`.',
    bad: `FROM debian:trixie-slim
RUN <<EOF
set -e
apt-get update
EOF
CMD ["bash"]
`,
    good: `FROM debian:trixie-slim
RUN <<EOF
set -e
apt-get update
EOF

CMD ["bash"]
`,
    ignoreWhen: 'You do not use hadolint.',
  },
  *check(context) {
    const { analysis, options, document } = context
    const lines = (options.text ?? '').split('\n')
    for (const instruction of analysis.instructions) {
      for (const problem of problemsOf(instruction, lines, context)) yield { ...problem, at: instruction }
    }
    const order = lines.slice(0, 10).flatMap((line) => /^#\s*(check|escape)\s*=/i.exec(line)?.[1]?.toLowerCase() ?? [])
    const [first] = analysis.instructions
    if (
      document.directives.escape === '`' &&
      order.indexOf('check') === 0 &&
      order.includes('escape') &&
      first !== undefined
    ) {
      yield {
        message: 'hadolint does not see `# escape` behind `# check`.',
        hint: 'Write `# escape` first.',
        at: first,
      }
    }
  },
})
