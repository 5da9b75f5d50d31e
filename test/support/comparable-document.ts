import type { LayoutLine } from '../../src/model/command.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import type { Instruction } from '../../src/model/instruction.js'

const commentsIn = (layout: readonly LayoutLine[] = []): readonly string[] =>
  layout.flatMap(({ kind, text }) => (kind === 'comment' ? [text] : []))

const isFilled = (list: readonly string[]): boolean => list.length > 0

const trimmed = (list: readonly string[]): readonly string[] => list.map((each) => each.trimEnd())

/** All comments of an instruction, from above to below. */
const commentsOf = (instruction: Instruction): readonly string[] => {
  const { comments, detachedComments = [], innerComments = [], layout } = instruction
  const inner = instruction.kind === 'onbuild' ? commentsOf(instruction.instruction) : []
  const own = isFilled(commentsIn(layout)) ? commentsIn(layout) : innerComments
  const command = 'command' in instruction && instruction.command?.form === 'shell' ? instruction.command : undefined
  return [...detachedComments.flat(), ...comments, ...own, ...commentsIn(command?.layout), ...inner]
}

/** An instruction without what does not change what it means. */
const contentOf = (instruction: Instruction): object => {
  const {
    comments: _comments,
    detachedComments: _detached,
    innerComments: _inner,
    layout: _layout,
    span: _span,
    origin: _origin,
    keyword: _keyword,
    blankAbove: _blank,
    emptyContinuation: _empty,
    ...rest
  } = instruction
  if (rest.kind === 'onbuild') return { ...rest, instruction: contentOf(rest.instruction) }
  if (rest.kind === 'from') return { ...rest, asKeyword: undefined }
  if (rest.kind === 'healthcheck') {
    return { kind: rest.kind, flags: rest.flags, command: rest.command && { ...rest.command, layout: undefined } }
  }
  if ('command' in rest) return { ...rest, command: { ...rest.command, layout: undefined } }
  if ('pairs' in rest)
    return { ...rest, pairs: rest.pairs.map((pair) => ({ ...pair, separator: pair.separator || ' ' })) }
  return rest
}

const instructionsOf = ({ args, stages }: DockerfileDocument): readonly Instruction[] => [
  ...args,
  ...stages.flatMap(({ from, instructions }) => [from, ...instructions]),
]

/** What two documents have in common when they mean the same: without spans, layout and spelling of keywords. */
export const comparable = (document: DockerfileDocument): unknown => {
  const { directives, header, trailer, detachedTrailer = [] } = document
  const comments = instructionsOf(document).map(commentsOf)
  return JSON.parse(
    JSON.stringify({
      directives,
      args: document.args.map(contentOf),
      stages: document.stages.map(({ from, instructions }) => [from, ...instructions].map(contentOf)),
      comments: [[...header, ...(comments[0] ?? [])], ...comments.slice(1)].map(trimmed),
      trailer: trimmed([...trailer, ...detachedTrailer.flat()]),
    }),
  )
}
