import type { InputFile } from '../input-files.js'
import type { LintSetting } from './lint-options.js'

/** Lints some inputs: what each came to, as plain data. */
export type LintWork<Outcome> = (inputs: readonly InputFile[], setting: LintSetting) => Promise<readonly Outcome[]>

/** From this many files on it pays to lint in several threads, and to think about V8's compilers. */
const many = 64

/** Lints inputs, many of them in several threads at the same time. What they came to is in their order. */
export const inBatches = async <Outcome>(
  inputs: readonly InputFile[],
  setting: LintSetting,
  work: LintWork<Outcome>,
): Promise<readonly Outcome[]> => {
  const { options, shellcheck } = setting
  // ShellCheck is asked about all files at once; a repair may be of a file that another has something to say about.
  const isOrdered = shellcheck !== undefined || options.fix === true || inputs.some(({ path }) => path === undefined)
  if (inputs.length < many || isOrdered) return work(inputs, setting)
  const { lintTogether } = await import('./lint-together.js')
  return lintTogether(inputs, setting, work)
}
