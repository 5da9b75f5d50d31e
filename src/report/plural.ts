/**
 * A number of things in words.
 *
 * @example
 * ```ts
 * plural(2, 'warning') // '2 warnings'
 * ```
 */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
