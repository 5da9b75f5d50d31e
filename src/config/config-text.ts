import { look } from '../disk/journal.js'
import { GenDockerfileError } from '../model/error.js'

/**
 * The text of a configuration.
 *
 * @param file absolute
 * @param shown the name for people
 * @throws GenDockerfileError `config-unreadable`
 */
export const configText = (file: string, shown: string): string => {
  try {
    return look.text(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
    const reason = code === 'ENOENT' ? 'there is no such file' : `the system says ${code}`
    throw new GenDockerfileError({
      code: 'config-unreadable',
      message: `The configuration \`${shown}\` cannot be read: ${reason}.`,
      hint: 'Name a file that can be read with `--config`.',
      place: { file: shown },
    })
  }
}
