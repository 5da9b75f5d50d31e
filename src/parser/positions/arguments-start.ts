import type { EscapeCharacter } from '../../model/document.js'
import { isBlank, skipSpace, trimmedEnd, trimSpace } from '../../words/characters.js'
import { splitBuilderFlags } from '../builder-flags.js'

/**
 * Where the arguments of an instruction begin in its joined text: behind the keyword and the flags. For ONBUILD those are the
 * inner instruction, whose own begin at `argumentsStart(text, escape, argumentsStart(text, escape))`; for HEALTHCHECK they
 * begin with CMD. `from` is where the keyword stands.
 *
 * @example
 * ```ts
 * argumentsStart('RUN --network=none make', '\\') // 19
 * ```
 */
export const argumentsStart = (original: string, escape: EscapeCharacter, from = 0): number => {
  const end = trimmedEnd(original, from)
  let start = skipSpace(original, from)
  while (start < end && !isBlank(original.charCodeAt(start))) start++
  const behind = original.slice(start, end)
  // What is left is always the end of the text; how it was reached does not matter.
  return end - trimSpace(splitBuilderFlags(behind, escape).rest).length
}
