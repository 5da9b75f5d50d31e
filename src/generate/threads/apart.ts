import { realPaths } from '../../disk/real-path.js'
import { possibleIgnoreFiles } from '../ignore-file.js'
import { isFromConfig, type SourceFile } from '../source-file.js'

/** In lower case, since some disks do not tell cases apart. */
const keyOf = (file: string): string => file.toLowerCase()

/**
 * Looks at the Dockerfiles that are known before they are made, with the ignore files that they may get. Where each is written once,
 * and none is a script of any service, none has to wait for the others, and its text can be forgotten as soon as it is written.
 *
 * Gives a test whether another file, links followed, is none of them and no script; `undefined` where they are not apart.
 */
export const findApart = (
  outputs: readonly string[],
  services: readonly SourceFile[],
): ((file: string) => boolean) | undefined => {
  const realPath = realPaths()
  /** A file with links followed. */
  const onDisk = (file: string): string => keyOf(realPath(file))
  const taken = new Set(services.flatMap((service) => (isFromConfig(service) ? [] : [onDisk(service.file)])))
  for (const output of outputs) {
    for (const file of [output, ...possibleIgnoreFiles(output)].map(onDisk)) {
      if (taken.has(file)) return undefined
      taken.add(file)
    }
  }
  return (file) => !taken.has(keyOf(file))
}
