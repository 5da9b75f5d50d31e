import { type DirectorySummary, eachDirectory } from '../context/directory-summary.js'
import { shownPath } from '../context/raw-name.js'

/** `null` stands for what is too small to be told apart; the children of a folder are the largest first. */
export type PageNode =
  | readonly [name: string | null, bytes: number, files: number]
  | readonly [name: string, bytes: number, files: number, children: readonly PageNode[]]

/** So many names make a page of less than 1 MB, and more tiles than a screen can show. */
const mostNodes = 12_000

/** What is larger than this is told apart. */
const thresholdOf = (summary: DirectorySummary): number => {
  const sizes = eachDirectory(summary).flatMap(({ bytes, largest }) => [bytes, ...largest.map((file) => file.bytes)])
  return sizes.length <= mostNodes ? -1 : (sizes.sort((left, right) => right - left)[mostNodes] ?? -1)
}

const bySize = (left: PageNode, right: PageNode): number => right[1] - left[1]

const childrenOf = (directory: DirectorySummary, threshold: number): readonly PageNode[] => {
  const inner = directory.directories.filter(({ bytes }) => bytes > threshold)
  const files = directory.largest.filter(({ bytes }) => bytes > threshold)
  const children = [
    ...inner.map((each): PageNode => {
      const name = shownPath(each.path.slice(each.path.lastIndexOf('/') + 1))
      return [name, each.bytes, each.files, childrenOf(each, threshold)]
    }),
    ...files.map(({ name, bytes }): PageNode => [shownPath(name), bytes, 1]),
  ]
  const restFiles = children.reduce((left, child) => left - child[2], directory.files)
  const restBytes = children.reduce((left, child) => left - child[1], directory.bytes)
  const rest: readonly PageNode[] = restFiles > 0 ? [[null, restBytes, restFiles]] : []
  return [...children, ...rest].sort(bySize)
}

/** JSON that cannot end the element that it stands in. */
export const inScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The files of a summary as the root of a treemap. */
export const treemapRoot = (summary: DirectorySummary): PageNode => [
  '',
  summary.bytes,
  summary.files,
  childrenOf(summary, thresholdOf(summary)),
]
