/** Characters that mean nothing to a shell, wherever they stand in an argument. */
const plain = /^[\w@%+=:,./-]*$/

/**
 * Whether a word of a script is what it says: most are, and for those nothing has to be worked out.
 *
 * @example
 * ```ts
 * isPlainWord('--no-install-recommends') // true
 * isPlainWord('"$HOME"') // false
 * ```
 */
export const isPlainWord = (text: string): boolean => plain.test(text)

const expansion = /[$`(]/

/** Whether a word may hold a variable or a command; without their signs it surely holds none. */
export const mayHoldExpansion = (text: string): boolean => expansion.test(text)
