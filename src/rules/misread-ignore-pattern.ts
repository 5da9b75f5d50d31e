import type { IgnorePattern } from '../ignore/parse.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Misreading = (pattern: IgnorePattern, line: string) => Pick<Finding, 'message' | 'hint' | 'fix'> | undefined

const withoutSign = (pattern: string): string => pattern.replace(/^!/, '')

const comment: Misreading = ({ pattern, span }, line) => {
  if (!pattern.startsWith('#')) return undefined
  const start = { line: span.start.line, column: 1 }
  return {
    message: `\`${line.trim()}\` is no comment here: \`#\` begins one in the first column only.`,
    hint: 'Move it to the first column.',
    fix: { title: 'Move the comment to the first column.', edits: [{ span: { start, end: span.start }, text: '' }] },
  }
}

const trailingComment: Misreading = ({ pattern, span }, line) => {
  const found = /\s+#\s.*$/.exec(pattern)
  if (found === null || pattern.startsWith('#')) return undefined
  const at = line.lastIndexOf(found[0])
  const start = { line: span.start.line, column: at + 1 }
  const comments = found[0].trim()
  return {
    message: `The comment behind \`${pattern.slice(0, found.index)}\` is part of the pattern, which so matches nothing.`,
    hint: 'Give the comment a line of its own.',
    ...(at < 0
      ? {}
      : {
          fix: {
            title: 'Give the comment a line of its own.',
            edits: [
              { span: { start: { ...start, column: 1 }, end: { ...start, column: 1 } }, text: `${comments}\n` },
              { span: { start, end: span.end }, text: '' },
            ],
          },
        }),
  }
}

const braces: Misreading = ({ pattern }) =>
  /\{[^{}]*,[^{}]*\}/.test(pattern)
    ? {
        message: `Braces mean nothing in an ignore file: \`${pattern}\` matches only a name with braces in it.`,
        hint: 'Write a line for each alternative.',
      }
    : undefined

const negatedSet: Misreading = ({ pattern }) =>
  pattern.includes('[!')
    ? {
        message: `\`[!…]\` is no negation in an ignore file: \`${pattern}\` matches the \`!\` itself.`,
        hint: 'Write `[^…]`.',
      }
    : undefined

const outside: Misreading = ({ pattern }) =>
  /^\.\.(?:\/|$)/.test(withoutSign(pattern))
    ? {
        message: `\`${pattern}\` leads out of the build context, where there is nothing to ignore.`,
        hint: 'Paths are relative to the root of the context; delete the line.',
      }
    : undefined

const misreadings: readonly Misreading[] = [comment, trailingComment, braces, negatedSet, outside]

/** What all of them have: hardly any pattern needs a closer look. */
const suspicious = /[#{]|\[!|\.\./

export const rule = defineRule({
  name: 'misread-ignore-pattern',
  summary: 'A line of the ignore file means something else than it seems to.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'ignore' },
  docs: {
    why: 'Docker reads the file by rules of its own: `#` begins a comment in the first column only, braces are plain characters, `[!a]` does not negate, and nothing outside of the context can be named. Such a line matches nothing, and what it should keep out is sent.',
    bad: `FROM alpine:3.23
COPY src /src
`,
    good: `FROM alpine:3.23
COPY src /src
`,
    ignoreWhen: 'A file is really called like that.',
    setting: {
      ignore: '*.{log,tmp}\n  # caches\nnode_modules # installed in the image\n',
    },
    goodSetting: { ignore: '*.log\n*.tmp\n# caches\n# installed in the image\nnode_modules\n' },
  },
  check({ options: { ignore } }) {
    const findings: Finding[] = []
    if (ignore === undefined) return findings
    const file = readIgnoreFile(ignore)
    for (const pattern of file.patterns) {
      if (!suspicious.test(pattern.pattern)) continue
      const line = file.lines()[pattern.line - 1] ?? ''
      const found = misreadings.map((read) => read(pattern, line)).find((each) => each !== undefined)
      if (found !== undefined) findings.push({ ...found, span: pattern.span, inIgnoreFile: true })
    }
    return findings
  },
})
