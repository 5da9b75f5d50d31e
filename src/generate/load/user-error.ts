import { GenDockerfileError, isGenDockerfileError } from '../../model/error.js'
import type { Place } from '../../model/place.js'
import { placeOfError } from './user-frames.js'

const describeThrown = (error: unknown): string => {
  if (error instanceof Error) return error.message === '' ? error.name : `${error.name}: ${error.message}`
  if (typeof error === 'string') return error
  try {
    return JSON.stringify(error) ?? String(error)
  } catch {
    return Object.prototype.toString.call(error)
  }
}

/** Turns what a user's file threw into our error at the user's own line; our own errors pass, with a place where they lack one. */
export const userError = (error: unknown, file: string): GenDockerfileError => {
  const place: Place = placeOfError(error) ?? { file }
  if (isGenDockerfileError(error)) {
    error.place ??= place
    return error
  }
  return new GenDockerfileError({
    code: 'dockerfile-ts-threw',
    message: `\`${file}\` threw ${describeThrown(error)}`,
    place,
    cause: error,
  })
}
