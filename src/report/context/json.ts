import { shownPath } from '../../context/raw-name.js'
import type { WalkedFile } from '../../context/walk.js'
import type { ContextFinding } from '../../context/findings/finding.js'
import { findingData } from '../finding-data.js'
import type { ContextReport } from './report.js'

const fileData = ({ path, size }: WalkedFile) => ({ path: shownPath(path), size })

/** A list with one item a line, in pieces: it can be long. */
function* listOf<Item>(items: readonly Item[], dataOf: (item: Item) => unknown = (item) => item): Iterable<string> {
  const perPiece = 1000
  if (items.length === 0) yield '[]'
  for (let start = 0; start < items.length; start += perPiece) {
    const lines = items.slice(start, start + perPiece).map((item) => `    ${JSON.stringify(dataOf(item))}`)
    const isLast = start + perPiece >= items.length
    yield `${start === 0 ? '[\n' : ''}${lines.join(',\n')}${isLast ? '\n  ]' : ',\n'}`
  }
}

const findingOf = (finding: ContextFinding) => {
  const { paths, files, bytes, pattern } = finding
  return { ...findingData(finding), paths, files, bytes, ...(pattern === undefined ? {} : { pattern }) }
}

/**
 * A build context for programs: one object, whose `version` goes up when its shape breaks, in pieces. Bytes of names that are
 * no UTF-8 are spelled `\xff`.
 */
export function* contextJson({ context, ignoreFile, needed, contents, why }: ContextReport): Iterable<string> {
  const { totals, ignored, sources = [], findings } = contents
  const entries: Readonly<Record<string, Iterable<string> | undefined>> = {
    version: ['1'],
    context: [JSON.stringify(context)],
    ignoreFile: [JSON.stringify(ignoreFile ?? null)],
    files: listOf(contents.files, fileData),
    directories: listOf(contents.directories, shownPath),
    totals: [JSON.stringify(totals)],
    ignored: ignored && [JSON.stringify({ files: ignored.files, bytes: ignored.bytes })],
    ignoredBy: ignored && listOf(ignored.patterns),
    needed: needed && listOf(needed),
    sources: needed && listOf(sources),
    largest: listOf(contents.largest, fileData),
    findings: listOf(findings, findingOf),
    why: why.length === 0 ? undefined : listOf(why),
  }
  let before = '{\n'
  for (const [key, pieces] of Object.entries(entries)) {
    if (pieces === undefined) continue
    yield `${before}  ${JSON.stringify(key)}: `
    yield* pieces
    before = ',\n'
  }
  yield '\n}\n'
}
