import type { EscapeCharacter } from '../model/document.js'
import { flagValue, flagValues } from '../model/flag.js'
import type { AddInstruction, CopyInstruction, RunInstruction } from '../model/instruction.js'
import { arePlainWords } from '../words/plain-words.js'
import { asWritten, expand, expandToGlob } from './expansion.js'
import type { Expansion } from './expansion.js'
import type { Variables } from './growing-scope.js'
import { readMount } from './mount.js'
import { scanArgs } from './predefined-args.js'
import { copyOrigin, mountOrigin } from './stage-graph.js'
import type { GlobalScope, StagesByName } from './stage-graph.js'
import type { CopyMeaning, MountMeaning, StageNode } from './stage-node.js'

/** What evaluation needs of the whole document. */
export interface Surroundings {
  readonly escape: EscapeCharacter
  readonly globals: GlobalScope
  readonly stages: readonly StageNode[]
  readonly names: StagesByName
}

const noMounts: readonly MountMeaning[] = []

/** An instruction that is being read: what its words say is collected. */
export interface Reading {
  readonly around: Surroundings
  readonly variables: Variables
  readonly words: Expansion[]
  readonly undefinedNames: string[]
}

/** Expands a word as BuildKit's dispatch does: names that nothing sets and no ARG declares are noted. */
export const read = (reading: Reading, word: string, options?: { readonly ignoreQuotes: boolean }): Expansion => {
  const { scope, declared } = reading.variables
  const expansion = expand(word, scope, options === undefined ? reading.around.escape : '\\', options)
  reading.words.push(expansion)
  for (const name of expansion.unmatched) {
    if (!declared.has(name) && !scanArgs.includes(name)) reading.undefinedNames.push(name)
  }
  return expansion
}

const heredocWord = /^\d*<<-?["']?([^"']+)["']?$/

/** The words in front of the destination, without those that stand for heredocs. */
const sourceWords = ({ words, heredocs }: CopyInstruction | AddInstruction): readonly string[] => {
  const sources = words.slice(0, -1)
  if (heredocs.length === 0) return sources
  const names = new Set(heredocs.map((heredoc) => heredoc.name))
  return sources.filter((word) => !names.has(heredocWord.exec(word)?.[1] ?? ''))
}

/** The sources of a COPY or ADD, of which there can be many, and what matches each whatever `--build-arg` says. */
const readSources = (
  reading: Reading,
  instruction: CopyInstruction | AddInstruction,
): Pick<CopyMeaning, 'sources' | 'globs'> => {
  const words = sourceWords(instruction)
  if (!arePlainWords(words)) {
    const sources = words.map((word) => read(reading, word))
    return { sources, globs: sources.map((source) => globOf(reading, source)) }
  }
  const sources = words.map(asWritten)
  for (const source of sources) reading.words.push(source)
  return { sources, globs: words }
}

/** What a COPY or ADD says. */
export const readCopy = (reading: Reading, instruction: CopyInstruction | AddInstruction): CopyMeaning => {
  const chown = flagValue(instruction, 'chown')
  const chownWord = chown === undefined ? undefined : read(reading, chown)
  const chmod = flagValue(instruction, 'chmod')
  if (chmod !== undefined) read(reading, chmod)
  const checksum = flagValue(instruction, 'checksum')
  if (checksum !== undefined) read(reading, checksum)
  const { sources, globs } = readSources(reading, instruction)
  const destination = read(reading, instruction.words.at(-1) ?? '')
  for (const heredoc of instruction.heredocs) {
    if (heredoc.expand) read(reading, heredoc.content, { ignoreQuotes: true })
  }
  const from = instruction.kind === 'copy' ? flagValue(instruction, 'from') : undefined
  const { stages, names: stagesByName } = reading.around
  return {
    sources,
    destination,
    ...(from === undefined || from === '' ? {} : { from: copyOrigin(from, stages, stagesByName) }),
    globs,
    ...(chownWord === undefined ? {} : { chown: chownWord }),
  }
}

const globOf = ({ variables, around }: Reading, source: Expansion): string =>
  source.certain && !source.overridable ? source.value : expandToGlob(source.word, variables.scope, around.escape)

/** What the mounts of a RUN say. */
export const readMounts = (reading: Reading, instruction: RunInstruction): readonly MountMeaning[] => {
  if (instruction.flags.length === 0) return noMounts
  return flagValues(instruction, 'mount').map((value) => {
    const mount = readMount(value)
    const expanded = new Map(mount.values.map((word) => [word, read(reading, word)]))
    const source = mount.source === undefined ? undefined : expanded.get(mount.source)
    const target = mount.target === undefined ? undefined : expanded.get(mount.target)
    const from = mount.from ?? ''
    return {
      mount,
      ...(source === undefined ? {} : { source, glob: globOf(reading, source) }),
      ...(target === undefined ? {} : { target }),
      ...(from === '' ? {} : { from: mountOrigin(from, reading.around.names) }),
    }
  })
}
