import type { DirectorySummary } from '../../../src/context/directory-summary.js'
import { summarise } from '../../../src/context/directory-summary.js'

/** The summary of files with their sizes; `filesEach` as in {@link summarise}. */
export const summaryOf = (files: Readonly<Record<string, number>>, filesEach = 100): DirectorySummary => {
  const summary = summarise(filesEach)
  const known = new Set<string>()
  for (const path of Object.keys(files).sort()) {
    const names = path.split('/').slice(0, -1)
    for (const [index] of names.entries()) {
      const directory = names.slice(0, index + 1).join('/')
      if (!known.has(directory)) summary.directory(directory)
      known.add(directory)
    }
    summary.file({ path, kind: 'file', size: files[path] ?? 0 })
  }
  return summary.result()
}
