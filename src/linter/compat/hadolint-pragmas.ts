import type { DockerfileDocument } from '../../model/document.js'
import type { Instruction } from '../../model/instruction.js'

/** `hadolint ignore=DL3008,DL3009 # why`; hadolint takes no other letters, and nothing else behind the list. */
const pragma =
  /^\s*hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*)[ \t]*(?:#.*)?$/

/** A comment that tells hadolint to ignore codes. */
export interface HadolintPragma {
  /** How far it reaches: over the next line, the rest of the stage, the whole file. */
  readonly reach: 'line' | 'stage' | 'global'
  readonly codes: readonly string[]
}

/** Reads the text of a comment, without `#`; `undefined` for one that tells hadolint nothing. */
export const readHadolintPragma = (comment: string): HadolintPragma | undefined => {
  const [, reach, list] = pragma.exec(comment) ?? []
  if (list === undefined) return undefined
  return {
    reach: reach === 'global' || reach === 'stage' ? reach : 'line',
    codes: list.split(',').map((code) => code.trim()),
  }
}

const none: readonly string[] = []

const isMention = (comment: string): boolean => comment.includes('hadolint')

/** Most files have no such comment, which is told without looking at each three times. */
const mentionsHadolint = (
  { header, trailer, detachedTrailer }: DockerfileDocument,
  instructions: readonly Instruction[],
): boolean =>
  header.some(isMention) ||
  trailer.some(isMention) ||
  detachedTrailer?.some((group) => group.some(isMention)) === true ||
  instructions.some(
    ({ comments, detachedComments }) =>
      comments.some(isMention) || detachedComments?.some((group) => group.some(isMention)) === true,
  )

const nothingSilenced = { silences: () => false }

const codesOf = (comments: readonly string[], reach: HadolintPragma['reach']): readonly string[] =>
  comments.flatMap((comment) => {
    const found = readHadolintPragma(comment)
    return found?.reach === reach ? found.codes : none
  })

/** The comments above an instruction in order; those directly above it are the last. */
const above = (instruction: Instruction, header: readonly string[]): readonly string[] => [
  ...header,
  ...(instruction.detachedComments ?? []).flat(),
  ...instruction.comments,
]

/**
 * What the comments of a file tell hadolint to ignore, with its reach: `ignore` is for the line directly below it,
 * `stage ignore` begins behind that line and ends with the next FROM or the next such comment, `global ignore` is for
 * all. Comments inside of continuations and heredocs mean nothing.
 */
export const hadolintPragmas = (
  document: DockerfileDocument,
  instructions: readonly Instruction[],
): {
  /** Whether what hadolint reports with this code at an instruction is silenced. */
  readonly silences: (code: string, at: Instruction | undefined) => boolean
} => {
  if (!mentionsHadolint(document, instructions)) return nothingSilenced
  const everywhere = new Set<string>()
  const trailer = [...document.trailer, ...(document.detachedTrailer ?? []).flat()]
  const inline = new Map<Instruction, readonly string[]>()
  let inStage = none
  for (const instruction of instructions) {
    const comments = above(instruction, instruction === instructions[0] ? document.header : none)
    for (const code of codesOf(comments, 'global')) everywhere.add(code)
    const pragmas = comments.map(readHadolintPragma)
    const direct = instruction.comments.length > 0 ? pragmas.at(-1) : undefined
    const earlier = direct === undefined ? pragmas : pragmas.slice(0, -1)
    inStage = earlier.findLast((each) => each?.reach === 'stage')?.codes ?? inStage
    const silenced = direct?.reach === 'line' ? [...inStage, ...direct.codes] : inStage
    if (silenced.length > 0) inline.set(instruction, silenced)
    if (direct?.reach === 'stage') inStage = direct.codes
    else if (instruction.kind === 'from') inStage = none
  }
  for (const code of codesOf(trailer, 'global')) {
    everywhere.add(code)
  }
  return {
    silences: (code, at) => everywhere.has(code) || (at !== undefined && inline.get(at)?.includes(code) === true),
  }
}
