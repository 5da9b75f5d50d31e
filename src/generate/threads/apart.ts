import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { realPaths } from '../../disk/real-path.js'
import { remember } from '../../model/remember.js'
import { possibleIgnoreFiles } from '../ignore-file.js'
import { isApartByName } from '../kept/is-apart-by-name.js'
import { isInside } from '../paths.js'
import { isFromConfig, type SourceFile } from '../source-file.js'

/** A Dockerfile that is known before it is made. */
export interface Foreseen {
  /** Absolute. */
  readonly output: string
  /** That of its service. */
  readonly folder: string
}

const manifests = ['package.json', 'pyproject.toml', 'setup.py', 'go.mod', 'Cargo.toml']

/** Whether nothing that copies a folder can tell that a file was written there. */
const isUnseen = (file: string): boolean => isApartByName(basename(file)) && existsSync(dirname(file))

/** Makes a test whether a Dockerfile changes what is in the package of another: with that it may be copied by whatever needs the package. */
const strayTest = (): ((each: Foreseen) => boolean) => {
  const isPackage = remember((folder) => manifests.some((name) => existsSync(join(folder, name))))
  return ({ output, folder }) => {
    if (isInside(folder, output)) return false
    for (let at = dirname(output); !isInside(at, folder); at = dirname(at)) if (isPackage(at)) return !isUnseen(output)
    return false
  }
}

/** In lower case, since some disks do not tell cases apart. */
const keyOf = (file: string): string => file.toLowerCase()

/**
 * Looks at the Dockerfiles that are known before they are made, with the ignore files that they may get. Where each is written once,
 * and none is a script of any service or changes the package of another, none has to wait for the others, and its text can be
 * forgotten as soon as it is written.
 *
 * Gives a test whether another file, links followed, is none of them and no script; `undefined` where they are not apart.
 */
export const findApart = (
  foreseen: readonly Foreseen[],
  services: readonly SourceFile[],
): ((file: string) => boolean) | undefined => {
  if (foreseen.some(strayTest())) return undefined
  const realPath = realPaths()
  /** A file with links followed. */
  const onDisk = (file: string): string => keyOf(realPath(file))
  const taken = new Set(services.flatMap((service) => (isFromConfig(service) ? [] : [onDisk(service.file)])))
  for (const { output } of foreseen) {
    for (const file of [output, ...possibleIgnoreFiles(output)].map(onDisk)) {
      if (taken.has(file)) return undefined
      taken.add(file)
    }
  }
  return (file) => !taken.has(keyOf(file))
}
