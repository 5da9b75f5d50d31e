import { type LineReading, readException } from './line-reading.js'
import { type CopyParts, expressionPattern, globPattern, isPlainPath, literalPattern } from './source-pattern.js'
import { reachesAnywhere } from './may-meet.js'

/** What a source without its excludes is in an ignore file. All sources that are written alike share one. */
export interface SourceForm {
  /** The pattern that matches exactly what the source names; `**` for the whole context. */
  readonly pattern: string
  /** The names in it. */
  readonly names: readonly string[]
  /** The directories before the first wildcard; the whole path where there is none. */
  readonly head: string
  /** What all that the pattern matches is or lies in; empty where that is not known. */
  readonly folder: string
  /** The head and the directories above it, the outermost first. */
  readonly ways: readonly string[]
  readonly isLiteral: boolean
  /** Whether the pattern is the path itself, with nothing in it that means something. */
  readonly isPlain: boolean
  /** The line that sends it. */
  readonly exception: string
  /** What that line says, of a plain one. */
  readonly reading: LineReading | undefined
  /** Whether it may name a directory, with secrets and caches in it. */
  readonly mayBeDirectory: boolean
  /** Paths that it surely means: itself, or its pattern with the wildcards filled in two ways. */
  readonly examples: readonly string[]
  /** What excludes are relative to. */
  readonly base: string
}

/** A wildcard makes Docker read the whole pattern as a Go expression, in which these mean something. */
const meansSomething = /[*?[\]\\^|{}]/

/** The ones that are ordinary characters in a pattern without wildcards. */
export const meansMore = /[\\^|{}]/

/**
 * The exception that sends what a pattern names. To know where exceptions can lie BuildKit takes `/**` and then `/*` off their
 * ends: of `a/*` + `/**` it is left with `a`, and never looks into a folder of `a`. `?*` names the same and is not taken off.
 */
export const exceptionOf = (pattern: string): string => `!${pattern.replace(/\/\*\/\*\*$/, '/?*/**')}`

/** Files by their ending; anything else may be a directory with secrets and caches in it. */
const fileEnding =
  /\.(?:cfg|conf|css|gradle|html|ini|jar|json|kts?|lock|lockb|md|mod|properties|proto|py|rs|go|sh|sql|sum|toml|txt|xml|ya?ml|[cm]?[jt]sx?)$/

const examplesOf = (pattern: string): readonly string[] => {
  const fill = (text: string) =>
    pattern
      .replace(/\*\*\/?/g, '')
      .replace(/\*/g, text)
      .replace(/\[\^?\\?([^])[^\]]*\]/gu, '$1')
      .replace(/\?/g, 'x')
      .replace(/\\/g, '')
  return [...new Set([fill(''), fill('x')])].filter((path) => path !== '' && !path.endsWith('/'))
}

/** A path and the directories above it, the outermost first. */
const waysOf = (names: readonly string[]): readonly string[] =>
  names.map((_, index) => names.slice(0, index + 1).join('/'))

/** The form of a path that is its own pattern. */
const plainForm = (path: string, base: string): SourceForm => {
  const names = path.split('/')
  const reading = readException(path)
  return {
    pattern: path,
    names,
    head: path,
    folder: path,
    ways: waysOf(names),
    isLiteral: true,
    isPlain: true,
    exception: reading.pattern,
    reading,
    mayBeDirectory: !fileEnding.test(path),
    examples: [path],
    base,
  }
}

/** Says in the terms of an ignore file what a source of these parts names. */
export const makeForm = ({ head, glob, include = '', plain }: CopyParts): SourceForm => {
  if (plain !== undefined && plain !== '' && isPlainPath(plain)) return plainForm(plain, head)
  const base = glob === '' ? expressionPattern(head) : globPattern(head, glob)
  // What is literal in one kind of pattern is not in another, so that two cannot always be joined: then all of it is named.
  const inner = base === '' || !meansMore.test(include) ? include : ''
  const own = glob === '' && inner === '' ? literalPattern(head) : base
  const innerNames = inner.split('/')
  const wildAt = innerNames.findIndex((name) => meansSomething.test(name))
  const innerHead =
    glob !== '' ? [] : wildAt < 0 ? innerNames : reachesAnywhere(inner) ? [] : innerNames.slice(0, wildAt)
  const joined = [own, inner].filter((part) => part !== '').join('/')
  const pattern = /^\**$/.test(joined) ? '**' : joined
  const wholeHead = [head, ...innerHead].filter((part) => part !== '').join('/')
  const headNames = wholeHead.split('/')
  const isLiteral = glob === '' && wildAt < 0
  return {
    pattern,
    names: pattern.split('/'),
    head: wholeHead,
    folder: isPlainPath(wholeHead) && !meansMore.test(pattern) ? wholeHead : '',
    ways: waysOf(headNames),
    isLiteral,
    isPlain: isLiteral && pattern === wholeHead && !meansSomething.test(pattern),
    exception: exceptionOf(pattern),
    reading: undefined,
    mayBeDirectory: pattern.includes('**') || !fileEnding.test(pattern),
    examples: isLiteral ? [wholeHead] : examplesOf(pattern),
    base,
  }
}
