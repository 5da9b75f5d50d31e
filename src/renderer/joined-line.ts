import type { EscapeCharacter } from '../model/document.js'
import { firstInk } from './blanks.js'

/**
 * The one line that Docker makes of an instruction over several: without its comments and its continuations.
 *
 * @example
 * ```ts
 * joinedLine('RUN a \\\n    # why\n    b', '\\') // 'RUN a     b'
 * ```
 */
export const joinedLine = (text: string, escape: EscapeCharacter): string => {
  if (!text.includes('\n')) return text
  const lines = text.split('\n').filter((line, index) => index === 0 || line.charCodeAt(firstInk(line)) !== 0x23)
  const last = lines.length - 1
  return lines.map((line, index) => (index < last && line.endsWith(escape) ? line.slice(0, -1) : line)).join('')
}
