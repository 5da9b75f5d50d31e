import { forEachChild } from 'unbash'
import type { Pipeline, SyntaxNode } from 'unbash'
import { mayHoldExpansion } from '../../analysis/plain-word.js'
import type { Script } from '../../analysis/script.js'
import { perDocument } from '../../analysis/document-cache.js'

/** The pipelines of a script, in order: `a | b`, those in substitutions and functions included. */
export const pipelinesOf = perDocument((script: Script): readonly Pipeline[] => {
  if (!script.text.includes('|') || script.tree === undefined) return []
  const found: Pipeline[] = []
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Word' && !mayHoldExpansion(node.text)) return
    if (node.type === 'Pipeline' && node.commands.length > 1) found.push(node)
    forEachChild(node, visit)
  }
  visit(script.tree)
  return found
})
