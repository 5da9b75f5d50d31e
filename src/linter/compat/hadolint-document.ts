import type { DockerfileDocument, Stage } from '../../model/document.js'
import type { StageInstruction } from '../../model/instruction.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { Problem } from '../../parser/problem.js'
import type { SourceFailure } from '../../parser/syntax-tree.js'

/** A comment behind FROM, which hadolint takes for one, and BuildKit for three more words. */
const commentBehindFrom = /^(\s*FROM\s[^#]*?)\s+#.*$/i

const withoutComments = (text: string, problems: readonly Problem[]): string => {
  const lines = text.split('\n')
  for (const { line, instruction } of problems) {
    const found = line === undefined || instruction !== undefined ? undefined : lines[line - 1]
    if (line !== undefined && found !== undefined) lines[line - 1] = found.replace(commentBehindFrom, '$1')
  }
  return lines.join('\n')
}

/** Instructions above the first FROM as a stage of their own, with a FROM that names no image. */
const stageWithoutBase = (problems: readonly Problem[], { stages }: DockerfileDocument): Stage | undefined => {
  if (problems.length === 0) return undefined
  const held = new Set<object>(stages.flatMap(({ from, instructions }) => [from, ...instructions]))
  const instructions = problems.flatMap(({ instruction }): StageInstruction[] =>
    instruction === undefined || instruction.kind === 'from' || held.has(instruction) ? [] : [instruction],
  )
  if (instructions.length === 0) return undefined
  return { from: { kind: 'from', image: '', flags: [], comments: [] }, instructions }
}

/** A Dockerfile as hadolint reads it. */
export interface HadolintDocument {
  /** What stands above the first FROM is in a stage whose FROM names no image, and which is nowhere in the text. */
  readonly document: DockerfileDocument
  /** Instructions that neither BuildKit nor hadolint can read. */
  readonly unread: readonly Problem[]
}

/** Reads a Dockerfile as hadolint does: what stands above the first FROM is looked at like any other instruction. */
export const hadolintDocument = (text: string): HadolintDocument | SourceFailure => {
  const first = parseDockerfile(text)
  if ('error' in first) return first
  const isRefused = first.problems.some(({ instruction }) => instruction === undefined)
  const parsed = isRefused ? parseDockerfile(withoutComments(text, first.problems)) : first
  if ('error' in parsed) return parsed
  const { document, problems } = parsed
  const stage = stageWithoutBase(problems, document)
  return {
    document: stage === undefined ? document : { ...document, stages: [stage, ...document.stages] },
    // hadolint reads SHELL in any form.
    unread: problems.filter(({ instruction, message }) => instruction === undefined && !message.startsWith('SHELL ')),
  }
}
