/** A part of a pattern between slashes: a plain name, names of a form, or any number of folders. */
export type PatternSegment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'glob'; readonly matches: (name: string) => boolean }
  | { readonly kind: 'any' }

/** One alternative of a member pattern. */
export interface MemberPattern {
  readonly segments: readonly PatternSegment[]
  /** It begins with `../`: what it names lies outside of the root. */
  readonly outside: boolean
}

/** Splits at a character that is in no parentheses of any kind. */
const splitTop = (text: string, separator: string): readonly string[] => {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    if ('{(['.includes(character)) depth++
    else if ('})]'.includes(character)) depth--
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** The end of the braces that open at an index, or -1. */
const closingBrace = (text: string, open: number): number => {
  let depth = 0
  for (let index = open; index < text.length; index++) {
    if (text[index] === '{') depth++
    else if (text[index] === '}' && --depth === 0) return index
  }
  return -1
}

/** No list of folders that somebody writes has more alternatives; `{1..100000000}` is not a list of folders. */
const mostAlternatives = 1000

const numbersBetween = (inner: string): readonly string[] | undefined => {
  const [, first, last] = /^(\d{1,6})\.\.(\d{1,6})$/.exec(inner) ?? []
  if (first === undefined || last === undefined) return undefined
  const count = Number(last) - Number(first) + 1
  return count < 1 || count > mostAlternatives
    ? undefined
    : Array.from({ length: count }, (_, index) => String(Number(first) + index))
}

/**
 * The alternatives of a pattern with braces, also nested; a text without a comma in its braces stays.
 *
 * @example
 * ```ts
 * expandBraces('{apps,libs/{a,b}}/*') // ['apps/*', 'libs/a/*', 'libs/b/*']
 * ```
 */
export const expandBraces = (pattern: string): readonly string[] => {
  for (let open = pattern.indexOf('{'); open !== -1; open = pattern.indexOf('{', open + 1)) {
    const close = closingBrace(pattern, open)
    if (close === -1) return [pattern]
    const inner = pattern.slice(open + 1, close)
    const listed = splitTop(inner, ',')
    const choices = listed.length > 1 ? listed : numbersBetween(inner)
    if (choices === undefined) continue
    const [before, after] = [pattern.slice(0, open), expandBraces(pattern.slice(close + 1))]
    return choices
      .flatMap((choice) => expandBraces(choice))
      .flatMap((choice) => after.map((rest) => `${before}${choice}${rest}`))
      .slice(0, mostAlternatives)
  }
  return [pattern]
}

const isGlob = (segment: string): boolean => /[*?[]|[+@!]\(/.test(segment)

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`)

/** Extended globs: `@(a|b)`, `!(a)`. */
const extended = (operator: string, inner: string): string => {
  const choices = splitTop(inner, '|').map(segmentSource).join('|')
  if (operator === '!') return `(?!(?:${choices})$)[^/]*`
  return `(?:${choices})${operator === '@' ? '' : operator}`
}

/** The regular expression of a segment. */
const segmentSource = (segment: string): string => {
  const [, before = '', operator, inner = '', after = ''] =
    /^((?:(?![?*+@!]\().)*)([?*+@!])\(([^()]*)\)(.*)$/s.exec(segment) ?? []
  if (operator !== undefined) return `${segmentSource(before)}${extended(operator, inner)}${segmentSource(after)}`
  return segment
    .split(/(\*+|\?|\[[!^]?[^\]]+\])/)
    .map((part) => {
      if (part.startsWith('*')) return '[^/]*'
      if (part === '?') return '[^/]'
      return /^\[.+\]$/.test(part) ? part.replace(/^\[[!^]/, '[^').replaceAll('\\', String.raw`\\`) : escaped(part)
    })
    .join('')
}

const globSegment = (segment: string, hidden: boolean): PatternSegment => {
  const isHidden = hidden || segment.startsWith('.')
  if (segment === '*') return { kind: 'glob', matches: (name) => isHidden || !name.startsWith('.') }
  const expression = new RegExp(`^${segmentSource(segment)}$`, 's')
  return { kind: 'glob', matches: (name) => (isHidden || !name.startsWith('.')) && expression.test(name) }
}

/**
 * Reads a member pattern: `apps/*`, `./packages/**`, `{apps,libs}/*`, `crates/[a-m]*`. A slash at either end and `./` say nothing.
 *
 * @param hidden Whether `*` also matches names that begin with a dot.
 * @returns One pattern for each alternative of its braces.
 */
export const parseMemberPattern = (pattern: string, hidden = false): readonly MemberPattern[] =>
  expandBraces(pattern).map((alternative) => {
    const names: string[] = []
    let outside = false
    for (const name of alternative.replaceAll('\\', '/').split('/')) {
      if (name === '' || name === '.') continue
      if (name !== '..') names.push(name)
      else if (names.pop() === undefined) outside = true
    }
    const segments = names.map((name): PatternSegment => {
      if (name === '**') return { kind: 'any' }
      return isGlob(name) ? globSegment(name, hidden) : { kind: 'name', name }
    })
    return { segments, outside }
  })

/** Whether a pattern names a folder, given by the names on the way to it. */
export const matchesPath = ({ segments, outside }: MemberPattern, names: readonly string[]): boolean => {
  if (outside) return false
  const from = (segment: number, name: number): boolean => {
    const pattern = segments[segment]
    if (pattern === undefined) return name === names.length
    const next = names[name]
    if (pattern.kind === 'any') {
      return from(segment + 1, name) || (next !== undefined && !next.startsWith('.') && from(segment, name + 1))
    }
    if (next === undefined) return false
    return (pattern.kind === 'name' ? pattern.name === next : pattern.matches(next)) && from(segment + 1, name + 1)
  }
  return from(0, 0)
}
