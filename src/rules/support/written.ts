import type { Fix, TextEdit } from '../../model/diagnostic.js'
import type { EscapeCharacter } from '../../model/document.js'
import type { Instruction } from '../../model/instruction.js'
import { argumentsStart } from '../../parser/positions/arguments-start.js'
import { spanOfRange } from '../../parser/positions/position-of.js'
import type { SourceInstruction } from '../../parser/syntax-tree.js'
import type { RuleContext } from './rule.js'

/** A word of an instruction as it stands in its joined text. */
export interface WrittenWord {
  readonly text: string
  /** Offset of its first character. */
  readonly start: number
  /** Offset behind its last one. */
  readonly end: number
}

/** An instruction of a parsed file as it is written, for repairs. */
export interface Written {
  readonly source: SourceInstruction
  /** Continuations joined. */
  readonly text: string
  /** Where the arguments begin, behind the keyword and the flags. */
  readonly argumentsStart: number
}

/** What stands in the file for an instruction; `undefined` for documents that were built, and behind ONBUILD. */
export const writtenOf = (
  instruction: Instruction,
  { options, document }: Pick<RuleContext, 'options' | 'document'>,
): Written | undefined => {
  const source = options.sources?.get(instruction)
  if (source === undefined) return undefined
  const escape: EscapeCharacter = document.directives.escape
  const text = source.node.original
  return { source, text, argumentsStart: argumentsStart(text, escape) }
}

/** What stands between blanks from an offset on. */
export const wordsFrom = (text: string, start: number): readonly WrittenWord[] =>
  [...text.slice(start).matchAll(/[^\t\v\f\r ]+/g)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))

/** The edit of a stretch of the joined text; `undefined` where a line ends inside of it. */
export const editOf = ({ source }: Written, start: number, end: number, text: string): TextEdit | undefined => {
  const span = spanOfRange(source, start, end)
  return span && { span, text }
}

/** A repair by one edit, in the form that is spread into a finding: nothing where the edit is not possible. */
export const fixBy = (title: string, edit: TextEdit | undefined): { readonly fix?: Fix } =>
  edit === undefined ? {} : { fix: { title, edits: [edit] } }
