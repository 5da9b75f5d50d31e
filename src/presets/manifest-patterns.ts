/** The files of more folders than this are named together. */
export const mostNamed = 12

const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0))

/**
 * Names the manifests in the folders of a workspace: each, or where there are many `packages/*` + `/go.mod` for the folders of one. A
 * package more is then no change of the text.
 *
 * @example
 * ```ts
 * manifestPatterns(['go.mod', 'tools/a/go.mod']) // the same
 * ```
 */
export const manifestPatterns = (files: readonly string[]): readonly string[] => {
  if (new Set(files.map(folderOf)).size <= mostNamed) return files
  const parents = new Map<string, string[]>()
  for (const file of files) {
    const parent = folderOf(folderOf(file))
    const key = file.includes('/') ? `${parent === '' ? '' : `${parent}/`}*${file.slice(folderOf(file).length)}` : file
    const siblings = parents.get(key)
    if (siblings === undefined) parents.set(key, [file])
    else siblings.push(file)
  }
  return [...parents].flatMap(([pattern, list]) => (list.length < 3 ? list : [pattern]))
}
