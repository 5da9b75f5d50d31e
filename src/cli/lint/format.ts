import type { LintFormat } from '../../report/lint/index.js'
import type { LintCommandOptions } from './options.js'

/** The format that a run reports in. */
export const formatOf = ({ format }: LintCommandOptions): LintFormat =>
  format ?? (process.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text')

const withLines: readonly LintFormat[] = ['text', 'sarif', 'gitlab']

/** Whether the report shows, or knows findings by, the lines that they are about: else no text has to be kept. */
export const showsLines = (options: LintCommandOptions): boolean => withLines.includes(formatOf(options))
