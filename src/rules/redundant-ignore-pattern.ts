import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** The first of the paths above a path, and itself, that is excluded. */
const excludedAbove = (path: string, excluded: ReadonlyMap<string, number>): string | undefined => {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const above = path.slice(0, slash)
    if (excluded.has(above)) return above
  }
  return excluded.has(path) ? path : undefined
}

export const rule = defineRule({
  name: 'redundant-ignore-pattern',
  summary: 'A pattern of the ignore file excludes what another one in front of it excludes.',
  category: 'context',
  severity: 'info',
  codes: [],
  about: { given: 'ignore' },
  docs: {
    why: 'An excluded folder is excluded with all that is in it, so the second line does nothing. Whoever deletes the first one will wonder.',
    bad: `FROM alpine:3.23
COPY src /src
`,
    good: `FROM alpine:3.23
COPY src /src
`,
    ignoreWhen: 'The lists come from several sources, and the order is theirs.',
    setting: { ignore: 'build\nbuild/cache\n' },
    goodSetting: { ignore: 'build\n' },
  },
  check({ options: { ignore } }) {
    const findings: Finding[] = []
    if (ignore === undefined) return findings
    /** What is excluded so far, since the last exception. */
    const excluded = new Map<string, number>()
    for (const each of readIgnoreFile(ignore).patterns) {
      const { pattern, keeps, line } = each
      if (keeps) {
        if (excluded.size > 0) excluded.clear()
        continue
      }
      const above = excluded.has('*') || excluded.has('**') ? '*' : excludedAbove(pattern, excluded)
      if (above !== undefined) {
        findings.push({
          message: `\`${pattern}\` is excluded by line ${excluded.get(above) ?? excluded.get('**')} already.`,
          hint: 'Delete the line.',
          span: each.span,
          inIgnoreFile: true,
          fix: {
            title: 'Delete the line.',
            edits: [{ span: { start: { line, column: 1 }, end: { line: line + 1, column: 1 } }, text: '' }],
          },
        })
      } else excluded.set(pattern, line)
    }
    return findings
  },
})
