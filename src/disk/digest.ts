import { hash } from 'node:crypto'

const length = 16

/** What stands for a text where only whether it is the same matters. */
export const digest = (text: string): string => hash('sha1', text, 'base64').slice(0, length)
