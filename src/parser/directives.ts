import type { EscapeCharacter } from '../model/document.js'
import { isSpace, skipSpace } from '../words/characters.js'
import { utf8Length, wellFormed } from '../words/go-text.js'
import { parseGoJson } from './json-array.js'

/** The names of parser directives. */
type DirectiveName = 'syntax' | 'escape' | 'check'

/** One line `# name=value` at the top of a Dockerfile. */
interface Directive {
  readonly name: DirectiveName
  readonly value: string
}

/** Reads directives line by line; `undefined` is a line that is none, and ends them all. */
export interface DirectiveReader {
  /** Reads a line without its line ending. Gives an error text for a directive that was there before. */
  read(line: string): Directive | { readonly error: string } | undefined
  /** Whether a line that is no directive was seen. */
  readonly done: boolean
}

const isDirectiveName = (name: string): name is DirectiveName =>
  name === 'syntax' || name === 'escape' || name === 'check'

const namePattern = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/
const isRegexSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 12 || code === 13

/** BuildKit's pattern `^(name)\s*=\s*(.+?)\s*$`, in linear time: a value of blanks alone is its last blank. */
const splitDirective = (text: string): Directive | undefined => {
  const match = namePattern.exec(text)
  const name = match?.[1]?.toLowerCase()
  if (match === null || name === undefined || !isDirectiveName(name)) return undefined
  let start = match[0].length
  let end = text.length
  while (end > start && isRegexSpace(text.charCodeAt(end - 1))) end--
  while (start < end && isRegexSpace(text.charCodeAt(start))) start++
  if (start === end) return text.length > match[0].length ? { name, value: text.slice(-1) } : undefined
  return { name, value: text.slice(start, end) }
}

/** A reader of the directives that begin with `prefix`, `#` in a Dockerfile. */
export const createDirectiveReader = (prefix = '#'): DirectiveReader => {
  const seen = new Set<string>()
  const reader = {
    done: false,
    read: (line: string): ReturnType<DirectiveReader['read']> => {
      if (reader.done) return undefined
      const directive = line.startsWith(prefix) ? splitDirective(line.slice(skipSpace(line, prefix.length))) : undefined
      if (directive === undefined) {
        reader.done = true
        return undefined
      }
      if (seen.has(directive.name)) return { error: `only one ${directive.name} parser directive can be used` }
      seen.add(directive.name)
      return directive
    },
  }
  return reader
}

/** Whether a value of `# escape=` is allowed. */
export const isEscapeCharacter = (value: string): value is EscapeCharacter => value === '\\' || value === '`'

/** The longest line in bytes that BuildKit reads. */
export const longestLine = 65_535

/** Whether a line, without its line feed, is longer than BuildKit reads. */
export const isTooLong = (line: string): boolean =>
  line.length > longestLine || (line.length * 3 > longestLine && utf8Length(line) > longestLine)

const detectIn = (text: string, prefix: string, name: DirectiveName): string | undefined => {
  const reader = createDirectiveReader(prefix)
  let index = 0
  while (index < text.length && !reader.done) {
    const feed = text.indexOf('\n', index)
    const end = feed < 0 ? text.length : feed
    const line = text.slice(index, text.charCodeAt(end - 1) === 13 && end > index ? end - 1 : end)
    if (isTooLong(text.slice(index, end))) return undefined
    const directive = reader.read(line)
    if (directive !== undefined && 'error' in directive) return undefined
    if (directive?.name === name) return directive.value
    index = end + 1
  }
  return undefined
}

const detectInJson = (text: string, name: DirectiveName): string | undefined => {
  if (text.charCodeAt(skipSpace(text)) !== 0x7b) return undefined
  const data = parseGoJson(text)
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
  return typeof value === 'string' ? wellFormed(value) : undefined
}

const withoutShebang = (text: string): string => {
  if (!text.startsWith('#!')) return text
  const feed = text.indexOf('\n')
  return feed < 0 ? '' : text.slice(feed + 1)
}

/** A text without the byte order mark at its start. */
const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

/**
 * The frontend that a file asks for, and its `check` options. The frontend is looked for in `# syntax=`, in
 * `// syntax=` and in a JSON object, since files for other frontends are written so.
 *
 * @example
 * ```ts
 * detectDirectives('# syntax=docker/dockerfile:1\nFROM a') // { syntax: 'docker/dockerfile:1' }
 * ```
 */
export const detectDirectives = (text: string): { syntax?: string; check?: string } => {
  const body = withoutShebang(withoutMark(text))
  if (isSpace(body.charCodeAt(0)) === false && /^[#/{]/.test(body) === false) return {}
  const syntax = detectIn(body, '#', 'syntax') ?? detectIn(body, '//', 'syntax') ?? detectInJson(body, 'syntax')
  const check = detectIn(body, '#', 'check')
  return { ...(syntax === undefined ? {} : { syntax }), ...(check === undefined ? {} : { check }) }
}
