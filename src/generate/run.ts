import type { Diagnostic } from '../model/diagnostic.js'
import { isGenDockerfileError } from '../model/error.js'
import type { PendingFile } from './made-file.js'
import type { GenerateOptions } from './options.js'
import { failureOf, type FileResult } from './result.js'
import { describedFolder, type SourceFile } from './source-file.js'

/** What a run collects. */
export interface Run {
  readonly options: Pick<GenerateOptions, 'mode' | 'force' | 'progress'>
  readonly results: FileResult[]
  readonly diagnostics: Diagnostic[]
  readonly failures: Diagnostic[]
  readonly notes: string[]
}

/** A target on its way, with what it is made from. */
export interface Pending {
  readonly source: SourceFile
  /** Its place in the export for messages. */
  readonly label: string
  readonly files: readonly PendingFile[]
  /** The build context, absolute. */
  readonly context: string
  readonly diagnostics: readonly Diagnostic[]
  readonly notes: readonly string[]
}

/** Adds a failure to others. A configuration with mistakes fails every source that it is for. */
export const addFailure = (failures: Diagnostic[], failure: Diagnostic): void => {
  const isKnown = failure.rule === 'invalid-config' && failures.some(({ message }) => message === failure.message)
  if (!isKnown) failures.push(failure)
}

/** Adds notes to others. Services of one workspace note the same of it. */
export const addNotes = (notes: string[], more: readonly string[]): void => {
  for (const note of more) if (!notes.includes(note)) notes.push(note)
}

/** Notes an error of ours; any other is a defect of this program and goes on. */
export const fail = (failures: Diagnostic[], error: unknown, file?: string): void => {
  if (!isGenDockerfileError(error)) throw error
  addFailure(failures, failureOf(error, file))
}

/** The result of a source, or of one of its targets, that failed before its files were known. */
export const failedResult = (source: SourceFile): FileResult => ({
  kind: 'dockerfile',
  source: source.display(source.file),
  ...describedFolder(source),
  status: 'failed',
})

/** The result of one file of a target. */
export const resultOf = (
  { source, context }: Pending,
  { kind, output }: PendingFile,
  status: FileResult['status'],
): FileResult => ({
  kind,
  source: source.display(source.file),
  output: source.display(output),
  context: source.display(context),
  status,
})
