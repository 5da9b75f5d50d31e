import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'empty-continuation',
  summary: 'A blank line stands inside an instruction.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:NoEmptyContinuation'],
  about: { traits: ['empty continuation'] },
  docs: {
    why: 'A line that ends in `\\` goes on behind blank lines, too, so what stands there belongs to the instruction although it does not look so. Builders are going to refuse it.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && \\

    apt-get install -y curl
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && \\
    apt-get install -y curl
`,
    ignoreWhen: 'Never; remove the line, or make it a comment.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const instruction of analysis.instructions) {
      const line = instruction.emptyContinuation
      if (line === undefined) continue
      const blanks = options.sources?.get(instruction)?.lines.filter(({ kind }) => kind === 'blank')
      const edits = blanks?.map(({ line }) => ({
        span: { start: { line, column: 1 }, end: { line: line + 1, column: 1 } },
        text: '',
      }))
      findings.push({
        message: 'A blank line stands inside this instruction; builders are going to refuse that.',
        hint: 'Remove it, or write `#` there.',
        at: instruction,
        span: { start: { line, column: 1 }, end: { line, column: 1 } },
        ...(edits === undefined ? {} : { fix: { title: 'Remove the blank lines', edits } }),
      })
    }
    return findings
  },
})
