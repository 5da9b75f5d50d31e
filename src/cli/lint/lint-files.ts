import type { LintedFile, LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import type { FoundInputs, InputFile } from '../input-files.js'
import { isIgnoreFile } from './lint-ignore-file.js'
import { type InputOutcome, lintInputs } from './lint-inputs.js'
import type { LintSetting } from './lint-options.js'
import { inBatches } from './batches.js'

/** What a run has found so far. */
interface Collected {
  readonly files: Map<string, LintedFile>
  readonly failures: Diagnostic[]
  readonly generated: string[]
  readonly ignored: string[]
  /** Configurations with mistakes, each told once. */
  readonly broken: Set<string>
}

const keyOf = ({ rule, span, message }: Diagnostic): string =>
  `${rule} ${span?.start.line}:${span?.start.column} ${message}`

/** Several Dockerfiles may share an ignore file, and say the same about it. */
const addFile = ({ files }: Collected, file: LintedFile): void => {
  const known = files.get(file.file)
  if (known === undefined) return void files.set(file.file, file)
  const told = new Set(known.diagnostics.map(keyOf))
  const fixed =
    known.fixed === undefined && file.fixed === undefined ? {} : { fixed: (known.fixed ?? 0) + (file.fixed ?? 0) }
  const diagnostics = [...known.diagnostics, ...file.diagnostics.filter((each) => !told.has(keyOf(each)))]
  files.set(file.file, { ...known, text: known.text === '' ? file.text : known.text, diagnostics, ...fixed })
}

const add = (collected: Collected, { name, files, failures, broken, is }: InputOutcome): void => {
  const key = broken && JSON.stringify(broken)
  if (broken !== undefined && key !== undefined && !collected.broken.has(key)) {
    collected.broken.add(key)
    collected.failures.push(broken)
  }
  if (is !== undefined) collected[is].push(name)
  for (const file of files) addFile(collected, file)
  collected.failures.push(...failures)
}

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``)
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ')
}

const notesOf = ({ generated, ignored }: Collected, { options }: LintSetting): readonly string[] => [
  ...(ignored.length === 0 ? [] : [`${listed(ignored)}: not linted, as \`lint.ignore\` of the configuration says.`]),
  ...(generated.length === 0
    ? []
    : [
        `${listed(generated)}: generated${options.fix ? ', so not repaired' : ''}. \`gen-dockerfile --check\` lints it at the lines of its source.`,
      ]),
]

/** Ignore files are repaired before the Dockerfiles that have something to say about them. */
const inFixOrder = (files: readonly InputFile[], { options }: LintSetting): readonly InputFile[] =>
  options.fix === true
    ? [...files.filter(({ name }) => isIgnoreFile(name)), ...files.filter(({ name }) => !isIgnoreFile(name))]
    : files

/** Lints files; one that cannot be read stops no other. */
export const lintFiles = async (inputs: FoundInputs, setting: LintSetting): Promise<LintOutcome> => {
  const collected: Collected = {
    files: new Map(),
    failures: [...inputs.failures],
    generated: [],
    ignored: [],
    broken: new Set(),
  }
  const ordered = inFixOrder(inputs.files, setting)
  for (const outcome of await inBatches(ordered, setting, lintInputs)) add(collected, outcome)
  return {
    files: [...collected.files.values()],
    failures: collected.failures,
    notes: [...setting.configs.notes, ...notesOf(collected, setting)],
  }
}
