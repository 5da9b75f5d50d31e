import { look } from '../disk/journal.js'
import { GenDockerfileError } from '../model/error.js'
import { fileError } from './write.js'

/** The text that a file on the disk has; `undefined` when there is none. */
export const textOnDisk = (file: string, name: string): string | undefined => {
  try {
    const found = look.output(file)
    if (found !== false) return found
  } catch (error) {
    throw fileError('read', name, error)
  }
  throw new GenDockerfileError({
    code: 'not-a-file',
    message: `\`${name}\` is not a file, so nothing can be written there.`,
    hint: 'Move it away, or choose another `file`.',
  })
}
