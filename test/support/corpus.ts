import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findShared } from './oracle-process.js'

/** The texts of all Dockerfiles of the shared corpus, by name; none where it is missing. */
export const corpusTexts = (): readonly string[] => {
  const folder = findShared('corpus')
  if (folder === undefined) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.Dockerfile'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
