/** Control characters, which a terminal acts upon, and marks that reorder what is read; a tab is neither. */
const unseen = /[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/**
 * A text as one line that a terminal shows as it is: each control character as its picture, so that columns stay.
 *
 * @example
 * ```ts
 * visible('RUN \u001b[31m') // 'RUN ␛[31m'
 * ```
 */
export const visible = (text: string): string =>
  text.replace(unseen, (character) =>
    character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : character === '\x7f' ? '␡' : '\ufffd',
  )
