/** The same, louder. */
export const shout = (text) => `${text.toUpperCase()}!`
