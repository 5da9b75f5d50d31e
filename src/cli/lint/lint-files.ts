import type { CompatLevel } from '../../linter/compat/compat-finding.js'
import type { LintedFile, LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { addTallies, failureFile, type LintTally, summaryOf, tallyOf } from '../../report/lint/index.js'
import type { Terminal } from '../command-module.js'
import type { CommonOptions } from '../common-options.js'
import type { FoundInputs, InputFile } from '../input-files.js'
import { listed } from '../listed.js'
import { inBatches } from './batches.js'
import { partsInOrder } from './in-order.js'
import { isIgnoreFile } from './lint-ignore-file.js'
import type { LintSetting } from './lint-options.js'
import { workAndReport } from './lint-work.js'
import { sortInputs } from './sort-inputs.js'
import { resultWriter } from './result-writer.js'

/** What a run came to, whose report is printed. */
export interface LintedFiles {
  readonly tally: LintTally
  /** Under `--compat`, how bad findings are. */
  readonly levels: readonly CompatLevel[]
  readonly failures: readonly Diagnostic[]
}

/** Files that the user should know something about. */
interface Told {
  readonly generated: readonly string[]
  readonly ignored: readonly string[]
}

const notesOf = ({ generated, ignored }: Told, { options }: LintSetting): readonly string[] => [
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

/**
 * Lints files and prints the report, file by file as it comes; one that cannot be read stops no other. What `dockerfile.ts`
 * files build goes in front.
 */
export const lintFiles = async (
  inputs: FoundInputs,
  built: LintOutcome,
  setting: LintSetting,
  common: CommonOptions,
  terminal: Terminal,
): Promise<LintedFiles> => {
  const { work, reporter, how } = await workAndReport(setting, common)
  const { lintable, failures: refused, ignored } = await sortInputs(inFixOrder(inputs.files, setting), setting)
  const failures = [...built.failures, ...inputs.failures, ...refused]
  const generated: string[] = []
  const levels = new Set<CompatLevel>()
  let tally = tallyOf(built.files)

  const { add, flush, finish } = resultWriter()
  const report = reporter.begin(how)
  const print = (spelled: string): void => add(report.add(spelled))
  let told = 0
  /** Failures that came late are told behind the others. */
  const listFailures = (more: readonly LintedFile[]): void => {
    const files = reporter.listsFailures ? failures.slice(told).map(failureFile) : []
    told = failures.length
    print(reporter.spell([...files, ...more], how))
  }
  const order = partsInOrder(lintable, setting, { ...reporter, spell: (file) => reporter.spell([file], how) }, print)
  // A repair that cannot be written is known when it was tried.
  if (setting.options.fix !== true) listFailures(built.files)
  await inBatches(lintable, setting, common, work, (part, upTo) => {
    tally = addTallies(tally, part.tally)
    for (const level of part.levels) levels.add(level)
    failures.push(...part.failures)
    generated.push(...part.generated)
    order.add(part, upTo)
    return flush()
  })
  if (setting.options.fix === true) listFailures(built.files)
  order.end()
  listFailures([])
  tally = addTallies(tally, order.tally())
  const notes = [...built.notes, ...setting.configs.notes, ...notesOf({ generated, ignored }, setting)]
  const { fixable } = tally
  const { stdout, stderr } = report.end({ summary: summaryOf(tally, failures), fixable, failures, notes })
  terminal.err(stderr)
  for (const text of stdout) {
    add(text)
    await flush()
  }
  await finish()
  return { tally, levels: [...levels], failures }
}
