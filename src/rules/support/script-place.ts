import type { RunInstruction } from '../../model/instruction.js'
import type { Position } from '../../model/place.js'
import { heredocPosition } from '../../parser/positions/heredoc-position.js'
import { positionOf } from '../../parser/positions/position-of.js'
import type { Written } from './written.js'

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0)

/** How many tabs `<<-` takes from the beginning of a line. */
const tabsOf = (line: string): number => /^\t*/.exec(line)?.[0].length ?? 0

/**
 * Where a character of the script of a RUN stands in the file. `row` and `column` count from 1 in what the shell reads: the
 * command, and behind it the lines of its heredocs; where the command is nothing but `<<EOF`, those lines alone.
 */
export const scriptPlace = (run: RunInstruction, written: Written, row: number, column: number): Position => {
  const { source, argumentsStart, text } = written
  const command = run.command.form === 'shell' ? run.command.text : ''
  const isHeredocAlone = /^\s*\d*<<-?\s*["']?\w+["']?\s*$/.test(command) && run.heredocs.length === 1
  if (row === 1 && !isHeredocAlone) {
    const start = text.indexOf(command, argumentsStart)
    return positionOf(source, (start < 0 ? argumentsStart : start) + column - 1)
  }
  let line = isHeredocAlone ? row : row - 1
  for (const [index, { content, chomp }] of run.heredocs.entries()) {
    const lines = content.split('\n').slice(0, -1)
    const found = lines[line - 1]
    if (found !== undefined) {
      const inLine = column - 1 + (chomp ? tabsOf(found) : 0)
      return heredocPosition(source, index, lengthOf(lines.slice(0, line - 1)) + inLine)
    }
    line -= lines.length + 1
  }
  return { line: source.startLine, column: 1 }
}
