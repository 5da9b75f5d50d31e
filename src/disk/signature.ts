import { type Stats, statSync } from 'node:fs'

/** How long, in milliseconds, the clock of a file system may stand still: within it a second change leaves no trace. */
const oneTick = 2000

/**
 * What changes with a file or a folder whenever something is done to it; `undefined` where that is not sure, since it changed a
 * moment ago.
 */
export const signatureIn = ({ ino, size, ctimeMs }: Stats): string | undefined =>
  ctimeMs > Date.now() - oneTick
    ? undefined
    : `${ino.toString(36)}.${size.toString(36)}.${Math.round(ctimeMs * 1000).toString(36)}`

/** The signature of what is at a path, links followed; `undefined` also where nothing is. */
export const signatureOf = (path: string): string | undefined => {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats && signatureIn(stats)
  } catch {
    return undefined
  }
}
