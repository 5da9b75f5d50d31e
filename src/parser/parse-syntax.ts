import { readSourceTree } from './source-tree.js'
import type { SyntaxFailure, SyntaxNode, SyntaxTree } from './syntax-tree.js'

/**
 * The syntax tree of a Dockerfile, or the reason why it has none, exactly as BuildKit's parser sees it.
 *
 * @example
 * ```ts
 * parseSyntax('FROM golang:1.26 AS build\n')
 * // { directives: { escape: '\\' }, nodes: [{ keyword: 'from', args: ['golang:1.26', 'AS', 'build'], … }] }
 * parseSyntax('ENV A\n') // { error: { message: 'ENV must have two arguments', line: 1 } }
 * ```
 */
export const parseSyntax = (text: string): SyntaxTree | SyntaxFailure => {
  const tree = readSourceTree(text)
  if ('error' in tree) return { error: tree.error }
  const nodes = tree.instructions.map(
    ({ keyword, flags, args, json, heredocs, startLine, endLine, comments }): SyntaxNode => ({
      keyword,
      flags,
      args,
      json,
      heredocs,
      startLine,
      endLine,
      comments,
    }),
  )
  return { directives: tree.directives, nodes }
}
