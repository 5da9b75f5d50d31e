import type { SourceTree, SyntaxNode } from '../parser/syntax-tree.js'
import { withEquals } from './old-pairs.js'

/** The words of an instruction in the spelling that formatting gives them. */
const canonicalArgs = ({ keyword, args }: SyntaxNode): readonly string[] => {
  const [first = '', second = '', third = ''] = args
  if (keyword === 'from' && args.length === 3) return [first, second.toUpperCase(), third]
  if (keyword === 'healthcheck') return [first.toUpperCase(), ...args.slice(1)]
  if ((keyword === 'env' || keyword === 'label') && args.length === 3 && third === '') {
    const pair = withEquals({ name: first, value: second, separator: ' ' })
    return pair === undefined ? args : [pair.name, pair.value, pair.separator]
  }
  return args
}

/** What of an instruction decides the build. */
const essence = (node: SyntaxNode): string => {
  const { keyword, flags, json, heredocs } = node
  return JSON.stringify([keyword, flags, canonicalArgs(node), json, heredocs])
}

const isLaidOut = ({ keyword, json, heredocs }: SyntaxNode): boolean =>
  keyword === 'run' && !json && heredocs.length === 0

/**
 * The line of the first instruction, in the file before, with which two files differ in more than the spelling; 1 for their
 * directives, `undefined` for none. With `scripts` the texts of RUN may differ.
 */
export const firstDifference = (before: SourceTree, after: SourceTree, scripts: boolean): number | undefined => {
  const { syntax, escape, check } = before.directives
  const own = after.directives
  if (syntax !== own.syntax || escape !== own.escape || check !== own.check) return 1
  for (const [index, node] of before.instructions.entries()) {
    const other = after.instructions[index]
    if (other === undefined) return node.startLine
    const [left, right] = scripts && isLaidOut(node) ? [node, { ...other, args: node.args }] : [node, other]
    if (essence(left) !== essence(right)) return node.startLine
  }
  return before.instructions.length === after.instructions.length ? undefined : 1
}
