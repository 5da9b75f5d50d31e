import { GenDockerfileError } from '../model/error.js'

/** What cannot be written; the code of the error is `unrenderable-` and this. */
type Unrenderable = 'comment' | 'directive' | 'flag' | 'heredoc' | 'json' | 'layout' | 'text' | 'word'

/** A value as messages show it: JSON in backticks, cut to a readable length. */
export const show = (value: string): string => {
  const text = JSON.stringify(value)
  return `\`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\``
}

/**
 * Refuses what no Dockerfile text can express. The place of the instruction is added by `renderDocument`.
 *
 * @example
 * ```ts
 * refuse('word', 'COPY cannot hold `"a b"`.', 'Use the JSON form.') // throws `unrenderable-word`
 * ```
 */
export const refuse = (what: Unrenderable, message: string, hint?: string): never => {
  throw new GenDockerfileError({ code: `unrenderable-${what}`, message, ...(hint === undefined ? {} : { hint }) })
}
