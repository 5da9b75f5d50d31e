import type { EscapeCharacter } from '../model/document.js'
import type { ArgDeclaration, KeyValue } from '../model/instruction.js'
import type { Body } from './body.js'
import { refuse, show } from './unrenderable.js'
import { beginsWithPair, checkQuotedWord } from './words.js'

const checkName = (name: string, keyword: string): string =>
  name !== '' && !name.includes('=') ? name : refuse('word', `${show(name)} cannot be a name in ${keyword}.`)

/** `NAME value` to the end of the line, the form before `NAME=value`. */
const oldForm = ({ name, value }: KeyValue, escape: EscapeCharacter, keyword: string): string => {
  const text = `${name} ${value}`
  if (value === '' || /[\t\v\f\r\n ]/.test(name) || /^[\t\v\f\r ]|\n/.test(value) || beginsWithPair(text, escape)) {
    refuse('word', `${keyword} cannot hold ${show(text)} in the form \`NAME value\`.`, 'Use `NAME=value`.')
  }
  return text
}

/**
 * The pairs of ENV and LABEL.
 *
 * @example
 * ```ts
 * pairsBody([{ name: 'A', value: '1', separator: '=' }], '\\', 'ENV') // pieces: ['A=1']
 * ```
 * @throws GenDockerfileError `unrenderable-word`
 */
export const pairsBody = (pairs: readonly KeyValue[], escape: EscapeCharacter, keyword: string): Body => {
  const last = pairs.length - 1
  const pieces = pairs.map((pair, index) => {
    const name = checkName(pair.name, keyword)
    if (pair.separator === '=') return checkQuotedWord(`${name}=${pair.value}`, escape, index === last, keyword)
    if (last > 0) refuse('word', `${keyword} can hold one pair only in the form \`NAME value\`.`, 'Use `NAME=value`.')
    return oldForm(pair, escape, keyword)
  })
  return { pieces, onePerLine: true }
}

/** The names of ARG with their defaults. */
export const declarationsBody = (args: readonly ArgDeclaration[], escape: EscapeCharacter): Body => ({
  pieces: args.map(({ name, value }, index) => {
    const word = value === undefined ? checkName(name, 'ARG') : `${checkName(name, 'ARG')}=${value}`
    return checkQuotedWord(word, escape, index === args.length - 1, 'ARG')
  }),
})
