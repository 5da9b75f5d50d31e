import {
  asLinted,
  type CompatFile,
  compatReporters,
  type LintReporter,
  lintReporters,
  type LintReportOptions,
} from '../../report/lint/index.js'
import type { CommonOptions } from '../common-options.js'
import { sourceReader } from '../source-reader.js'
import { formatOf } from './format.js'
import { compatWork } from './lint-compat.js'
import { ownWork } from './lint-inputs.js'
import type { LintSetting } from './lint-options.js'
import type { LintWork } from './lint-part.js'

/** How a run lints, and how it reports. */
export interface WorkAndReport {
  readonly work: LintWork
  readonly reporter: Pick<LintReporter, 'listsFailures' | 'separator' | 'begin' | 'spell'>
  readonly how: LintReportOptions
}

/** The reporter of `--compat` for a format: that of the tool, or ours. */
const compatReporter = (format: 'text' | 'json' | undefined, own: LintReporter): LintReporter<CompatFile> =>
  format === undefined
    ? { ...own, spell: (files, how) => own.spell(files.map(asLinted), how) }
    : compatReporters[format]

/** Finds out how to lint and to report, which any thread can do. */
export const workAndReport = async (
  setting: LintSetting,
  { cwd, quiet, color }: CommonOptions,
): Promise<WorkAndReport> => {
  const format = formatOf(setting.options)
  const how: LintReportOptions = { quiet, color, readSource: sourceReader(cwd) }
  const own = await lintReporters[format]()
  if (setting.options.compat === undefined) return { work: ownWork(setting, own, how), reporter: own, how }
  const compat = compatReporter(format === 'text' || format === 'json' ? format : undefined, own)
  return { work: compatWork(setting, compat, how), reporter: { ...compat, spell: own.spell }, how }
}
