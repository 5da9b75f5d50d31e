/** The lexical rules of a language, as far as telling code, comments and texts apart needs them. */
export type SourceLanguage = 'js' | 'python' | 'go' | 'rust'

/** A source with its comments, and with its comments and the insides of its texts, replaced by blanks of the same length. */
export interface MaskedSource {
  /** Without comments; texts are there. */
  readonly code: string
  /** Without comments and with empty texts: what a keyword search may look at. Offsets are those of the source. */
  readonly bare: string
}

/**
 * What is not code, per language. The first alternative that matches at a place wins. A match whose group `body` is set is
 * a text, any other a comment (or something to step over).
 */
const tokens: Readonly<Record<SourceLanguage, RegExp>> = {
  js: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?<a>(?:[^"\\\n]|\\[\s\S])*)"?|'(?<b>(?:[^'\\\n]|\\[\s\S])*)'?|`(?<c>(?:[^`\\]|\\[\s\S])*)`?|(?<=(?:^|[=(,:[!&|?{};\n]|\breturn)\s*)\/(?![*/])(?<d>(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\//g,
  python:
    /#[^\n]*|"""(?<a>(?:[^\\]|\\[\s\S])*?)(?:"""|$)|'''(?<b>(?:[^\\]|\\[\s\S])*?)(?:'''|$)|"(?<c>(?:[^"\\\n]|\\[\s\S])*)"?|'(?<d>(?:[^'\\\n]|\\[\s\S])*)'?/g,
  go: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?<a>(?:[^"\\\n]|\\[\s\S])*)"?|`(?<b>[^`]*)`?|'(?<c>(?:[^'\\\n]|\\[^\n])+)'/g,
  // A quote that is not closed after one character is a lifetime.
  rust: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\br(?<hash>#*)"(?<a>[\s\S]*?)(?:"\k<hash>|$)|"(?<b>(?:[^"\\]|\\[\s\S])*)"?|'(?<c>[^'\\\n]|\\[^'\n]+|\\')'/g,
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/**
 * Blanks what is not code.
 *
 * @example
 * ```ts
 * maskSource('listen(80) // not 90', 'js').code // 'listen(80)          '
 * ```
 */
export const maskSource = (text: string, language: SourceLanguage): MaskedSource => {
  let code = ''
  let bare = ''
  let end = 0
  for (const match of text.matchAll(tokens[language])) {
    const [token] = match
    const before = text.slice(end, match.index)
    end = match.index + token.length
    const { a, b, c, d } = match.groups ?? {}
    const body = a ?? b ?? c ?? d
    if (body === undefined) {
      code += before + blank(token)
      bare += before + blank(token)
      continue
    }
    code += before + token
    const bodyStart = token.indexOf(body, /^r#*"/.exec(token)?.[0].length ?? (/^("""|''')/.test(token) ? 3 : 1))
    bare += before + token.slice(0, bodyStart) + blank(body) + token.slice(bodyStart + body.length)
  }
  return { code: code + text.slice(end), bare: bare + text.slice(end) }
}

/** The line, from 1, of an offset. */
export const lineAt = (text: string, offset: number): number => {
  let line = 1
  for (let index = text.indexOf('\n'); index !== -1 && index < offset; index = text.indexOf('\n', index + 1)) line++
  return line
}
