import { rootDenials } from '../ignore/index.js'
import { markerLine } from '../model/marker-line.js'
import { firstMatch } from './support/first-match.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Names that tools leave in every folder, so that nobody means the one at the root alone. */
const everywhere =
  /^(?:node_modules|__pycache__|\*\.py(?:c|o|d|\[cod?\]|\[oc\])|\.DS_Store|Thumbs\.db|\*\.swp|\*~|\.ipynb_checkpoints|\.mypy_cache|\.pytest_cache|\.ruff_cache|\*\.egg-info|\.env|\.envrc|\*\.pem|\*\.key|id_rsa|\.terraform|\*\.tfstate)$/

export const rule = defineRule({
  name: 'root-only-ignore-pattern',
  summary: 'A pattern of the ignore file reaches the root of the context only.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'ignore' },
  docs: {
    why: 'In a `.gitignore` a name without a slash matches in every folder, in a `.dockerignore` it matches at the root of the context alone: `__pycache__` leaves `app/__pycache__` in. Nested caches and installed packages are sent and copied.',
    bad: `FROM python:3.14-slim-trixie
COPY app /app
`,
    good: `FROM python:3.14-slim-trixie
COPY app /app
`,
    ignoreWhen: 'Only the one at the root is meant; a leading slash says so: `/node_modules`.',
    setting: { ignore: '__pycache__\n*.pyc\n' },
    goodSetting: { ignore: '**/__pycache__\n**/*.pyc\n' },
  },
  check({ options: { ignore, tree } }) {
    const findings: Finding[] = []
    if (ignore === undefined) return findings
    const file = readIgnoreFile(ignore)
    const isGenerated = markerLine.test(ignore)
    for (const each of file.patterns) {
      const { pattern, keeps, line } = each
      const isPlain = !keeps && !pattern.includes('/') && pattern !== '*' && !pattern.startsWith('**')
      // What we write for the root alone is meant so.
      if (isGenerated && rootDenials.has(pattern)) continue
      if (!isPlain || file.lines()[line - 1]?.trim().startsWith('/') === true) continue
      const { span } = each
      const nested =
        tree === undefined || file.matcher === undefined ? undefined : firstMatch(tree, file.matcher, pattern)
      // Without a tree only names that lie everywhere are beyond doubt; with one, what is there decides.
      if (tree === undefined ? !everywhere.test(pattern) : nested === undefined) continue
      findings.push({
        message:
          nested === undefined
            ? `\`${pattern}\` matches at the root of the context only, and not in the folders below.`
            : `\`${pattern}\` matches at the root of the context only: \`${nested}\` is sent.`,
        hint: `Write \`**/${pattern}\`, or \`/${pattern}\` if only that is meant.`,
        span,
        inIgnoreFile: true,
        ...(everywhere.test(pattern) ? {} : { severity: 'info' as const }),
        ...(everywhere.test(pattern)
          ? {
              fix: {
                title: 'Match in every folder.',
                edits: [{ span: { start: span.start, end: span.start }, text: '**/' }],
              },
            }
          : {}),
      })
    }
    return findings
  },
})
