import { hash } from 'node:crypto'
import { join } from 'node:path'
import { makeFolder } from './kept-file.js'
import { quietly } from './quietly.js'
import { tidyKept } from './tidy-kept.js'

/**
 * Opens what is kept of the runs in a working directory, in a folder for all; gives the files of its batches, by their numbers. The
 * folder is made before anything is looked at, since it may lie in the repository itself.
 */
export const openKept = (folder: string, cwd: string): ((batch: number) => string) => {
  tidyKept(folder)
  const own = join(folder, hash('sha256', cwd).slice(0, 16))
  quietly(() => makeFolder(own))
  return (batch) => join(own, `${batch}.json`)
}
