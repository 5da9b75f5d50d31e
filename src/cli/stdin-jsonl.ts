import { wellFormed } from '../words/go-text.js'
import { written } from './written.js'

/** One request of `--stdin-jsonl`. */
export interface DocumentRequest {
  /** Any JSON value; the answer gives it back. */
  readonly id: unknown
  readonly dockerfile: string
}

/** How many lines were answered, and how many of them could not be read. */
export interface AnsweredLines {
  readonly lines: number
  readonly broken: number
}

/** Complete lines of a stream of bytes; the last one needs no newline. A line is put together only when it has ended, so that a long one is not copied again and again. */
async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = []
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      yield Buffer.concat([...parts, bytes.subarray(start, end)])
      parts = []
      start = end + 1
    }
    if (start < bytes.length) parts.push(bytes.subarray(start))
  }
  if (parts.length > 0) yield Buffer.concat(parts)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const broken = (id: unknown, message: string) => ({ id, refusal: message })

const readRequest = (bytes: Buffer): DocumentRequest | ReturnType<typeof broken> | undefined => {
  let value: unknown
  try {
    const line = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim()
    if (line === '') return undefined
    value = JSON.parse(line)
  } catch (error) {
    return broken(null, `The line is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isObject(value)) return broken(null, 'The line is not an object with `id` and `dockerfile`.')
  const { id = null, dockerfile } = value
  if (typeof dockerfile !== 'string') return broken(id, 'The object has no text called `dockerfile`.')
  // Half a surrogate pair can stand in JSON, but in no file.
  return { id, dockerfile: wellFormed(dockerfile) }
}

const answerText = (id: unknown, result: object): string => {
  try {
    return `${JSON.stringify({ id, ...result })}\n`
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return `${JSON.stringify({ id, version: 1, error: { message: 'The answer is longer than a text can be.' } })}\n`
  }
}

/**
 * Reads one `{"id", "dockerfile"}` a line and writes one answer a line, in order: what `answer` gives, `id` first. A line that
 * cannot be read is answered with an error, with `id: null` where it has none; blank lines are passed over. Holds no more than one
 * line at a time, however many there are, and stops when nobody reads the answers.
 *
 * @example
 * ```ts
 * await answerLines(process.stdin, process.stdout, ({ dockerfile }) => ({ version: 1, ...parseSyntax(dockerfile) }))
 * // {"id":"a","version":1,"directives":{"escape":"\\"},"nodes":[]}
 * ```
 */
export const answerLines = async (
  input: AsyncIterable<Uint8Array | string>,
  output: NodeJS.WritableStream,
  answer: (request: DocumentRequest) => object | Promise<object>,
): Promise<AnsweredLines> => {
  const count = { lines: 0, broken: 0 }
  for await (const bytes of linesOf(input)) {
    const request = readRequest(bytes)
    if (request === undefined) continue
    const isBroken = 'refusal' in request
    count.lines++
    if (isBroken) count.broken++
    const result = isBroken ? { version: 1, error: { message: request.refusal } } : await answer(request)
    if (!(await written(output, answerText(request.id, result)))) break
  }
  return count
}
