import picocolors from 'picocolors'

/** Functions that put escape codes around a text, or do nothing. */
export type Colors = ReturnType<typeof picocolors.createColors>

/** The colors for a terminal, or plain text. */
export const colorsFor = (color: boolean): Colors => picocolors.createColors(color)
