import { readdirSync } from 'node:fs'

/** Names of scripts, and of files that may have been generated. */
const concernsUs = /dockerfile|containerfile|dockerignore|\.hcl$|compose.*\.ya?ml$/i

/** Lists what a run may have to do with in a folder; `undefined` where the folder cannot be listed. */
export type FolderNames = (folder: string) => readonly string[] | undefined

/** The names in a folder that a run may have to do with: one question about it, not one for each, since there can be thousands. */
export const folderNames: FolderNames = (folder) => {
  try {
    return readdirSync(folder).filter((name) => concernsUs.test(name))
  } catch {
    return undefined
  }
}
