import type { IgnorePattern } from '../ignore/parse.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const globs = /[*?[\\]/

const everything = ['*', '**', '**/*']

/** Whether a pattern can undo an exception without wildcards, so far as is surely known. */
const mayUndo = ({ pattern }: IgnorePattern): boolean => everything.includes(pattern) || !globs.test(pattern)

/** Whether such a pattern matches all that the exception keeps. */
const undoes = ({ pattern }: IgnorePattern, kept: string): boolean =>
  everything.includes(pattern) || pattern === kept || kept.startsWith(`${pattern}/`)

/** A pattern with its position in the list: there can be thousands. */
interface Placed {
  readonly index: number
  readonly each: IgnorePattern
}

/** Tells why an exception has no effect. */
const reasonsIn = (patterns: readonly IgnorePattern[]): ((exception: Placed) => string | undefined) => {
  const excluding = patterns.flatMap((each, index): readonly Placed[] => (each.keeps ? [] : [{ index, each }]))
  const undoing = excluding.filter(({ each }) => mayUndo(each))
  const lastOf = new Map(patterns.map(({ pattern }, index) => [pattern, index]))
  return ({ index, each: exception }) => {
    const kept = exception.pattern.slice(1)
    if ((excluding[0]?.index ?? Infinity) > index) return 'nothing in front of it excludes anything'
    if (globs.test(kept)) return undefined
    const by = undoing.find((other) => other.index > index && undoes(other.each, kept))
    const isKeptAgain = by !== undefined && (lastOf.get(exception.pattern) ?? 0) > by.index
    return by === undefined || isKeptAgain ? undefined : `\`${by.each.pattern}\` behind it excludes that again`
  }
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
  check({ options: { ignore } }) {
    const findings: Finding[] = []
    if (ignore === undefined) return findings
    const { patterns } = readIgnoreFile(ignore)
    const reasonOf = reasonsIn(patterns)
    for (const [index, each] of patterns.entries()) {
      const { pattern, span, keeps } = each
      const reason = keeps ? reasonOf({ index, each }) : undefined
      if (reason === undefined) continue
      findings.push({
        message: `\`${pattern}\` keeps nothing: ${reason}.`,
        hint: 'The last pattern that matches decides; write exceptions behind what they are exceptions of.',
        span,
        inIgnoreFile: true,
      })
    }
    return findings
  },
})
