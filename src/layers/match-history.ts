import { analyse } from '../analysis/analyse.js'
import type { StageNode } from '../analysis/stage-node.js'
import type { DockerfileDocument } from '../model/document.js'
import type { Instruction, RunInstruction, StageInstruction } from '../model/instruction.js'
import { type HistoryInstruction, historyInstruction } from './history-text.js'
import type { HistoryEntry } from './image-config.js'

/** Which instruction of a Dockerfile made which entry of an image's history. */
export interface HistoryMatch {
  /** By the index of the entry. */
  readonly instructions: ReadonlyMap<number, Instruction>
  /** The FROM that the entries in front of the first instruction come from. */
  readonly from: Instruction | undefined
  /** Instructions that no entry goes with: the image was built from another version of the file. */
  readonly missed: readonly StageInstruction[]
}

/** The instructions that a build of a stage runs, those of the stages that it begins with included. */
const chainOf = ({ base, stage }: StageNode): readonly StageInstruction[] => [
  ...(base.kind === 'stage' ? chainOf(base.stage) : []),
  ...stage.instructions.filter(({ kind }) => kind !== 'onbuild'),
]

const lowestFrom = ({ base, stage }: StageNode): Instruction =>
  base.kind === 'stage' ? lowestFrom(base.stage) : stage.from

/** What no builder changes: blanks and continuations do not count. */
const bare = (text: string): string => text.replace(/[\s\\`]+/g, '')

const runText = ({ command, heredocs }: RunInstruction): string => {
  if (command.form === 'exec') return command.args.join(' ')
  const [only, ...others] = heredocs
  // BuildKit runs what is in a heredoc that is the whole command.
  if (only !== undefined && others.length === 0 && /^<<-?\s*["']?\w+["']?$/.test(command.text.trim())) {
    return only.content.startsWith('#!') ? '' : only.content.replace(/^\t+/gm, '')
  }
  return heredocs.length === 0 ? command.text : (command.text.split('<<')[0] ?? '')
}

const fitsRun = (instruction: RunInstruction, { text }: HistoryInstruction): boolean => {
  const own = bare(runText(instruction))
  return instruction.heredocs.length > 0 ? bare(text).includes(own) : bare(text).endsWith(own)
}

/** A word that says the same wherever it stands. */
const isLiteral = (word: string): boolean => !/[$"'\\`]|^<</.test(word)

const fitsWords = (words: readonly string[], { text }: HistoryInstruction): boolean => {
  const there = new Set(text.split(/[\s[\]",]+/))
  return words.filter(isLiteral).every((word) => there.has(word))
}

const sameEnd = (path: string, text: string): boolean => {
  if (!isLiteral(path)) return true
  const end = path.replace(/^(?:\.\/)+|\/+$/g, '')
  return end === '' || end === '.' || text.replace(/\/+$/, '').endsWith(end)
}

/** Whether a history entry may come from an instruction: what a build can change (variables) is not looked at. */
const fits = (instruction: StageInstruction, entry: HistoryInstruction): boolean => {
  if (instruction.kind !== entry.kind) return false
  switch (instruction.kind) {
    case 'run':
      return fitsRun(instruction, entry)
    case 'copy':
    case 'add': {
      const { words } = instruction
      if (entry.isDigest) return sameEnd(words.at(-1) ?? '', entry.text)
      return fitsWords(words.slice(0, -1), entry) && sameEnd(words.at(-1) ?? '', entry.text)
    }
    case 'arg':
      return instruction.args.every(({ name }) => entry.text.includes(name))
    case 'env':
    case 'label':
      return instruction.pairs.every(({ name }) => !isLiteral(name) || entry.text.includes(name))
    case 'workdir':
      return sameEnd(instruction.path, entry.text)
    case 'user':
      return !isLiteral(instruction.user) || entry.text === instruction.user
    case 'cmd':
    case 'entrypoint': {
      const { command } = instruction
      return fitsWords(command.form === 'exec' ? command.args : command.text.split(/\s+/), entry)
    }
    default:
      return true
  }
}

/** The longest way to go through both in order, pairs at the end first. */
const align = (stage: StageNode, entries: readonly HistoryInstruction[]): HistoryMatch => {
  const chain = chainOf(stage)
  const width = entries.length + 1
  // Row and column of what is left behind: how many pairs there are in the first so many of both.
  const best = new Int32Array((chain.length + 1) * width)
  const at = (row: number, column: number): number => best[row * width + column] ?? 0
  for (const [row, instruction] of chain.entries()) {
    for (const [column, entry] of entries.entries()) {
      const paired = fits(instruction, entry) ? at(row, column) + 1 : 0
      best[(row + 1) * width + column + 1] = Math.max(paired, at(row, column + 1), at(row + 1, column))
    }
  }
  const instructions = new Map<number, Instruction>()
  const missed: StageInstruction[] = []
  let column = entries.length
  for (let row = chain.length; row > 0;) {
    const instruction = chain[row - 1]
    const entry = entries[column - 1]
    const isPair = instruction !== undefined && entry !== undefined && fits(instruction, entry)
    if (isPair && at(row - 1, column - 1) + 1 === at(row, column)) {
      instructions.set(--column, instruction)
      row--
    } else if (column > 0 && at(row, column - 1) > at(row - 1, column)) column--
    else {
      if (instruction !== undefined) missed.unshift(instruction)
      row--
    }
  }
  return { instructions, from: lowestFrom(stage), missed }
}

/** Whether a Dockerfile surely is what the image was built from: all its instructions are the end of the history, in order. */
const isWhole = ({ instructions, missed }: HistoryMatch, entries: number): boolean =>
  missed.length === 0 &&
  instructions.size > 0 &&
  [...instructions.keys()].every((index) => index >= entries - instructions.size)

/**
 * Finds the instructions that made the entries of a history: of the stage that fits best, the last one of several.
 *
 * @param strict only a Dockerfile whose every instruction fits
 */
export const matchHistory = (
  document: DockerfileDocument,
  history: readonly HistoryEntry[],
  strict: boolean,
): HistoryMatch | undefined => {
  const known = history.map(({ createdBy }, index) => ({ index, instruction: historyInstruction(createdBy) }))
  // Only the old builder tells of ONBUILD.
  const told = known.filter(({ instruction }) => instruction.kind !== 'onbuild')
  const entries = told.map(({ instruction }) => instruction)
  const candidates = analyse(document)
    .stages.map((stage) => align(stage, entries))
    .filter((each) => (strict ? isWhole(each, entries.length) : each.instructions.size > 0))
    .reverse()
  const score = ({ instructions, missed }: HistoryMatch): number => instructions.size - missed.length
  const whole = candidates.find((each) => isWhole(each, entries.length))
  const found = whole ?? candidates.sort((left, right) => score(right) - score(left))[0]
  if (found === undefined) return undefined
  const instructions = new Map([...found.instructions].map(([index, each]) => [told[index]?.index ?? index, each]))
  return { instructions, from: found.from, missed: found.missed }
}
