import { GenDockerfileError } from '../../model/error.js'

/** Refuses to make a document, with what the caller can do about it. */
export const refusal = (code: string, message: string, hint: string): never => {
  throw new GenDockerfileError({ code, message, hint })
}

/** Names as they stand in messages: `` `a`, `b` ``. */
export const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')
