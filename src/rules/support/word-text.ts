import { isPlainWord } from '../../analysis/plain-word.js'
import type { Assignment, CommandExpansionPart, Word, WordPart } from 'unbash'

/** Stands for what only the shell can tell. */
const computed = '${VAR}'

/** The words of the simple commands in `$(…)`, which is as much of it as is looked at. */
const substitutionText = ({ text, script }: CommandExpansionPart): string => {
  if (text.startsWith('`')) return computed
  const words = (script?.commands ?? []).flatMap(({ command }) =>
    command.type === 'Command' && command.name !== undefined
      ? [command.name, ...command.suffix.filter((each) => each.type === 'Word')].map(wordText)
      : [],
  )
  return `\${${words.join('')}}`
}

const partText = (part: WordPart): string => {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value
    case 'Glob':
      return part.text
    case 'DoubleQuoted':
      return part.parts.map(partText).join('')
    case 'SimpleExpansion':
      return `\${${part.text.slice(1)}}`
    case 'ParameterExpansion':
      return part.text.replaceAll(/`[^`]*`/g, computed)
    case 'CommandExpansion':
      return substitutionText(part)
    case 'ArithmeticExpansion':
      return part.text.startsWith('$((') ? computed : ''
    default:
      return ''
  }
}

/**
 * The text of a word without its quotes, as hadolint takes it: a variable is `${NAME}`, what can be several words
 * (`{a,b}`) is nothing.
 */
export const wordText = (word: Word | Assignment): string => {
  if (word.type === 'Assignment' || isPlainWord(word.text)) return word.text
  return word.parts === undefined ? word.value : word.parts.map(partText).join('')
}
