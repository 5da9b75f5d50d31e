/** The result of parsing a text; an error has a place that does not depend on the version of Node. */
export type ParseOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly line: number; readonly column: number; readonly reason: string }

/** Line and column, from 1, of an offset in a text. */
const positionAt = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (const character of before) if (character === '\n') line++
  return { line, column: offset - lineStart + 1 }
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
// \P{Cc}: JSON has no control characters in texts.
const quoted = /"(?:(?!["\\])\P{Cc}|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const blank = /[ \t\r\n]*/y

/** Finds the first offset at which a text stops being JSON. JSON.parse says it too, but differently in each version of Node. */
const firstError = (text: string): { readonly offset: number; readonly reason: string } => {
  let offset = 0
  const skip = (): void => {
    blank.lastIndex = offset
    blank.exec(text)
    offset = blank.lastIndex
  }
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset
    if (pattern.exec(text) === null) return false
    offset = pattern.lastIndex
    return true
  }
  // An explicit stack: a deeply nested file must not overflow ours.
  const closers: ('}' | ']')[] = []
  let expect: 'value' | 'key' | 'first-key' | 'first-item' | 'after' = 'value'
  const fail = (reason: string) => ({ offset, reason })
  for (;;) {
    skip()
    const character = text[offset]
    const closer = closers.at(-1)
    if (expect === 'after') {
      if (closer === undefined)
        return character === undefined ? fail('it is not JSON') : fail('there is text after the end')
      if (character === ',') {
        offset++
        expect = closer === '}' ? 'key' : 'value'
      } else if (character === closer) {
        offset++
        closers.pop()
      } else return fail(character === undefined ? 'the file ends too early' : `\`,\` or \`${closer}\` is missing here`)
      continue
    }
    if (character === undefined)
      return fail(offset === 0 || text.trim() === '' ? 'the file is empty' : 'the file ends too early')
    if ((expect === 'first-key' || expect === 'first-item') && character === closer) {
      offset++
      closers.pop()
      expect = 'after'
      continue
    }
    if (expect === 'key' || expect === 'first-key') {
      if (character === '}') return fail('there is a comma before `}`')
      if (!take(quoted)) return fail('a key in double quotes is missing here')
      skip()
      if (text[offset] !== ':') return fail('`:` is missing here')
      offset++
      expect = 'value'
      continue
    }
    if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']')
      expect = character === '{' ? 'first-key' : 'first-item'
      offset++
      continue
    }
    if (character === ']' && closer === ']') return fail('there is a comma before `]`')
    if (!take(quoted) && !take(scalar)) {
      return fail(character === '/' ? 'JSON has no comments' : 'this is not a JSON value')
    }
    expect = 'after'
  }
}

/**
 * Parses JSON.
 *
 * @example
 * ```ts
 * parseJson('{"a": }') // { kind: 'error', line: 1, column: 7, reason: 'this is not a JSON value' }
 * ```
 */
export const parseJson = (text: string): ParseOutcome => {
  try {
    return { kind: 'value', value: JSON.parse(text) }
  } catch {
    const { offset, reason } = firstError(text)
    return { kind: 'error', ...positionAt(text, offset), reason }
  }
}

const jsoncToken = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g

/** Parses JSON with comments and trailing commas, such as tsconfig.json and bun.lock. */
export const parseJsonc = (text: string): ParseOutcome =>
  parseJson(text.replace(jsoncToken, (token) => (token.startsWith('"') ? token : token.replace(/[^\n]/g, ' '))))
