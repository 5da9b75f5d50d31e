import type { FileRead } from '../disk/read-file.js'
import type { Survey } from '../disk/survey.js'

/** No manifest or lockfile that we read whole is larger. */
export const documentLimit = 32 * 1024 * 1024

const byteOrderMark = 0xfeff

/** A text with LF and without a byte order mark. */
export const cleanText = (text: string): string =>
  (text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text).replaceAll('\r\n', '\n')

/** Gives the beginning of a file of at most `limit` bytes; without one, all of it or nothing. */
export type TextReader = (limit?: number) => string | undefined

/** Reads texts by a way to read files. */
export const textReader =
  (read: (limit: number) => FileRead): TextReader =>
  (limit) => {
    const found = read(limit ?? documentLimit)
    return found.kind === 'text' && (limit !== undefined || !found.truncated) ? cleanText(found.text) : undefined
  }

/**
 * Makes a question that is asked of many files at once.
 *
 * @example
 * ```ts
 * textSurvey('length', (text) => text()?.length ?? 0)
 * ```
 */
export const textSurvey = <Found>(name: string, ask: (text: TextReader) => Found): Survey<Found> => ({
  name,
  ask: (read) => ask(textReader(read)),
})
