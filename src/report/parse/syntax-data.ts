import type { SyntaxFailure, SyntaxTree } from '../../parser/syntax-tree.js'

/** The syntax tree, or the error, in the stable shape of `parse --ast`; `error.line` is BuildKit's. */
export const syntaxData = (parsed: SyntaxTree | SyntaxFailure) => {
  if ('error' in parsed) return { version: 1, error: parsed.error }
  const { directives, nodes } = parsed
  const { syntax, escape, check } = directives
  return {
    version: 1,
    directives: { ...(syntax === undefined ? {} : { syntax }), escape, ...(check === undefined ? {} : { check }) },
    nodes: nodes.map(({ keyword, flags, args, json, heredocs, startLine, endLine, comments }) => ({
      keyword,
      flags,
      args,
      json,
      heredocs: heredocs.map(({ name, content, expand, chomp, fd }) => ({ name, content, expand, chomp, fd })),
      startLine,
      endLine,
      comments,
    })),
  }
}
