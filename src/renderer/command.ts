import type { Command, LayoutLine } from '../model/command.js'
import type { EscapeCharacter } from '../model/document.js'
import type { Body } from './body.js'
import { cannotBeginLine, firstInk, trimEnd, trimStart } from './blanks.js'
import { commentLine } from './comments.js'
import { jsonPieces, refuseJson } from './json-list.js'
import { refuse, show } from './unrenderable.js'

type ShellCommand = Extract<Command, { readonly form: 'shell' }>

/** How a command is written: its text over its lines, and the comments in front of the first of them. */
interface LaidOut {
  readonly text: string
  readonly comments: readonly string[]
}

const none: readonly string[] = []

const onlyBlanks = /^[\t ]+$/

/** For each row whether a line may begin with it: also with blanks alone, in front of a row that a line may begin with. */
const mayBegin = (layout: readonly LayoutLine[]): readonly boolean[] => {
  const may: boolean[] = []
  let next = false
  for (const row of layout.toReversed()) {
    if (row.kind === 'code') next = !cannotBeginLine(row.text) || (next && onlyBlanks.test(row.text))
    may.push(next)
  }
  return may.reverse()
}

/**
 * The rows from the first code on. Every further code row may begin a line, and every one but the last may end with the
 * escape character: a row that cannot is joined with the one before it. Comments behind the last code move in front of
 * it.
 */
const joinableRows = (layout: readonly LayoutLine[], escape: EscapeCharacter): readonly LayoutLine[] => {
  const rows: LayoutLine[] = []
  const may = mayBegin(layout)
  let last = 0
  for (const [index, row] of layout.entries()) {
    const before = rows[last]
    if (row.kind === 'comment') rows.push(row)
    else if (before === undefined) rows.push({ kind: 'code', text: trimStart(row.text) })
    else if (before.text.endsWith(escape) || may[index] !== true) {
      rows[last] = { kind: 'code', text: before.text + row.text }
    } else last = rows.push(row) - 1
  }
  return [...rows.slice(0, last), ...rows.slice(last + 1), ...rows.slice(last, last + 1)]
}

const blanksAtStart = /^[ \t]*/

/** Each row as a line, a comment with the indentation of what follows it. */
const linesOf = (rows: readonly LayoutLine[], escape: EscapeCharacter): readonly string[] => {
  const lines: string[] = []
  let indent = '    '
  for (const row of rows.toReversed()) {
    if (row.kind === 'comment') lines.push(indent + commentLine(row.text))
    else {
      indent = lines.length + 1 < rows.length ? (blanksAtStart.exec(row.text)?.[0] ?? '') : '    '
      lines.push(lines.length === 0 ? trimEnd(row.text) : row.text + escape)
    }
  }
  return lines.reverse()
}

const hasInk = (row: LayoutLine): boolean => row.kind === 'code' && firstInk(row.text) < row.text.length

const layOut = (layout: readonly LayoutLine[], text: string, escape: EscapeCharacter, keyword: string): LaidOut => {
  const joined = layout.reduce((all, row) => (row.kind === 'code' ? all + row.text : all), '')
  if (trimEnd(trimStart(joined)) !== text || text === '') {
    refuse(
      'layout',
      `The lines of the command of ${keyword} joined are ${show(joined)}, but its text is ${show(text)}.`,
    )
  }
  const start = layout.findIndex(hasInk)
  const comments = layout.slice(0, start).flatMap((row) => (row.kind === 'comment' ? [row.text] : []))
  const rows = joinableRows(layout.slice(start), escape)
  // The code of a command on one line moves no comment below it.
  if (rows.at(-1) === rows.find(hasInk)) {
    return { text, comments: [...comments, ...rows.flatMap((row) => (row.kind === 'comment' ? [row.text] : []))] }
  }
  return { text: linesOf(rows, escape).join('\n'), comments }
}

/**
 * A command in shell form as it stands in the Dockerfile, over the lines of its layout.
 *
 * @throws GenDockerfileError `unrenderable-text` for a line break or a text that is JSON, `unrenderable-layout` for
 * lines that are not the text.
 */
const shellText = ({ text, layout }: ShellCommand, escape: EscapeCharacter, keyword: string): LaidOut => {
  if (text.includes('\n')) {
    refuse(
      'text',
      `The command ${show(text)} of ${keyword} holds a line break, behind which another instruction would begin.`,
      'Continue the line with the escape character, or use a heredoc.',
    )
  }
  refuseJson(text, keyword)
  if (layout === undefined || layout.length < 2) return { text, comments: none }
  return layOut(layout, text, escape, keyword)
}

/** As many characters as an exec form may have on one line, behind its keyword. */
const longLine = 105

/**
 * The pieces of a command: one, or the words of an exec form that is too long for one line.
 *
 * @example
 * ```ts
 * commandBody({ form: 'exec', args: ['node', 'server.js'] }, '\\', 'CMD') // { pieces: ['["node", "server.js"]'] }
 * ```
 */
export const commandBody = (command: Command, escape: EscapeCharacter, keyword: string): Body => {
  if (command.form === 'shell') {
    const { text, comments } = shellText(command, escape, keyword)
    return { pieces: [text], comments }
  }
  const pieces = jsonPieces(command.args, keyword)
  const line = pieces.join(' ')
  return { pieces: line.length > longLine ? pieces : [line] }
}
