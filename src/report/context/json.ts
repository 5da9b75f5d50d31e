import { shownPath } from '../../context/raw-name.js'
import type { WalkedFile } from '../../context/walk.js'
import { findingData } from '../finding-data.js'
import type { ContextReport } from './report.js'

const fileData = ({ path, size }: WalkedFile) => ({ path: shownPath(path), size })

/** A list with one item a line: it can be long. */
const listOf = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`

/**
 * A build context for programs: one object, whose `version` goes up when its shape breaks. Bytes of names that are no UTF-8
 * are spelled `\xff`.
 */
export const contextJson = ({ context, ignoreFile, needed, contents, why }: ContextReport): string => {
  const { totals, ignored, sources, findings } = contents
  const entries: readonly (readonly [key: string, value: string])[] = [
    ['version', '1'],
    ['context', JSON.stringify(context)],
    ['ignoreFile', JSON.stringify(ignoreFile ?? null)],
    ['files', listOf(contents.files.map(fileData))],
    ['directories', listOf(contents.directories.map(shownPath))],
    ['totals', JSON.stringify(totals)],
    ...(ignored === undefined
      ? []
      : ([
          ['ignored', JSON.stringify({ files: ignored.files, bytes: ignored.bytes })],
          ['ignoredBy', listOf(ignored.patterns)],
        ] as const)),
    ...(needed === undefined
      ? []
      : ([
          ['needed', listOf(needed)],
          ['sources', listOf(sources ?? [])],
        ] as const)),
    ['largest', listOf(contents.largest.map(fileData))],
    [
      'findings',
      listOf(
        findings.map((finding) => {
          const { paths, files, bytes, pattern } = finding
          return { ...findingData(finding), paths, files, bytes, ...(pattern === undefined ? {} : { pattern }) }
        }),
      ),
    ],
    ...(why.length === 0 ? [] : ([['why', listOf(why)]] as const)),
  ]
  return `{\n${entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n}\n`
}
