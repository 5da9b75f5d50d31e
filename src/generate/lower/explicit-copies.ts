import { posix } from 'node:path'
import { takenBy, takesAnything } from '../../ignore/index.js'
import { type FileTree, findInTree } from '../../model/file-tree.js'
import { flagValue, flagValues } from '../../model/flag.js'
import type { CopyInstruction } from '../../model/instruction.js'
import type { BuilderName } from '../../rules/support/rule.js'
import { type ParentsSource, readSource } from './parents-source.js'

/** What is known where a COPY is spelled anew. */
export interface Surroundings {
  readonly builder: BuilderName
  /** Whether the ignore file is derived from what the document copies. */
  readonly derived: boolean
  /** What the build context holds, where that is known. */
  readonly tree: FileTree | undefined
}

/** What one COPY takes; a target that is empty or ends in `/` is the folder for it, any other its new name. */
interface Piece {
  /** What stays behind: pieces of one base never meet in one place. */
  readonly base: string
  readonly source: string
  readonly target: string
  /** Whether only the ignore file keeps the rest of the folder out. */
  readonly isLoose?: boolean
}

const into = (folder: string): string => (folder === '' ? '' : `${folder}/`)

/** The COPY of a path as what it is; what may be a folder or a file goes by its name, which is right for both. */
const exactPiece = ({ base, path, head, word, wildcards }: ParentsSource, tree?: FileTree): Piece | undefined => {
  const source = posix.join(base, path) || '.'
  if (wildcards === 'folders') return undefined
  if (wildcards === 'name') {
    if (tree === undefined) return undefined
    // Of a folder that matches COPY takes what is in it, of a link what it points to.
    const taken = takenBy(tree, { kind: 'copy', path: word, parents: true })
    const areFiles = taken.length > 0 && taken.every((each) => findInTree(tree, each)?.kind === 'file')
    return areFiles ? { base, source, target: into(head) } : undefined
  }
  const kind = tree && findInTree(tree, source)?.kind
  if (kind === 'symlink') return undefined
  return { base, source, target: kind === 'file' ? into(head) : path }
}

/** The folder above what a pattern can match, where the derived ignore file lets in nothing else. */
const loosePiece = ({ base, head, word }: ParentsSource, tree: FileTree): Piece | undefined => {
  const source = posix.join(base, head)
  const isThere = findInTree(tree, source)?.kind === 'directory'
  const takes = isThere && takesAnything(tree, { kind: 'copy', path: word, parents: true })
  return takes ? { base, source, target: head, isLoose: true } : undefined
}

const piecesOf = (words: readonly string[], { derived, tree }: Surroundings): readonly Piece[] | undefined => {
  const sources = words.map(readSource)
  const pieces = sources.map((source) => {
    if (source === undefined) return undefined
    return exactPiece(source, tree) ?? (derived && tree !== undefined ? loosePiece(source, tree) : undefined)
  })
  const isWhole = pieces.some((piece) => piece === undefined || (piece.isLoose === true && piece.source === '.'))
  if (!isWhole) return pieces.flatMap((piece) => piece ?? [])
  // A path with `/./` loses its beginning, and the whole context cannot.
  const canBeWhole = derived && !words.some((word) => word.includes('/./'))
  return canBeWhole ? [{ base: '', source: '.', target: '', isLoose: true }] : undefined
}

/** Where a piece ends up. */
const pathOf = ({ source, target }: Piece): string =>
  target === '' || target.endsWith('/') ? target + posix.basename(source) : target

/** Whether a piece comes with a folder. */
const isBelow = (piece: Piece, { source, target }: Piece): boolean =>
  piece.source.startsWith(`${source}/`) && pathOf(piece) === target + piece.source.slice(source.length)

/** Pieces in their order, those with one base behind each other together. */
const runsOf = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => {
  const runs: Piece[][] = []
  for (const piece of pieces) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.base === piece.base) run.push(piece)
    else runs.push([piece])
  }
  return runs
}

