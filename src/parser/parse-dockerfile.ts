import type { Directives, DockerfileDocument, Stage } from '../model/document.js'
import type {
  ArgInstruction,
  FromInstruction,
  Instruction,
  InstructionBase,
  StageInstruction,
} from '../model/instruction.js'
import { checkInstruction } from './check-instructions.js'
import { baseOf, convertNode } from './convert-node.js'
import type { Problem } from './problem.js'
import { readSourceTree } from './source-tree.js'
import type { SourceFailure, SourceInstruction } from './syntax-tree.js'

/** A Dockerfile that BuildKit's grammar accepts. */
export interface ParsedDockerfile {
  readonly document: DockerfileDocument
  /** Instructions that BuildKit refuses and the model cannot hold, such as an unknown one; they are left out. */
  readonly problems: readonly Problem[]
  /** What each instruction was in the syntax tree, with its lines. */
  readonly sources: ReadonlyMap<Instruction, SourceInstruction>
}

const filled = (groups: readonly (readonly string[])[]): (readonly string[])[] =>
  groups.filter((group) => group.length > 0)

type Growing = { -readonly [Key in keyof InstructionBase]: InstructionBase[Key] }

/** The instruction of the model for one of the tree, or the problem with it. */
export const instructionOf = (
  source: SourceInstruction,
  options: { readonly spans: boolean; readonly detached?: readonly (readonly string[])[] },
): Instruction | Problem => {
  const { node, lines, startLine, endLine, endColumn, commentGroups, blankAbove, emptyContinuation } = source
  const column = lines[0]?.column ?? 1
  const detached = options.detached ?? filled(commentGroups.slice(0, -1))
  // One object that grows: spreads cost more than all else that is done for an instruction.
  const base: Growing = baseOf(node, commentGroups.at(-1) ?? [])
  if (options.spans) base.span = { start: { line: startLine, column }, end: { line: endLine, column: endColumn } }
  if (blankAbove) base.blankAbove = blankAbove
  if (detached.length > 0) base.detachedComments = detached
  if (emptyContinuation !== undefined) base.emptyContinuation = emptyContinuation
  const result = convertNode({ node, original: node.original, lines, base })
  return 'refused' in result ? { message: result.refused, phase: result.phase, line: startLine } : result
}

interface OpenStage {
  readonly from: FromInstruction
  readonly instructions: StageInstruction[]
}

const withSpans = { spans: true }

const noStage = 'no build stage in current context'

/** The comments above the first instruction, apart from it by a blank line: the header, and the groups behind it. */
const splitHeader = (
  first: SourceInstruction | undefined,
): { header: readonly string[]; detached: (readonly string[])[] } => {
  const [header = [], ...detached] = filled(first?.commentGroups.slice(0, -1) ?? [])
  return { header, detached }
}

/**
 * Parses a Dockerfile to the model, each instruction with its span.
 *
 * @example
 * ```ts
 * const parsed = parseDockerfile('FROM golang:1.26 AS build\nRUN go build\n')
 * if ('document' in parsed) parsed.document.stages[0]?.from.image // 'golang:1.26'
 * ```
 */
export const parseDockerfile = (text: string): ParsedDockerfile | SourceFailure => {
  const tree = readSourceTree(text)
  if ('error' in tree) return tree
  const args: ArgInstruction[] = []
  const stages: OpenStage[] = []
  const problems: Problem[] = []
  const sources = new Map<Instruction, SourceInstruction>()
  const { header, detached } = splitHeader(tree.instructions[0])
  for (const source of tree.instructions) {
    const isFirst = source === tree.instructions[0]
    const instruction = instructionOf(source, isFirst ? { spans: true, detached } : withSpans)
    const stage = stages.at(-1)
    if ('message' in instruction) {
      const unread = stage === undefined && instruction.phase !== 'read'
      problems.push(unread ? { ...instruction, message: noStage, phase: 'read' } : instruction)
      continue
    }
    sources.set(instruction, source)
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] })
    else if (stage !== undefined) stage.instructions.push(instruction)
    else if (instruction.kind === 'arg') args.push(instruction)
    else {
      const own = checkInstruction(instruction, tree.directives.escape)
      problems.push(
        own?.phase === 'read' ? own : { message: noStage, phase: 'read', line: source.startLine, instruction },
      )
    }
  }
  const [trailer = [], ...detachedTrailer] = tree.trailingComments
  const document: DockerfileDocument = {
    kind: 'document',
    directives: tree.directives satisfies Directives,
    header,
    args,
    stages: stages satisfies readonly Stage[],
    trailer,
    ...(detachedTrailer.length === 0 ? {} : { detachedTrailer }),
  }
  return { document, problems, sources }
}
