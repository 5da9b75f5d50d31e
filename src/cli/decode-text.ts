import { isUtf8 } from 'node:buffer'
import { fromBytes } from '../words/go-text.js'

/**
 * The text that bytes are in UTF-8. Each byte that belongs to no character becomes U+FFFD, as where Go prints a text: BuildKit's own
 * output shows the same.
 *
 * @throws Error with the code `ERR_STRING_TOO_LONG` above half a gigabyte.
 */
export const decodeText = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : fromBytes(bytes.toString('latin1'))
