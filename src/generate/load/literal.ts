/** Says that something is no literal, or one that is left to the engine. `undefined` is a value. */
export const notLiteral: unique symbol = Symbol('notLiteral')

/** Reads data from a text. */
export interface LiteralReader {
  /** Passes over blanks and comments and takes a mark, where it is next. */
  readonly mark: (mark: string) => boolean
  /** What a pattern (sticky) finds where the reader stands. */
  readonly take: (pattern: RegExp) => string | undefined
  /** Values with commas between them, up to the mark that closes them. */
  readonly values: (close: string) => readonly unknown[] | typeof notLiteral
  /** Whether only blanks and comments follow. */
  readonly isAtEnd: () => boolean
}

const trivia = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y
const word = /[A-Za-z_$][\w$]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w$.])/y
const quoted = [/'[^'\\\r\n]*(?:\\[\\'"`nrt][^'\\\r\n]*)*'/y, /"[^"\\\r\n]*(?:\\[\\'"`nrt][^"\\\r\n]*)*"/y] as const
const template = /`[^`\\$]*(?:(?:\\[\\'"`nrt]|\$(?!\{))[^`\\$]*)*`/y

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
])

/** What a string or template stands for; a line of a template ends with a line feed, however it ends in the file. */
const textOf = (source: string): string =>
  source
    .slice(1, -1)
    .replaceAll('\r\n', '\n')
    .replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character)

/** Data that lies deeper is left to the engine, which has more room. */
const deepest = 50

/**
 * Makes a reader of data that means the same to it as to a JavaScript engine: objects, arrays, strings, templates without
 * expressions, decimal numbers, `true`, `false`, `null` and `undefined`. All else is no literal, such as keys that are numbers or
 * computed, `__proto__`, holes of arrays, and escapes by number. The text must have no other ends of lines than `\n` and `\r\n`.
 */
export const literalReader = (text: string): LiteralReader => {
  let at = 0
  let depth = 0

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }

  const mark = (wanted: string): boolean => {
    take(trivia)
    if (!text.startsWith(wanted, at)) return false
    at += wanted.length
    return true
  }

  const list = <Item>(close: string, item: () => Item | typeof notLiteral): readonly Item[] | typeof notLiteral => {
    const items: Item[] = []
    if (++depth > deepest) return notLiteral
    while (!mark(close)) {
      const one = item()
      if (one === notLiteral) return notLiteral
      items.push(one)
      if (mark(',')) continue
      if (mark(close)) break
      return notLiteral
    }
    depth--
    return items
  }

  const string = (): string | undefined => {
    const found = take(quoted[0]) ?? take(quoted[1])
    return found === undefined ? undefined : textOf(found)
  }

  const property = (): readonly [string, unknown] | typeof notLiteral => {
    const key = take(word) ?? string()
    if (key === undefined || key === '__proto__' || !mark(':')) return notLiteral
    const own = value()
    return own === notLiteral ? notLiteral : [key, own]
  }

  const object = (): unknown => {
    const properties = list('}', property)
    return properties === notLiteral ? notLiteral : Object.fromEntries(properties)
  }

  const value = (): unknown => {
    if (mark('{')) return object()
    if (mark('[')) return list(']', value)
    const characters = string()
    if (characters !== undefined) return characters
    const long = take(template)
    if (long !== undefined) return textOf(long)
    const digits = take(number)
    if (digits !== undefined) return Number.isFinite(Number(digits)) ? Number(digits) : notLiteral
    const name = take(word) ?? ''
    return words.has(name) ? words.get(name) : notLiteral
  }

  return {
    mark,
    take,
    values: (close) => list(close, value),
    isAtEnd: () => {
      take(trivia)
      return at === text.length
    },
  }
}
