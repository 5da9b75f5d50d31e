import { isUtf8 } from 'node:buffer'
import { ownDiagnostic } from '../../linter/own-findings.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { decodeText } from '../decode-text.js'
import type { InputFile } from '../input-files.js'
import { readInput } from '../read-input.js'

/** A file that was read. */
export interface ReadText {
  readonly text: string
  /** What is wrong with its bytes. */
  readonly flaw?: Diagnostic
  /** Whether it is worth reading at all. */
  readonly isText: boolean
}

const flawed = (file: string, message: string, hint: string, line: number): Diagnostic =>
  ownDiagnostic('not-text', { message, hint, file, span: { start: { line, column: 1 }, end: { line, column: 2 } } })

/** The line, from 1, of a byte. */
const lineOf = (bytes: Buffer, index: number): number => {
  let line = 1
  for (let feed = bytes.indexOf(10); feed >= 0 && feed < index; feed = bytes.indexOf(10, feed + 1)) line++
  return line
}

const firstBroken = (text: string): number => text.slice(0, Math.max(text.indexOf('\ufffd'), 0)).split('\n').length

/** Bytes that no text in UTF-8 has. */
const binaryFlaw = (bytes: Buffer, file: string): Diagnostic | undefined => {
  if (/^(?:fffe|feff)$/.test(bytes.toString('hex', 0, 2))) {
    return flawed(file, 'The file is UTF-16, which Docker cannot read.', 'Save it as UTF-8.', 1)
  }
  const nul = bytes.indexOf(0)
  if (nul < 0) return undefined
  return flawed(file, 'The file holds a NUL byte: it is no text.', 'Name Dockerfiles only.', lineOf(bytes, nul))
}

const utf8Flaw = (bytes: Buffer, text: string, file: string): Diagnostic | undefined => {
  if (isUtf8(bytes)) return undefined
  const message = 'This line is not UTF-8: what its bytes mean depends on who reads them.'
  return flawed(file, message, 'Save the file as UTF-8.', firstBroken(text))
}

/** The text of an input, or why it cannot be read. */
export const readText = async (input: InputFile): Promise<ReadText | Diagnostic> => {
  const bytes = await readInput(input)
  if (!Buffer.isBuffer(bytes)) return bytes
  const { name } = input
  try {
    const text = decodeText(bytes)
    const binary = binaryFlaw(bytes, name)
    const flaw = binary ?? utf8Flaw(bytes, text, name)
    return { text, isText: binary === undefined, ...(flaw === undefined ? {} : { flaw }) }
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG'
    if (!isTooLong && !(error instanceof RangeError)) throw error
    const message = `\`${name}\` is too large: what it holds does not fit into one text.`
    return { rule: 'too-large', codes: [], severity: 'error', message, file: name }
  }
}
