import { readFileSync, statSync } from 'node:fs'
import { GenDockerfileError } from '../model/error.js'
import { fileError } from './write.js'

/** The text that a file on the disk has; `undefined` when there is none. */
export const textOnDisk = (file: string, name: string): string | undefined => {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found === undefined) return undefined
    if (found.isFile()) return readFileSync(file, 'utf8')
  } catch (error) {
    throw fileError('read', name, error)
  }
  throw new GenDockerfileError({
    code: 'not-a-file',
    message: `\`${name}\` is not a file, so nothing can be written there.`,
    hint: 'Move it away, or choose another `file`.',
  })
}
