import { remember } from '../model/remember.js'

/** The names of a pattern, from the outermost. */
export const namesIn = remember((pattern): readonly string[] => pattern.split('/'))

/** Whether a name is one of a pattern that stands for many. */
export const isWild = (name: string): boolean => /[*?[\]\\^|{}]/.test(name)

/**
 * Whether what a pattern matches need not begin as the pattern does. With a wildcard Docker reads `a/*|b` as two alternatives, of which
 * the second lies anywhere, and takes `{` for a count of what stands before it, be it a slash.
 */
export const reachesAnywhere = (pattern: string): boolean => /[|{]/.test(pattern)

/** Whether two patterns can have a path or its parents in common; true when in doubt. */
export const mayMeet = (left: readonly string[], right: readonly string[]): boolean => {
  for (const [index, name] of left.entries()) {
    const other = right[index]
    if (other === undefined || name.includes('**') || other.includes('**')) return true
    if (name !== other && !isWild(name) && !isWild(other))
      return left.some(reachesAnywhere) || right.some(reachesAnywhere)
  }
  return true
}
