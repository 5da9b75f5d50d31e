import { wordsOf, without } from './changed-words.js'

const manifest =
  /(?:^|[\s!"/])([\w@.-]+(?:\/[\w@.-]+)*)\/(?:package\.json|go\.mod|Cargo\.toml|pyproject\.toml)(?=$|[\s"])/g

type Sign = '+' | '-'

const linesOf = (lines: readonly string[], sign: Sign): readonly string[] =>
  lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1))

const foldersIn = (lines: readonly string[], sign: Sign): readonly string[] =>
  linesOf(lines, sign).flatMap((line) => [...line.matchAll(manifest)].map(([, folder = '']) => folder))

/** The sources of a COPY, one of them on a line of its own, or what an ignore file lets through. */
const sourcesOn = (line: string): readonly string[] => {
  if (line.startsWith('!')) return [line.slice(1)]
  const [first = '', ...words] = line.trim().split(/\s+/)
  if (/^(?:COPY|ADD)$/.test(first) && !words.some((word) => word.startsWith('--from='))) {
    const paths = words.filter((word) => !word.startsWith('--') && word !== '\\')
    return line.endsWith('\\') ? paths : paths.slice(0, -1)
  }
  return line.startsWith(' ') && words.length === 1 && words[0] === '\\' && /^[\w@*][^=:]*\//.test(first) ? [first] : []
}

const sourcesIn = (lines: readonly string[], sign: Sign): readonly string[] => linesOf(lines, sign).flatMap(sourcesOn)

const named = 5

/** `a` and `b` in words: how many are named, and what is said of one or of several. */
const said = (values: readonly string[], of: string): readonly string[] => {
  const all = [...new Set(values)]
  if (all.length === 0) return []
  const more = all.length <= named ? '' : ` and ${all.length - named} more`
  const list = all.slice(0, named).map((each) => `\`${each}\``)
  return [`${list.join(', ')}${more} ${all.length === 1 ? 'is' : 'are'} ${of}`]
}

const basesIn = (lines: readonly string[], sign: Sign): readonly string[] =>
  linesOf(lines, sign).flatMap((line) => (line.startsWith('FROM ') ? [/ (?!--)(\S+)/.exec(line)?.[1] ?? ''] : []))

/** Bases that are others now; in the order of the file, since a stage keeps its place. */
const basesChanged = (lines: readonly string[]): readonly string[] => {
  const before = basesIn(lines, '-')
  const after = basesIn(lines, '+')
  if (before.length !== after.length) return []
  const pairs = before.flatMap((base, index) =>
    base === after[index] ? [] : [`\`${base}\` is \`${after[index]}\` now`],
  )
  return [...new Set(pairs)]
}

/** Where each manifest is copied in any case, as under go.work, the sources tell what is needed. */
const copiesChanged = (lines: readonly string[]): readonly string[] => [
  ...said(without(sourcesIn(lines, '+'), wordsOf(lines, '-')), 'copied now'),
  ...said(without(sourcesIn(lines, '-'), wordsOf(lines, '+')), 'not copied any more'),
]

const isOnlyMoved = (lines: readonly string[]): boolean => {
  const added = wordsOf(lines, '+')
  const removed = wordsOf(lines, '-')
  return without(added, removed).length === 0 && without(removed, added).length === 0
}

/**
 * Says what brought about the changed lines of a diff, where they say so themselves. A folder whose manifest is copied now and was
 * not before is a new dependency, and the other way round; another base is a new version of the language.
 *
 * @example
 * ```ts
 * changeCause(['+COPY packages/db/package.json packages/db/']) // '`packages/db` is needed now'
 * ```
 */
export const changeCause = (lines: readonly string[]): string | undefined => {
  const added = foldersIn(lines, '+')
  const removed = foldersIn(lines, '-')
  const needs = [
    ...said(
      added.filter((folder) => !removed.includes(folder)),
      'needed now',
    ),
    ...said(
      removed.filter((folder) => !added.includes(folder)),
      'not needed any more',
    ),
  ]
  const parts = [...(needs.length === 0 ? copiesChanged(lines) : needs), ...basesChanged(lines)]
  if (parts.length > 0) return parts.join(', ')
  return isOnlyMoved(lines) ? 'only the order is another' : undefined
}
