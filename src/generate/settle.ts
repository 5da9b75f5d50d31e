import { lazyDiffer } from './diff.js'
import { type Claim, duplicateOutputs } from './duplicates.js'
import { fail, type Pending, resultOf, type Run } from './run.js'
import { settleTarget, type SettleTools } from './settle-target.js'
import { describedFolder } from './source-file.js'
import { createWriter } from './write.js'

/** The files that a target would write. */
export const claimOf = ({ source, label, files }: Pending): Claim => ({
  source: source.display(source.file),
  label,
  ...describedFolder(source),
  outputs: files.map(({ path }) => source.display(path)),
})

/** Tells files that several targets would write; gives the targets by their positions. */
export const tellDuplicates = ({ failures }: Pick<Run, 'failures'>, claims: readonly Claim[]): ReadonlySet<number> => {
  const duplicates = duplicateOutputs(claims)
  for (const duplicate of new Set(duplicates.values())) fail(failures, duplicate)
  return new Set(duplicates.keys())
}

/** What a run needs to bring targets to the disk. */
export const settleTools = (): SettleTools => ({ differ: lazyDiffer(), write: createWriter() })

/** Brings what was made to the disk; the files of some targets, by position, are left alone. */
export const settle = async (
  run: Run,
  pending: readonly Pending[],
  leftAlone: { readonly has: (index: number) => boolean },
  tools = settleTools(),
): Promise<void> => {
  for (const [index, each] of pending.entries()) {
    if (leftAlone.has(index)) run.results.push(...each.files.map((file) => resultOf(each, file, 'failed')))
    else await settleTarget(run, each, tools)
    run.options.progress?.({ phase: 'write', done: index + 1, total: pending.length })
  }
}
