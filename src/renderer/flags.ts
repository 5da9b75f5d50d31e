import type { EscapeCharacter } from '../model/document.js'
import type { Flag } from '../model/flag.js'
import { refuse, show } from './unrenderable.js'

/** Visible ASCII without quotes and without the escape character. */
const plain = { '\\': /^[!#-&(-[\]-~]*$/, '`': /^[!#-&(-_a-~]*$/ } as const
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const special = { '\\': /["\\]/g, '`': /["`]/g } as const
// oxlint-disable no-control-regex -- bytes are meant
const ascii = /^[\0-\x7f]*$/
const bytes = /^[\0-\xff]*$/
// oxlint-enable no-control-regex

/**
 * The text that BuildKit reads back as `value`. It reads flags byte by byte and takes each byte for a character, so
 * only what is UTF-8 when taken that way can be written at all.
 */
const throughBytes = (value: string, keyword: string): string => {
  if (ascii.test(value)) return value
  try {
    if (bytes.test(value)) return decoder.decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)))
  } catch {
    // Not UTF-8: told below.
  }
  return refuse(
    'flag',
    `A flag of ${keyword} has the value ${show(value)}, but Docker garbles everything beyond ASCII in flags.`,
    'Use a value of ASCII letters, or `*` and `?` where patterns are taken.',
  )
}

/**
 * A flag as it stands in the Dockerfile, in quotes where its value needs them.
 *
 * @example
 * ```ts
 * flagText({ name: 'from', value: 'build' }, '\\', 'COPY') // '--from=build'
 * ```
 * @throws GenDockerfileError `unrenderable-flag`
 */
export const flagText = ({ name, value }: Flag, escape: EscapeCharacter, keyword: string): string => {
  if (name === '' || name.includes('=') || !plain[escape].test(name)) {
    refuse('flag', `${show(name)} cannot be the name of a flag of ${keyword}.`)
  }
  if (value === undefined) return `--${name}`
  if (plain[escape].test(value)) return `--${name}=${value}`
  if (value.includes('\n')) refuse('flag', `The value ${show(value)} of \`--${name}\` holds a line break.`)
  return `--${name}="${throughBytes(value, keyword).replace(special[escape], `${escape}$&`)}"`
}
