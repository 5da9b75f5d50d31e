import { GenDockerfileError } from '../model/error.js'
import { currentOrigin } from './origin.js'

/** Throws the error for a value that cannot be written, at the user's place. */
export const refuse = (code: string, message: string, hint?: string): never => {
  const place = currentOrigin()
  throw new GenDockerfileError({ code, message, ...(hint ? { hint } : {}), ...(place ? { place } : {}) })
}

/** A value as it is shown in messages: JSON, cut to a readable length. */
export const show = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : describe(value)
  return `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``
}

const describe = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array'
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value)
  }
  return typeof value === 'function' ? 'a function' : `a value of type ${typeof value}`
}

const anySurrogate = /[\ud800-\udfff]/
const halfPair = /\p{Surrogate}/u

/** Refuses what is not a text that a Dockerfile can hold. */
export const checkText = (value: unknown, what: string): string => {
  if (typeof value !== 'string') return refuse('invalid-value', `${what} must be a string, not ${show(value)}.`)
  if (value.includes('\0')) {
    refuse('invalid-value', `${what} ${show(value)} holds a NUL character, which no Dockerfile can carry.`)
  }
  if (anySurrogate.test(value) && halfPair.test(value)) {
    refuse('invalid-value', `${what} ${show(value)} holds half of a surrogate pair, which is not a character.`)
  }
  return value
}

/** Refuses an empty text, and what {@link checkText} refuses. */
export const checkFilled = (value: unknown, what: string): string => {
  const text = checkText(value, what)
  return text.trim() === '' ? refuse('invalid-value', `${what} must not be empty.`) : text
}
