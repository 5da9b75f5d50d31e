/** A set of characters: the union of ranges of code points and of Unicode properties, or its complement. */
export interface CharacterSet {
  readonly negated: boolean
  readonly ranges: readonly (readonly [low: number, high: number])[]
  /** Sets within the set, such as `\W` or `\PL`, where the complement is of the part alone. */
  readonly parts: readonly CharacterSet[]
  /** A Unicode property, as JavaScript names it. */
  readonly property?: string
}

/** The set of one code point. */
export const single = (code: number): CharacterSet => ({ negated: false, ranges: [[code, code]], parts: [] })

/** The set that is written as a list of ranges, or everything else. */
export const rangesOf = (ranges: CharacterSet['ranges'], negated = false): CharacterSet => ({
  negated,
  ranges,
  parts: [],
})

/** The characters with a Unicode property, or all others. */
export const propertyOf = (property: string, negated: boolean): CharacterSet => ({
  negated,
  ranges: [],
  parts: [],
  property,
})

/** Whether a set holds a code point. */
export const holds = (set: CharacterSet, code: number): boolean => {
  const found =
    set.ranges.some(([low, high]) => low <= code && code <= high) ||
    set.parts.some((part) => holds(part, code)) ||
    (set.property !== undefined && new RegExp(`\\p{${set.property}}`, 'u').test(String.fromCodePoint(code)))
  return found !== set.negated
}

const escaped = (code: number): string => `\\u{${code.toString(16)}}`

/**
 * The set as the source of a JavaScript regular expression with the flag `u`, or undefined for one with negated parts
 * that JavaScript cannot spell.
 */
export const toSource = (set: CharacterSet): string | undefined => {
  if (set.parts.some((part) => part.negated && part.property === undefined)) return undefined
  const inner = [
    ...set.ranges.map(([low, high]) => (low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`)),
    ...set.parts.map(unbracketed),
  ].join('')
  if (set.property !== undefined) return unbracketed(set)
  if (inner === '') return set.negated ? '[^]' : '[]'
  return `[${set.negated ? '^' : ''}${inner}]`
}

const unbracketed = (set: CharacterSet): string =>
  set.property === undefined
    ? set.ranges.map(([low, high]) => `${escaped(low)}-${escaped(high)}`).join('')
    : `\\${set.negated ? 'P' : 'p'}{${set.property}}`
