import { lazy } from '../analysis/lazy.js'
import type { Instruction } from '../model/instruction.js'
import type { Span } from '../model/place.js'
import { heredocStop, holdsHeredoc } from './support/hadolint-heredoc.js'
import { unreadableByHadolint } from './support/hadolint-syntax.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'

const lineSpan = (line: number, lines: readonly string[]): Span => ({
  start: { line, column: 1 },
  end: { line, column: (lines[line - 1] ?? '').trimEnd().length + 1 },
})

/** Where a flag of an instruction begins. */
const flagLine = (flag: string, { start, end }: Span, lines: readonly string[]): number => {
  const found = lines.slice(start.line - 1, end.line).findIndex((line) => line.includes(flag))
  return start.line + Math.max(found, 0)
}

/** The line behind the first that the escape character of the file continues, for a hadolint that does not know it. */
const brokenLine = (lines: readonly string[]): number | undefined => {
  const continued = lines.findIndex((line) => /`[ \t]*\r?$/.test(line) && !line.trimStart().startsWith('#'))
  return continued < 0 ? undefined : continued + 2
}

/** What keeps hadolint from reading an instruction; most it can read. */
function* problemsOf(
  instruction: Instruction,
  lines: () => readonly string[],
  { spanOf }: RuleContext,
): Generator<Omit<Finding, 'at'>> {
  const span = spanOf(instruction)
  const unreadable = unreadableByHadolint(instruction)
  if (unreadable !== undefined) {
    const { flag, message, hint } = unreadable
    yield {
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(flag === undefined || span === undefined ? {} : { span: lineSpan(flagLine(flag, span, lines()), lines()) }),
    }
  }
  const stop = span && holdsHeredoc(instruction) ? heredocStop(instruction, span, lines()) : undefined
  if (span === undefined || stop === undefined) return
  yield stop > span.end.line
    ? {
        message: 'hadolint cannot read what stands directly behind a heredoc.',
        hint: 'Put a blank line there.',
        span: lineSpan(stop, lines()),
      }
    : {
        message: 'hadolint does not see this heredoc, and takes its lines for instructions.',
        hint: 'It knows one heredoc of a RUN, those of a COPY that begins with them, and an end at the margin.',
        span: lineSpan(stop, lines()),
      }
}

export const rule = defineRule({
  name: 'unparsable-by-hadolint',
  summary: 'The file is valid, but hadolint cannot read it and checks nothing.',
  category: 'portability',
  severity: 'info',
  codes: ['hadolint:DL1000'],
  docs: {
    why: 'At what it cannot read hadolint stops with the code DL1000, and none of its other rules is checked. It cannot read what stands directly behind a heredoc, several heredocs of a RUN, an indented end of a heredoc, heredocs of ADD, `EXPOSE 80/sctp`, an image on `localhost:5000`, a mount without a target, `--interval=1m30s`, and `# escape` behind `# check`.',
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
  check(context) {
    const findings: Finding[] = []
    const { analysis, options, document } = context
    const allLines = lazy(() => (options.text ?? '').split('\n'))
    for (const instruction of analysis.instructions) {
      if (unreadableByHadolint(instruction) === undefined && !holdsHeredoc(instruction)) continue
      for (const problem of problemsOf(instruction, allLines, context)) findings.push({ ...problem, at: instruction })
    }
    if (document.directives.escape !== '`') return findings
    const lines = allLines()
    const directives = lines.slice(0, 10).filter((line) => /^#\s*(?:check|escape|syntax)\s*=/i.test(line))
    const escape = directives.findIndex((line) => /^#\s*escape\s*=/.test(line))
    const line = brokenLine(lines)
    const isSeen = escape >= 0 && directives.slice(0, escape).every((each) => /^#\s*syntax\s*=/i.test(each))
    const at = analysis.instructions.findLast((each) => (each.span?.start.line ?? Infinity) <= (line ?? 0))
    if (isSeen || line === undefined || at === undefined) return findings
    findings.push({
      message: 'hadolint does not see an `# escape` behind `# check`, nor one that is not in lower case.',
      hint: 'Write `# escape` first.',
      at,
      span: lineSpan(line, lines),
    })
    return findings
  },
})
