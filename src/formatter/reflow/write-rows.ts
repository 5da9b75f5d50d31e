import type { LayoutLine } from '../../model/command.js'
import type { PlacedLines } from './place-lines.js'
import type { Plan } from './plan.js'
import { separatorOf } from './separator.js'
import type { Token } from './tokens.js'

/** The lines of a script. A word that goes over several is left as it is. */
export const writeRows = (tokens: readonly Token[], plan: Plan, placed: PlacedLines): readonly LayoutLine[] => {
  const rows: LayoutLine[] = []
  let row = ''
  const endRow = (next: number, indent: number): void => {
    rows.push({ kind: 'code', text: row })
    if (placed.spaced.has(next) && indent > 0) rows.push({ kind: 'code', text: ' '.repeat(indent) })
    for (const text of placed.comments.get(next) ?? []) rows.push({ kind: 'comment', text })
    row = ' '.repeat(indent)
  }
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]
    const indent = placed.lines.get(token.pos)
    if (before !== undefined && indent !== undefined) {
      row += ' '
      endRow(token.pos, indent)
    } else if (before !== undefined) row += separatorOf(before, token, plan.tight.has(token.pos))
    const sorted = plan.packages.get(token.pos)
    let from = 0
    for (const split of placed.splits.get(token.pos) ?? []) {
      row += token.text.slice(from, split - token.pos)
      endRow(split, 0)
      from = split - token.pos
    }
    row += sorted ?? token.text.slice(from)
  }
  endRow(Infinity, 0)
  return rows
}
