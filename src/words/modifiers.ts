import { parseShellPattern, reversePattern, reverseText, trimPatternStart, type ShellPattern } from './shell-pattern.js'
import type { Refusal } from './lexer-state.js'

/** The refusal of a modifier that BuildKit does not know. */
export const unsupported = (modifier: string): Refusal => ({
  refusal: `unsupported modifier (${modifier}) in substitution`,
})

/** A `${name…}` whose parts are read. */
export interface Substitution {
  readonly name: string
  /** What stands behind the modifier. */
  readonly word: string
  readonly value: string | undefined
  /** Whether an empty value counts as unset. */
  readonly colon: boolean
}

const isMissing = ({ value, colon }: Substitution): boolean => value === undefined || (colon && value === '')

/** What each modifier makes of a substitution. */
export const modifiers: Readonly<Record<string, (substitution: Substitution) => string | Refusal>> = {
  '-': (it) => (isMissing(it) ? it.word : (it.value ?? '')),
  '+': (it) => (isMissing(it) ? '' : it.word),
  '?': (it) => {
    if (!isMissing(it)) return it.value ?? ''
    const what = it.value === undefined ? 'unset' : 'empty'
    return { refusal: `${it.name}: ${it.word === '' ? `is not allowed to be ${what}` : it.word}` }
  },
  '#': ({ word, value = '' }) => {
    const greedy = word.startsWith('#')
    return withPattern(greedy ? word.slice(1) : word, (pattern) => trimPatternStart(pattern, value, greedy))
  },
  '%': ({ word, value = '' }) => {
    const greedy = word.startsWith('%')
    return withPattern(reversePattern(greedy ? word.slice(1) : word), (pattern) =>
      reverseText(trimPatternStart(pattern, reverseText(value), greedy)),
    )
  },
}

/** Applies a pattern, unless it has an escape that is not allowed. */
export const withPattern = (text: string, apply: (pattern: ShellPattern) => string): string | Refusal => {
  const pattern = parseShellPattern(text)
  if (!('invalidEscape' in pattern)) return apply(pattern)
  return { refusal: `invalid pattern (${text}) in substitution: invalid escape '\\${pattern.invalidEscape}'` }
}
