import { noteWritten } from '../disk/journal.js'
import type { LazyDiffer } from './diff.js'
import { textOnDisk } from './disk-state.js'
import type { PendingFile } from './made-file.js'
import { planFile } from './plan.js'
import type { FileResult } from './result.js'
import { addNotes, fail, type Pending, resultOf, type Run } from './run.js'
import type { Writer } from './write.js'

/** What settling needs: the differ, and the writer. */
export interface SettleTools {
  readonly differ: LazyDiffer
  readonly write: Writer
}

/** A file with what is to happen to it. */
interface Planned {
  readonly file: PendingFile
  readonly present: string | undefined
  readonly status: FileResult['status']
}

const planOne = (run: Run, { source }: Pending, file: PendingFile): Planned => {
  if (file.text === undefined) return { file, present: undefined, status: 'unchanged' }
  const name = source.display(file.output)
  try {
    const present = textOnDisk(file.path, name)
    const { mode, force } = run.options
    // What is only printed meets nothing.
    const { status, why } = planFile(name, present, file.text, mode, force || mode === 'stdout')
    if (why !== undefined) run.failures.push({ rule: 'conflict', codes: [], severity: 'error', file: name, ...why })
    return { file, present, status }
  } catch (error) {
    fail(run.failures, error, name)
    return { file, present: undefined, status: 'failed' }
  }
}

const isChange = (status: FileResult['status']): boolean => status === 'created' || status === 'updated'

/**
 * A Dockerfile and its ignore file belong together: beside one that is not overwritten, the other would be wrong for
 * whatever is there.
 */
const holdBack = (run: Run, { source }: Pending, planned: readonly Planned[]): readonly Planned[] => {
  const blocking = planned.find(({ status }) => status === 'conflict' || status === 'failed')
  if (blocking === undefined || run.options.mode === 'check') return planned
  const name = source.display(blocking.file.output)
  return planned.map((each) => {
    if (!isChange(each.status)) return each
    run.notes.push(`\`${source.display(each.file.output)}\` is not written either, since it belongs to \`${name}\`.`)
    return { ...each, status: 'failed' }
  })
}

const settleFile = async (
  run: Run,
  pending: Pending,
  { file, present, status }: Planned,
  { differ, write }: SettleTools,
): Promise<FileResult> => {
  const { mode } = run.options
  const { text } = file
  const result = resultOf(pending, file, status)
  if (text === undefined) return result
  const name = pending.source.display(file.output)
  if (mode === 'stdout') return { ...result, content: text }
  if (mode === 'write' && isChange(status)) {
    try {
      write(file.path, text, name)
      noteWritten(file.path, text)
      return result
    } catch (error) {
      fail(run.failures, error, name)
      return { ...result, status: 'failed' }
    }
  }
  if (status === 'unchanged' || status === 'failed') return result
  const diff = (await differ())(name, present, text)
  return { ...result, diff, ...(mode === 'write' ? {} : { content: text }) }
}

/** Brings the files of a target to the disk, or says what would happen. */
export const settleTarget = async (run: Run, pending: Pending, tools: SettleTools): Promise<void> => {
  const { files, diagnostics, notes } = pending
  run.diagnostics.push(...diagnostics)
  addNotes(run.notes, notes)
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    run.results.push(...files.map((file) => resultOf(pending, file, 'failed')))
    return
  }
  const planned = files.map((file) => planOne(run, pending, file))
  for (const each of holdBack(run, pending, planned)) run.results.push(await settleFile(run, pending, each, tools))
}
