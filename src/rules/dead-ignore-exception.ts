import { lazy } from '../analysis/lazy.js'
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

/** The patterns behind a position that can undo an exception. */
const undoingBehind = (patterns: readonly IgnorePattern[], start: number): readonly Placed[] => {
  const undoing: Placed[] = []
  for (let index = start; index < patterns.length; index++) {
    const each = patterns[index]
    if (each !== undefined && !each.keeps && mayUndo(each)) undoing.push({ index, each })
  }
  return undoing
}

/** Tells why an exception has no effect. */
const reasonsIn = (patterns: readonly IgnorePattern[]): ((exception: Placed) => string | undefined) => {
  const firstExcluding = patterns.findIndex(({ keeps }) => !keeps)
  const undoing = undoingBehind(patterns, patterns.findIndex(({ keeps }) => keeps) + 1)
  const lastUndoing = undoing.at(-1)?.index ?? -1
  const lastOf = lazy(() => new Map(patterns.map(({ pattern }, index) => [pattern, index])))
  return ({ index, each: exception }) => {
    if (firstExcluding < 0 || firstExcluding > index) return 'nothing in front of it excludes anything'
    // Of most lists that is known without a look at the exception.
    if (lastUndoing < index) return undefined
    const kept = exception.pattern.slice(1)
    if (globs.test(kept)) return undefined
    const by = undoing.find((other) => other.index > index && undoes(other.each, kept))
    const isKeptAgain = by !== undefined && (lastOf().get(exception.pattern) ?? 0) > by.index
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
    const reasonOf = lazy(() => reasonsIn(patterns))
    for (const [index, each] of patterns.entries()) {
      if (!each.keeps) continue
      const reason = reasonOf()({ index, each })
      if (reason === undefined) continue
      const { pattern, span } = each
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
