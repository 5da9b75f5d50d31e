import { statSync } from 'node:fs'

/** How long, in milliseconds, the clock of a file system may stand still: within it a second change leaves no trace. */
const oneTick = 2000

/**
 * What changes with a file or a folder whenever something is done to it; `undefined` where that is not sure: nothing is there, or it
 * changed a moment ago.
 */
export const signatureOf = (path: string): string | undefined => {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined || stats.ctimeMs > Date.now() - oneTick) return undefined
    return [stats.ino, stats.size, Math.round(stats.ctimeMs * 1000)].map((each) => each.toString(36)).join('.')
  } catch {
    return undefined
  }
}
