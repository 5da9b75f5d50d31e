import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDraft, isKeptFile } from './kept-file.js'
import { quietly } from './quietly.js'

/** How the folders of repositories are called; what else there is belongs to others. */
const ofRepository = /^[0-9a-f]{16}$/

const day = 24 * 60 * 60 * 1000

/** What nobody asked for in so long is of a repository that is gone, of services that are, or of a program that nobody runs any more. */
const longestKept = 30 * day

/** No run takes so long: it was killed. */
const longestDraft = day

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const isOld = (file: string): boolean => {
  const longest = isDraft(file) ? longestDraft : longestKept
  return statSync(file).mtimeMs < Date.now() - longest
}

/** Removes what is kept in a folder of all repositories and has been of no use for long. */
export const tidyKept = (folder: string): void => {
  for (const name of namesIn(folder)) {
    if (!ofRepository.test(name)) continue
    const own = join(folder, name)
    quietly(() => {
      const old = namesIn(own).filter((each) => isKeptFile(each) && isOld(join(own, each)))
      for (const each of old) rmSync(join(own, each))
      // An empty one is that of a run that has just begun.
      if (old.length > 0) rmdirSync(own)
    })
  }
}
