import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { foldersOf } from '../folder-glob.js'
import type { SourceFile } from '../source-file.js'
import type { WholeSources } from './whole-sources.js'

/** The files that a run is about, by folder, in lower case since some disks do not tell cases apart. */
export type FilesByFolder = ReadonlyMap<string, ReadonlySet<string>>

/** The folders that the configurations take out of their services. */
const takenOut = ({ configs }: WholeSources): readonly string[] =>
  [...configs].flatMap(({ file, services = [] }) =>
    services
      .filter(({ value }) => value === false)
      .flatMap(({ key }) => foldersOf(dirname(file), key).map((folder) => join(dirname(file), folder))),
  )

/** Makes a test whether a folder is one of some or lies in one of them; there can be thousands of either. */
const insideTest = (roots: ReadonlySet<string>): ((folder: string) => boolean) => {
  const isInside = (folder: string): boolean =>
    roots.has(folder) || (dirname(folder) !== folder && isInside(dirname(folder)))
  return isInside
}

/** Folders beside those of services that have a Dockerfile: a service that nothing names any more stood beside others. */
const beside = (known: ReadonlySet<string>, { files }: WholeSources): readonly string[] => {
  const isInside = insideTest(new Set([...files].map((file) => dirname(file))))
  const parents = new Set([...known].map((folder) => dirname(folder)))
  return [...parents].filter(isInside).flatMap((parent) =>
    foldersOf(parent, '*')
      .map((folder) => join(parent, folder))
      .filter((folder) => !known.has(folder) && existsSync(join(folder, 'Dockerfile'))),
  )
}

/**
 * The folders that may hold files of services that are gone: those of services and of files that a run is about, those of
 * configurations, those that these take out, and what stands beside. The rest of the repository is not looked at.
 */
export const searchedFolders = (
  sources: readonly SourceFile[],
  made: FilesByFolder,
  whole: WholeSources,
): readonly string[] => {
  const known = new Set([...made.keys(), ...sources.map(({ folder }) => folder), ...takenOut(whole)])
  const more = beside(known, whole)
  for (const { file } of whole.configs) known.add(dirname(file))
  return [...known, ...more]
}

/** Files by their folders. */
export const byFolder = (files: readonly string[]): FilesByFolder => {
  const folders = new Map<string, Set<string>>()
  for (const file of files) {
    const folder = dirname(file)
    folders.set(folder, (folders.get(folder) ?? new Set()).add(basename(file).toLowerCase()))
  }
  return folders
}
