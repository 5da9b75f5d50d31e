import { nearest } from '../words/nearest.js'
import { refuse, show } from './refuse.js'

/** Refuses options that are not an object, and names that a call does not know. */
export const checkOptions = (
  options: unknown,
  known: readonly string[],
  call: string,
  code: 'invalid-option' | 'invalid-mount' = 'invalid-option',
): void => {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    refuse('invalid-option', `The options of ${call} must be an object, not ${show(options)}.`)
  }
  for (const key of Object.keys(options as object)) {
    if (known.includes(key)) continue
    const near = nearest(key, known)
    const all = known.map((name) => `\`${name}\``).join(', ')
    refuse(
      code,
      `${call} has no option \`${key}\`.`,
      near === undefined ? `Its options are ${all}.` : `Did you mean \`${near}\`?`,
    )
  }
}
