/** What a source takes from this program's library with one `import`. */
export interface PlainImport {
  /** `gen-dockerfile` or `gen-dockerfile/presets`. */
  readonly specifier: string
  readonly names: readonly string[]
  /** The names as the left side of an assignment, line breaks kept: `{ stage, cache: store }`. */
  readonly pattern: string
}

/** The imports of a source, and what stands around them. */
export interface PlainSource {
  readonly imports: readonly PlainImport[]
  /** Comments and blank lines before each import, and at last all that follows the imports. */
  readonly between: readonly string[]
}

const blank = /(?:[ \t\r\n]|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y
const importStatement =
  /import[ \t]*(\{[\w$\s,]*\})[ \t]*from[ \t]*(['"])(gen-dockerfile(?:\/presets)?)\2[ \t]*;?[ \t]*(?=\r?\n)/y

/**
 * Words that mean something else without a bundler (`import.meta`, `require`) or without TypeScript (the fields of a
 * class). A `<` may begin type arguments, which JavaScript takes for a comparison: `f<T>(x)`. All else that TypeScript adds is a
 * syntax error to JavaScript.
 */
const needsBundler = /\b(?:import|require|class|__filename|__dirname)\b|\bexport\s*[{*]|</

/** Ends of lines that are none to the patterns here: a comment may end there. */
const otherLineEnds = /\r(?!\n)|[\u2028\u2029]/

const namesOf = (pattern: string): readonly string[] | undefined => {
  const parts = pattern.slice(1, -1).split(',')
  const items = parts.map((part) => part.trim()).filter((part) => part !== '')
  const names = items.map((item) => /^([\w$]+)(?:\s+as\s+[\w$]+)?$/.exec(item)?.[1])
  const known = names.flatMap((name) => name ?? [])
  return known.length === items.length ? known : undefined
}

/** The first match that begins at a position. */
const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Takes the imports off the top of a source, all of which must be of this program's library; `undefined` where it is in doubt. */
export const readImports = (text: string): PlainSource | undefined => {
  if (otherLineEnds.test(text)) return undefined
  const imports: PlainImport[] = []
  const between: string[] = []
  for (let at = 0; ;) {
    const start = at + (matchAt(blank, text, at)?.[0].length ?? 0)
    const found = matchAt(importStatement, text, start)
    if (found === null) {
      between.push(text.slice(at))
      return { imports, between }
    }
    const [statement, braces = '', , specifier = ''] = found
    const names = namesOf(braces)
    if (names === undefined) return undefined
    imports.push({ specifier, names, pattern: braces.replace(/([\w$]+)\s+as\s+(?=[\w$])/g, '$1: ') })
    between.push(text.slice(at, start))
    at = start + statement.length
  }
}

/**
 * Takes a source apart that a bundler has nothing to do for: it imports nothing but this program's library, all of it at
 * the top, and has a default export. `undefined` for all others, and whenever it is in doubt.
 *
 * @example
 * ```ts
 * readPlainSource("import { stage } from 'gen-dockerfile'\nexport default stage('a').from('alpine')\n")?.imports
 * // [{ specifier: 'gen-dockerfile', names: ['stage'], pattern: '{ stage }' }]
 * ```
 */
export const readPlainSource = (text: string): PlainSource | undefined => {
  const source = readImports(text)
  const body = source?.between.at(-1) ?? ''
  return /^export default\b/m.test(body) && !needsBundler.test(body) && source?.imports.length !== 0
    ? source
    : undefined
}
