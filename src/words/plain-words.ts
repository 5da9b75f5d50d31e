/** What means nothing in a word, be it to BuildKit or to a shell; a colon may be part of an address. */
const plain = /^[\w./@%+=,~* -]*$/

/**
 * Whether words surely are what they say: no quotes, escapes, variables or heredocs, and no addresses. One look at all of them
 * tells, which costs far less than one at each.
 *
 * @example
 * ```ts
 * arePlainWords(['package.json', 'src/', './']) // true
 * arePlainWords(['$HOME/.profile', './']) // false
 * ```
 */
export const arePlainWords = (words: readonly string[]): boolean => plain.test(words.join(' '))
