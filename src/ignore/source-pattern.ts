import type { SourcePath } from './source-path.js'
import { reachesAnywhere } from './may-meet.js'
import { cleanPath, isGoSpace, trimSpace } from './go-path.js'

/** Something that a Dockerfile takes from the build context. Remote sources of ADD do not belong here. */
export interface ContextSource {
  readonly kind: 'copy' | 'add' | 'bind'
  /** As in the instruction, variables expanded: `src/`, `*.json`, `packages/./*\/package.json`; a bind mount is never a glob. */
  readonly path: string
  /** The stage, for the comment above it. */
  readonly stage?: string
  /** The values of `--exclude`. */
  readonly exclude?: readonly string[]
  /** Whether `--parents` is set: then the path is a pattern with `**` and may have a `/./`. */
  readonly parents?: boolean
  /** What is known of the path, where somebody looked it up already. */
  readonly known?: SourcePath
}

/** Whether BuildKit expands a name of a COPY source; without a wildcard even a backslash is an ordinary character. */
const hasWildcard = (name: string): boolean => /^(?:[^\\*?[]|\\[^]|\\$)*[*?[]/.test(name)

/**
 * The pattern of an ignore file that matches one path and nothing else.
 *
 * @example
 * literalPattern('src/main.go') // 'src/main.go'
 * literalPattern('pages/[id].ts') // 'pages/\\[id\\].ts'
 */
export const literalPattern = (path: string): string =>
  // Without a wildcard Docker compares the whole text, and nothing needs an escape.
  /[*?[\]\\\n\r]|^!/.test(path) || protectEnds(path) !== path ? expressionPattern(path) : path

/** A path as the beginning of a pattern that may turn out to be an expression. */
export const expressionPattern = (path: string): string => protectEnds(escapeLiteral(path))

/** Escapes characters for a pattern that is an expression. */
const escapeLiteral = (text: string): string =>
  text
    .replace(/[*?[\]\\^|{}]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')

/** Docker trims blanks, and takes a `!` for an exception: a class keeps the one, a backslash the other. */
const protectEnds = (pattern: string): string => {
  const characters = [...pattern]
  return characters
    .map((character, index) => {
      if (index === 0 && character === '!') return '\\!'
      const isEnd = index === 0 || index === characters.length - 1
      return isEnd && (isGoSpace(character) || character === '\ufeff') ? `[${character}]` : character
    })
    .join('')
}

/** Translates a glob as COPY reads it, `filepath.Match`, to the pattern that means the same in an ignore file. */
export const globPattern = (head: string, glob: string): string => {
  const below = glob.replace(/\*+|\?|\[\^?(?:\\[^]|[^\\\]])+\]|\\?[^]/gu, (token) => {
    if (token.startsWith('*')) return '*'
    if (token === '?') return token
    if (token.startsWith('[') && token.length > 1) return classPattern(token)
    return escapeLiteral(token.length > 1 && token.startsWith('\\') ? token.slice(1) : token)
  })
  return protectEnds(head === '' ? below : `${escapeLiteral(head)}/${below}`)
}

/** In a class Go's two languages agree, but for the escapes of letters and for wildcards, which Docker replaces blindly. */
const classPattern = (token: string): string =>
  token.replace(/\\([0-9A-Za-z\u0080-\u{10ffff}])|\\[^]|[*?[]/gu, (part, plain: string | undefined, offset: number) => {
    if (plain !== undefined) return plain
    return part.startsWith('\\') || offset === 0 ? part : `\\${part}`
  })

/** A source as BuildKit's copy takes it apart. */
export interface CopyParts {
  /** The directories before the first wildcard, links followed; the whole path where there is none. */
  readonly head: string
  /** The rest of the path, a Go glob, relative to `head`; empty where there is no wildcard. */
  readonly glob: string
  /** With `--parents`: the pattern for what is taken of each match, in the syntax of ignore files. */
  readonly include?: string
  /** The path that is named, where it is one and no pattern: what is taken of it is all that lies there. */
  readonly plain?: string
}

/**
 * The names that all paths begin with that a pattern matches: those before the first that is not literal.
 *
 * @example
 * literalNames('src/*.go') // ['src']
 */
export const literalNames = (pattern: string): readonly string[] => {
  if (pattern.startsWith('!') || /[\\\n]/.test(pattern) || reachesAnywhere(pattern)) return []
  const names = pattern.split('/').filter((name) => name !== '' && name !== '.')
  const wildAt = names.findIndex((name) => /[*?[\]^}]/.test(name) || name === '..')
  return wildAt < 0 ? names : names.slice(0, wildAt)
}

/** Whether a pattern is a path. */
const isLiteral = (pattern: string): boolean =>
  literalNames(pattern).length === pattern.split('/').filter((name) => name !== '' && name !== '.').length

/** What nearly all sources are: nothing in it means anything, be it a path or a pattern. */
const plainPath = /^[\w.@+-][\w./@+-]*$/

/** Whether a path stands for itself however it is read. */
export const isPlainPath = (path: string): boolean =>
  plainPath.test(path) && path !== '.' && !path.startsWith('..') && cleanPath(path) === path

/** How a source is read: `--parents` takes patterns, a bind mount paths. */
export type PathKind = 'pattern' | 'bind' | 'copy'

/** What BuildKit makes of a path, read in one of these ways. */
export const partsOf = (path: string, kind: PathKind): CopyParts => {
  if (isPlainPath(path)) {
    return kind === 'pattern'
      ? { head: '', glob: '', include: path, plain: path }
      : { head: path, glob: '', plain: path }
  }
  const [base, inner] = kind === 'pattern' ? splitPivot(path) : [path, undefined]
  const names = cleanPath(`/${base}`).slice(1).split('/')
  const firstWild = kind === 'bind' ? -1 : names.findIndex(hasWildcard)
  const include = inner === undefined ? '' : trimSpace(cleanPath(`/${inner}`).slice(1))
  const head = (firstWild < 0 ? names : names.slice(0, firstWild)).join('/')
  const isPlain = firstWild < 0 && (include === '' || isLiteral(include))
  return {
    head,
    glob: firstWild < 0 ? '' : names.slice(firstWild).join('/'),
    ...(include === '' ? {} : { include }),
    ...(isPlain ? { plain: [head, include].filter((part) => part !== '').join('/') } : {}),
  }
}

/** `--parents` copies what the part behind `/./` matches below the part before it; without one, below the context. */
const splitPivot = (path: string): readonly [base: string, inner: string] => {
  const at = path.indexOf('/./')
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 3)]
}
