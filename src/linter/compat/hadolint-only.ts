import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { Instruction } from '../../model/instruction.js'
import { readSourceTree } from '../../parser/source-tree.js'
import { readHadolintPragma } from './hadolint-pragmas.js'

/** Something that hadolint can be told to report, and that no rule of ours finds worth a word. */
export interface HadolintOnly {
  readonly code: string
  readonly line: number
  readonly message: string
  readonly at?: Instruction
}

/** The comment lines outside of instructions, with their numbers. */
const commentLines = (text: string): readonly (readonly [line: number, text: string])[] => {
  const tree = readSourceTree(text)
  const inside = new Set<number>()
  for (const { startLine, endLine } of 'error' in tree ? [] : tree.instructions) {
    for (let line = startLine; line <= endLine; line++) inside.add(line)
  }
  return text.split('\n').flatMap((line, index) => {
    const comment = /^\s*#(.*?)\r?$/.exec(line)?.[1]
    return comment === undefined || inside.has(index + 1) ? [] : [[index + 1, comment] as const]
  })
}

/** DL1001: a comment lets hadolint ignore something. */
const ignoringComments = (text: string): readonly HadolintOnly[] => {
  if (!text.includes('hadolint')) return []
  const pragmas = commentLines(text).flatMap(([line, comment]) => {
    const pragma = readHadolintPragma(comment)
    return pragma === undefined ? [] : [{ ...pragma, line }]
  })
  const silenced = pragmas.filter(({ codes }) => codes.includes('DL1001'))
  if (silenced.some(({ reach }) => reach === 'global')) return []
  return pragmas
    .filter(({ reach, line }) => reach === 'line' && !silenced.some((each) => each.line === line - 1))
    .map(({ line }) => ({ code: 'DL1001', line, message: 'A comment lets hadolint ignore something.' }))
}

const hasHealthcheck = ({ stage }: StageNode): boolean => stage.instructions.some(({ kind }) => kind === 'healthcheck')

/** DL3057: neither the stage, nor one that it is built on, nor one that is built on it, has a HEALTHCHECK. */
const withoutHealthcheck = ({ stages }: Analysis): readonly HadolintOnly[] => {
  const good = new Set<StageNode>()
  const latest = new Map<string, StageNode>()
  const bases = new Map<StageNode, StageNode>()
  for (const node of stages) {
    const base = latest.get(node.stage.from.image)
    if (base !== undefined) bases.set(node, base)
    if (node.stage.from.as !== undefined) latest.set(node.stage.from.as, node)
    if (hasHealthcheck(node) || (base !== undefined && good.has(base))) good.add(node)
  }
  for (const node of stages.toReversed()) {
    const base = bases.get(node)
    if (base !== undefined && good.has(node)) good.add(base)
  }
  return stages.flatMap((node) => {
    const { from } = node.stage
    if (good.has(node) || from.image === '') return []
    return [{ code: 'DL3057', line: from.span?.start.line ?? 1, message: 'The stage has no HEALTHCHECK.', at: from }]
  })
}

/** What only hadolint reports; its level is `ignore` unless a configuration raises it. */
export const hadolintOnly = (text: string, analysis: Analysis): readonly HadolintOnly[] => [
  ...ignoringComments(text),
  ...withoutHealthcheck(analysis),
]
