import type { Command, LayoutLine } from '../model/command.js'
import type { EscapeCharacter } from '../model/document.js'
import { cannotBeginLine, firstInk, trimEnd, trimStart } from './blanks.js'
import { commentLine } from './comments.js'
import { jsonPieces, refuseJson } from './json-list.js'
import { refuse, show } from './unrenderable.js'

type ShellCommand = Extract<Command, { readonly form: 'shell' }>

const isBlank = (text: string): boolean => firstInk(text) === text.length

/**
 * Rows of which every code row but the first may begin a line, and every one but the last may end with the escape
 * character: a row that cannot is joined with the one before it. Comments behind the last code move in front of it.
 */
const joinableRows = (layout: readonly LayoutLine[], escape: EscapeCharacter): readonly LayoutLine[] => {
  const rows: LayoutLine[] = []
  let last = -1
  for (const row of layout) {
    const before = rows[last]
    if (row.kind === 'comment' || before === undefined) {
      if (row.kind === 'code') last = rows.length
      rows.push(row)
    } else if (isBlank(before.text)) {
      rows.splice(last, 1)
      last = rows.push({ kind: 'code', text: before.text + row.text }) - 1
    } else if (before.text.endsWith(escape) || cannotBeginLine(row.text)) {
      rows[last] = { kind: 'code', text: before.text + row.text }
    } else {
      last = rows.push(row) - 1
    }
  }
  const code = rows.splice(last, last < 0 ? 0 : 1)
  return [...rows, ...code]
}

const blanksAtStart = /^[ \t]*/

/** The command over several lines; every line but the last ends with the escape character. A comment is indented as what follows. */
const laidOut = (
  layout: readonly LayoutLine[],
  { text }: ShellCommand,
  escape: EscapeCharacter,
  keyword: string,
): string => {
  const joined = layout.reduce((all, row) => (row.kind === 'code' ? all + row.text : all), '')
  if (trimEnd(trimStart(joined)) !== text || text === '') {
    refuse(
      'layout',
      `The lines of the command of ${keyword} joined are ${show(joined)}, but its text is ${show(text)}.`,
    )
  }
  const rows = joinableRows(layout, escape)
  const first = rows.findIndex((row) => row.kind === 'code')
  let indent = '    '
  const lines = rows
    .toReversed()
    .map((row, reversed) => {
      if (row.kind === 'comment') return indent + commentLine(row.text)
      const index = rows.length - 1 - reversed
      const code = index === first ? `${index > 0 ? '    ' : ''}${trimStart(row.text)}` : row.text
      if (index > 0 && cannotBeginLine(code)) {
        refuse('layout', `The command ${show(text)} of ${keyword} begins like a comment, so none can stand above it.`)
      }
      indent = index === 0 ? '    ' : (blanksAtStart.exec(code)?.[0] ?? '')
      return reversed === 0 ? trimEnd(code) : code + escape
    })
    .toReversed()
  return first > 0 ? [escape, ...lines].join('\n') : lines.join('\n')
}

/**
 * A command in shell form as it stands in the Dockerfile, over the lines of its layout.
 *
 * @throws GenDockerfileError `unrenderable-text` for a line break or a text that is JSON, `unrenderable-layout` for
 * lines that are not the text.
 */
const shellText = (command: ShellCommand, escape: EscapeCharacter, keyword: string): string => {
  const { text, layout } = command
  if (text.includes('\n')) {
    refuse(
      'text',
      `The command ${show(text)} of ${keyword} holds a line break, behind which another instruction would begin.`,
      'Continue the line with the escape character, or use a heredoc.',
    )
  }
  refuseJson(text, keyword)
  return layout === undefined || layout.length < 2 ? text : laidOut(layout, command, escape, keyword)
}

/** As many bytes as a JSON form may have on one line, with room for flags: BuildKit reads 65,535. */
const longLine = 60_000

/**
 * The pieces of a command: one, or the words of an exec form that is too long for one line.
 *
 * @example
 * ```ts
 * commandPieces({ form: 'exec', args: ['node', 'server.js'] }, '\\', 'CMD') // ['["node", "server.js"]']
 * ```
 */
export const commandPieces = (command: Command, escape: EscapeCharacter, keyword: string): readonly string[] => {
  if (command.form === 'shell') return [shellText(command, escape, keyword)]
  const pieces = jsonPieces(command.args, keyword)
  const line = pieces.join(' ')
  return line.length * 3 > longLine ? pieces : [line]
}
