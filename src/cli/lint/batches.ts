import type { InputFile } from '../input-files.js'
import type { CommonOptions } from '../common-options.js'
import type { LintSetting } from './lint-options.js'
import type { LintPart, LintWork } from './lint-part.js'

/** Takes what inputs came to, in their order; `upTo` is the last of them. Gives what to wait for before there is more. */
export type TakePart = (part: LintPart, upTo: number) => Promise<unknown> | undefined

/** From this many files on it pays to lint in several threads, and to think about V8's compilers. */
const many = 64

/** The most files that are linted before what they came to is passed on. */
const batchSize = 16

/** The last batches are small, so that several threads end at about the same time. */
const fewAtTheEnd = (left: number): number => Math.min(batchSize, Math.max(2, left >> 3))

const batchesOf = (
  inputs: readonly InputFile[],
  sizeOf: (left: number) => number,
): readonly (readonly InputFile[])[] => {
  const batches: (readonly InputFile[])[] = []
  for (let start = 0; start < inputs.length;) {
    const end = start + sizeOf(inputs.length - start)
    batches.push(inputs.slice(start, end))
    start = end
  }
  return batches
}

/** Lints inputs, many of them in several threads at the same time. */
export const inBatches = async (
  inputs: readonly InputFile[],
  setting: LintSetting,
  common: CommonOptions,
  work: LintWork,
  take: TakePart,
): Promise<void> => {
  const { options, shellcheck } = setting
  // ShellCheck is asked about all files at once; a repair may be of a file that another has something to say about.
  const isOrdered = shellcheck !== undefined || options.fix === true || inputs.some(({ path }) => path === undefined)
  const batches = batchesOf(inputs, shellcheck === undefined ? fewAtTheEnd : (left) => left)
  let taken = 0
  const takeNext: TakePart = (part, index) => {
    taken += batches[index]?.length ?? 0
    return take(part, taken - 1)
  }
  if (inputs.length >= many && !isOrdered) {
    const { lintTogether } = await import('./lint-together.js')
    return lintTogether({ batches, files: inputs.length }, setting, common, work, takeNext)
  }
  for (const [index, batch] of batches.entries()) await takeNext(await work(batch), index)
}
