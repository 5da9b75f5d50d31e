import type { Analysis } from '../../analysis/analyse.js'
import type { FromInstruction, Instruction } from '../../model/instruction.js'
import { readSourceTree } from '../../parser/source-tree.js'
import { imageOf } from '../../rules/support/hadolint-image.js'
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

/**
 * DL3057: neither the stage, nor one that it is built on, nor one that is built on it, has a HEALTHCHECK. Stages go by
 * their name, or else by that of their image; only what stands above a FROM is known there.
 */
const withoutHealthcheck = ({ document }: Analysis): readonly HadolintOnly[] => {
  const inOrder = new Set<string>()
  const open = new Map<string, Map<FromInstruction, string>>()
  const settle = (name: string): void => {
    const images = new Set(open.get(name)?.values())
    if (open.delete(name)) inOrder.add(name)
    for (const image of images) settle(image)
  }
  for (const { from, instructions } of document.stages.filter((each) => each.from.image !== '')) {
    const image = imageOf(from).name
    const name = from.as ?? image
    const has = instructions.some(({ kind }) => kind === 'healthcheck')
    if (has || inOrder.has(image)) inOrder.add(name)
    else open.set(name, (open.get(name) ?? new Map<FromInstruction, string>()).set(from, image))
    if (has) settle(image)
  }
  return [...open.values()]
    .flatMap((froms) => [...froms.keys()])
    .map((from) => ({
      code: 'DL3057',
      line: from.span?.start.line ?? 1,
      message: 'The stage has no HEALTHCHECK.',
      at: from,
    }))
}

/** What only hadolint reports; its level is `ignore` unless a configuration raises it. */
export const hadolintOnly = (text: string, analysis: Analysis): readonly HadolintOnly[] => [
  ...ignoringComments(text),
  ...withoutHealthcheck(analysis),
]
