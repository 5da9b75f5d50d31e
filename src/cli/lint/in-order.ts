import { dirname, resolve } from 'node:path'
import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { addTallies, holdText, type LintTally, noTally, tallyOf } from '../../report/lint/index.js'
import type { InputFile } from '../input-files.js'
import type { LintPart } from './lint-part.js'
import type { LintSetting } from './lint-options.js'
import { inputPath } from './sort-inputs.js'

const keyOf = ({ rule, span, message }: Diagnostic): string =>
  `${rule} ${span?.start.line}:${span?.start.column} ${message}`

/** Several Dockerfiles may share an ignore file, and say the same about it. */
const merged = (known: LintedFile, file: LintedFile): LintedFile => {
  const told = new Set(known.diagnostics.map(keyOf))
  const fixed =
    known.fixed === undefined && file.fixed === undefined ? {} : { fixed: (known.fixed ?? 0) + (file.fixed ?? 0) }
  const diagnostics = [...known.diagnostics, ...file.diagnostics.filter((each) => !told.has(keyOf(each)))]
  return { ...known, text: known.text === '' ? file.text : known.text, diagnostics, ...fixed }
}

/** The last of the inputs in or below each folder that one is in. */
const lastByFolder = (inputs: readonly InputFile[], setting: LintSetting): ReadonlyMap<string, number> => {
  const last = new Map<string, number>()
  for (const [index, input] of inputs.entries()) {
    let folder = dirname(inputPath(input, setting))
    while (last.get(folder) !== index) {
      last.set(folder, index)
      folder = dirname(folder)
    }
  }
  return last
}

/** Gives for a file which input is the last that may have something to say about it: an ignore file is for its folder. */
const lastInputFor = (inputs: readonly InputFile[], setting: LintSetting): ((file: string) => number) => {
  const { cwd, options } = setting
  let byFolder: ReadonlyMap<string, number> | undefined
  return (file) => {
    const isForAll = typeof options.context === 'string' || options.fix === true || file === options.stdinFilename
    if (isForAll) return inputs.length
    byFolder ??= lastByFolder(inputs, setting)
    return byFolder.get(dirname(resolve(cwd, file))) ?? inputs.length
  }
}

/** A file that waits for what other inputs say about it, and the text behind it. */
interface Waiting {
  file: LintedFile
  readonly last: number
  readonly behind: ReturnType<typeof holdText>
}

/** Where parts of a report go. */
export interface PartsInOrder {
  /** Takes what the inputs up to one came to. */
  readonly add: (part: Pick<LintPart, 'pieces'>, upTo: number) => void
  /** Passes on all that still waits. */
  readonly end: () => void
  /** The figures of the files that had to wait. */
  readonly tally: () => LintTally
}

/** Passes text on as soon as nothing can come any more that belongs in front of it. */
export const partsInOrder = (
  inputs: readonly InputFile[],
  setting: LintSetting,
  { spell, separator }: { readonly spell: (file: LintedFile) => string; readonly separator: string },
  print: (spelled: string) => void,
): PartsInOrder => {
  const lastFor = lastInputFor(inputs, setting)
  const waiting = new Map<string, Waiting>()
  let newest: Waiting | undefined
  let tally = noTally
  const addFile = (file: LintedFile): void => {
    const known = waiting.get(file.file)
    if (known !== undefined) return void (known.file = merged(known.file, file))
    newest = { file, last: lastFor(file.file), behind: holdText(separator) }
    waiting.set(file.file, newest)
  }
  const add: PartsInOrder['add'] = ({ pieces }, upTo) => {
    for (const piece of pieces) {
      if (typeof piece !== 'string') addFile(piece)
      else if (newest === undefined) print(piece)
      else newest.behind.add(piece)
    }
    for (const [name, { file, last, behind }] of waiting) {
      if (last > upTo) return
      tally = addTallies(tally, tallyOf([file]))
      print(spell(file))
      for (const text of behind.take()) print(text)
      waiting.delete(name)
    }
    newest = undefined
  }
  return { add, end: () => add({ pieces: [] }, Number.POSITIVE_INFINITY), tally: () => tally }
}
