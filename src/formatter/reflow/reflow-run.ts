import { parse } from 'unbash'
import type { Command, LayoutLine } from '../../model/command.js'
import type { RunInstruction } from '../../model/instruction.js'
import { authorLines } from './author-lines.js'
import { placeLines } from './place-lines.js'
import { planLines } from './plan.js'
import { separatorOf } from './separator.js'
import { shapeOf } from './shape.js'
import { firstFrom } from './sorted.js'
import { type Token, tokensOf } from './tokens.js'
import { writeRows } from './write-rows.js'

const widthIn = (tokens: readonly Token[]) => {
  const positions = tokens.map(({ pos }) => pos)
  return (pos: number, end: number): number => {
    let width = 0
    for (let index = firstFrom(positions, pos); (positions[index] ?? end) < end; index++) {
      const [before, token] = [tokens[index - 1], tokens[index]]
      if (token === undefined) break
      width += token.text.length + (before === undefined || token.pos === pos ? 0 : separatorOf(before, token).length)
    }
    return width
  }
}

const textOf = (rows: readonly LayoutLine[]): string =>
  rows.map((row) => (row.kind === 'code' ? row.text : '')).join('')

const laidOut = (text: string, layout: readonly LayoutLine[]): Command | undefined => {
  const script = parse(text)
  if (script.errors !== undefined && script.errors.length > 0) return undefined
  const tokens = tokensOf(script, text)
  if (tokens === undefined || tokens.length === 0) return undefined
  const author = authorLines(layout)
  const plan = planLines({
    statements: script.commands,
    tokens,
    cuts: author.cuts,
    comments: author.comments.map(({ at }) => at),
    widthOf: widthIn(tokens),
  })
  if (plan === undefined) return undefined
  const rows = writeRows(tokens, plan, placeLines(tokens, plan, author))
  if (rows.filter(({ kind }) => kind === 'comment').length !== author.comments.length) return undefined
  const written = textOf(rows)
  const again = parse(written)
  if (again.errors !== undefined && again.errors.length > 0) return undefined
  return shapeOf(again) === shapeOf(script) ? { form: 'shell', text: written, layout: rows } : undefined
}

/** White space that is some for Docker and none for a shell, or the other way round. */
const doubtful = /[^\S \t]|\u0085/

/**
 * A RUN whose script is laid out: a command on each line, the bodies of loops and branches indented, lists of packages
 * sorted with a package on each line. It comes back as it is where that is not certain to leave the script the same: a
 * heredoc, the exec form, a script that does not parse.
 *
 * @example
 * ```ts
 * // RUN apk add git && make   becomes
 * // RUN apk add git && \
 * //     make
 * ```
 */
export const reflowRun = (instruction: RunInstruction): RunInstruction => {
  const { command, heredocs } = instruction
  // Docker looks for heredocs in the text, wherever a shell would.
  if (command.form !== 'shell' || heredocs.length > 0 || command.text.includes('<<')) return instruction
  const { text, layout = [{ kind: 'code', text }] } = command
  if (doubtful.test(text) || textOf(layout) !== text) return instruction
  const reflowed = laidOut(text, layout)
  return reflowed === undefined ? instruction : { ...instruction, command: reflowed }
}
