import { isUtf8 } from 'node:buffer'
import type { Diagnostic } from '../../model/diagnostic.js'

const refusal = (name: string, message: string, hint: string, line?: number): Diagnostic => ({
  rule: 'not-text',
  codes: [],
  severity: 'error',
  message,
  hint,
  file: name,
  ...(line === undefined ? {} : { span: { start: { line, column: 1 }, end: { line, column: 1 } } }),
})

/** The line, from 1, of the first byte for which something holds; lines end with a line feed in UTF-8 and in its relatives. */
const lineWhere = (bytes: Buffer, isWrong: (line: Buffer) => boolean): number => {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    if (isWrong(bytes.subarray(start, end))) break
    start = end + 1
  }
  return line
}

/**
 * The text that bytes are, byte for byte, or why they are none: what is written back must not hold less than what was
 * read.
 */
export const exactText = (bytes: Buffer, name: string): string | Diagnostic => {
  const what = name === '-' ? 'Standard input' : `\`${name}\``
  if (/^(?:fffe|feff)$/.test(bytes.toString('hex', 0, 2))) {
    return refusal(name, `${what} is UTF-16, which Docker cannot read.`, 'Save it as UTF-8.')
  }
  if (bytes.includes(0)) {
    const line = lineWhere(bytes, (each) => each.includes(0))
    return refusal(name, `${what} holds a NUL byte: it is no text.`, 'Name Dockerfiles only.', line)
  }
  if (!isUtf8(bytes)) {
    const line = lineWhere(bytes, (each) => !isUtf8(each))
    const message = `${what} is not UTF-8: formatting it would replace the bytes that are none.`
    return refusal(name, message, 'Convert it to UTF-8, or correct the line.', line)
  }
  try {
    return bytes.toString('utf8')
  } catch {
    return refusal(name, `${what} is too large: it does not fit into one text.`, 'Name Dockerfiles only.')
  }
}
