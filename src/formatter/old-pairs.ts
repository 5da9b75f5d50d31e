import type { EnvInstruction, KeyValue, LabelInstruction } from '../model/instruction.js'

/** A value that is one word without quotes, or one word in quotes: it means the same behind `=`. */
const oneWord = /^(?:[^\s\u0085"'\\`]+|"[^"\\`]*"|'[^'\\`]*')$/

/** A value of several words without anything that quotes would change. */
const severalWords = /^[^"'\\`]+$/

/** The same pair with `=`; `undefined` where that is not certain to mean the same. */
export const withEquals = (pair: KeyValue): KeyValue | undefined => {
  const { name, value } = pair
  // Behind `=` a name is looked at for quotes too.
  if (!/^[\w.-]+$/.test(name)) return undefined
  if (oneWord.test(value)) return { name, value, separator: '=' }
  return severalWords.test(value) ? { name, value: `"${value}"`, separator: '=' } : undefined
}

/**
 * `NAME=value` for the old form `NAME value` of ENV and LABEL, which BuildKit warns of; `undefined` where the instruction
 * has another form already, or where the value holds quotes or escapes that would have to be read first.
 *
 * @example
 * ```ts
 * // ENV GREETING hello world   becomes   ENV GREETING="hello world"
 * ```
 */
export const withoutOldPairs = <Each extends EnvInstruction | LabelInstruction>(instruction: Each): Each => {
  const [pair, ...more] = instruction.pairs
  if (pair === undefined || more.length > 0 || pair.separator === '=') return instruction
  const written = withEquals(pair)
  return written === undefined ? instruction : { ...instruction, pairs: [written] }
}
