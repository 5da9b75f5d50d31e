import type { IgnorePattern } from '../ignore/parse.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'

const globs = /[*?[\\]/

const everything = ['*', '**', '**/*']

/** Whether a pattern surely matches all that an exception without wildcards keeps. */
const undoes = ({ pattern }: IgnorePattern, kept: string): boolean =>
  everything.includes(pattern) || pattern === kept || (!globs.test(pattern) && kept.startsWith(`${pattern}/`))

const reasonOf = (patterns: readonly IgnorePattern[], index: number): string | undefined => {
  const exception = patterns[index]
  if (exception?.keeps !== true) return undefined
  const kept = exception.pattern.slice(1)
  if (!patterns.slice(0, index).some(({ keeps }) => !keeps)) return 'nothing in front of it excludes anything'
  if (globs.test(kept)) return undefined
  const behind = patterns.slice(index + 1)
  const undoing = behind.findIndex((each) => !each.keeps && undoes(each, kept))
  const again = behind.slice(undoing + 1).some((each) => each.keeps && each.pattern === exception.pattern)
  return undoing < 0 || again ? undefined : `\`${behind[undoing]?.pattern}\` behind it excludes that again`
}

export const rule = defineRule({
  name: 'dead-ignore-exception',
  summary: 'A `!` line of the ignore file has no effect where it stands.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'ignore' },
  docs: {
    why: 'The last pattern that matches a path decides. An exception in front of the pattern that excludes its path, or with nothing in front of it, keeps nothing: the file is missing in the build, or the line only looks as if it did something.',
    bad: `FROM alpine:3.23
COPY src /src
`,
    good: `FROM alpine:3.23
COPY src /src
`,
    ignoreWhen: 'Never; move the line behind the pattern, or delete it.',
    setting: { ignore: '!src\n*\n' },
    goodSetting: { ignore: '*\n!src\n' },
  },
  *check({ options: { ignore } }) {
    if (ignore === undefined) return
    const { patterns } = readIgnoreFile(ignore)
    for (const [index, { pattern, span }] of patterns.entries()) {
      const reason = reasonOf(patterns, index)
      if (reason === undefined) continue
      yield {
        message: `\`${pattern}\` keeps nothing: ${reason}.`,
        hint: 'The last pattern that matches decides; write exceptions behind what they are exceptions of.',
        span,
        inIgnoreFile: true,
      }
    }
  },
})
