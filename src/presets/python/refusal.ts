import { GenDockerfileError } from '../../model/error.js'
import type { Place } from '../../model/place.js'

/** Refuses to make a document, with what the caller can do about it. */
export const refusal = (code: string, message: string, hint: string, place?: Place): never => {
  throw new GenDockerfileError({ code, message, hint, ...(place === undefined ? {} : { place }) })
}

/** Names as they stand in messages: `` `a`, `b` ``. */
export const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')