/** Copies into one folder are one COPY, where the first of them stands. */
const grouped = (pieces: readonly Piece[]): readonly (readonly [first: Piece, ...more: Piece[]])[] => {
  const groups = new Map<string, [Piece, ...Piece[]]>()
  for (const piece of pieces.filter((each) => !pieces.some((other) => isBelow(each, other)))) {
    const isFolder = piece.isLoose !== true && (piece.target === '' || piece.target.endsWith('/'))
    const key = JSON.stringify(isFolder ? [piece.target] : [piece.target, piece.source])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [piece])
    else if (group.every(({ source }) => source !== piece.source)) group.push(piece)
  }
  return [...groups.values()]
}

/** A path below the destination as it is written. */
const place = (destination: string, target: string): string => {
  const prefix = /^\.?\/*$/.test(destination) && !destination.startsWith('/') ? '' : destination.replace(/\/*$/, '/')
  return prefix + target || './'
}

/** An instruction with other words: the lines that the old ones were spread over are gone. */
export const reworded = (
  instruction: CopyInstruction,
  words: readonly string[],
  comments: readonly string[] = instruction.comments,
): CopyInstruction => {
  const { layout: _layout, innerComments = [], ...rest } = instruction
  return {
    ...rest,
    flags: instruction.flags.filter(({ name }) => name !== 'parents' && name !== 'exclude'),
    comments: [...comments, ...innerComments],
    words,
  }
}

/** What stands above an instruction stands above the first of those that it becomes. */
const withoutAbove = (instruction: CopyInstruction): CopyInstruction => {
  const { blankAbove: _blankAbove, detachedComments: _groups, innerComments: _inner, ...rest } = instruction
  return { ...rest, comments: [] }
}

/** What stands above a COPY of more than its patterns named. Buildah 1.28 looks for no ignore file beside a Dockerfile. */
const notes: Readonly<Record<BuilderName, readonly string[]>> = {
  buildkit: [],
  buildah: [
    'All that the ignore file lets in: buildah knows no patterns that keep folders.',
    'Name that file with --ignorefile where it is not the .dockerignore of the context.',
  ],
  kaniko: ['All that the ignore file lets in: kaniko knows no patterns that keep folders.'],
}

const rendered = (
  instruction: CopyInstruction,
  pieces: readonly Piece[],
  { builder }: Surroundings,
): readonly CopyInstruction[] => {
  const destination = instruction.words.at(-1) ?? './'
  const prefix = flagValue(instruction, 'from') === undefined ? '' : '/'
  const groups = runsOf(pieces).flatMap(grouped)
  const firstLoose = groups.findIndex(([{ isLoose }]) => isLoose === true)
  return groups.map((group, index) => {
    const own = index === 0 ? instruction : withoutAbove(instruction)
    return reworded(
      own,
      [...group.map(({ source }) => prefix + source), place(destination, group[0].target)],
      index === firstLoose ? [...own.comments, ...notes[builder]] : own.comments,
    )
  })
}

/**
 * A COPY with `--parents` as the COPYs that take the same: `COPY packages/a/package.json packages/a/`, one for the files of a
 * folder, and `COPY packages/a/src packages/a/src`. Patterns that nothing else says become the folder above them, where
 * the ignore file is derived from the patterns and lets nothing else in. `undefined` where there is no such spelling.
 */
export const explicitCopies = (
  instruction: CopyInstruction,
  surroundings: Surroundings,
): readonly CopyInstruction[] | undefined => {
  if (instruction.heredocs.length > 0 || /[\\`]$/.test(instruction.words.at(-1) ?? '')) return undefined
  const isContext = flagValue(instruction, 'from') === undefined
  const { derived } = surroundings
  if (flagValues(instruction, 'exclude').length > 0 && !(isContext && derived)) return undefined
  // Of a stage or an image nobody knows what it holds.
  const known = isContext ? surroundings : { ...surroundings, derived: false, tree: undefined }
  const pieces = piecesOf(instruction.words.slice(0, -1), known)
  return pieces && rendered(instruction, pieces, surroundings)
}
