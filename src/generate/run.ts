import type { Diagnostic } from '../model/diagnostic.js'
import { isGenDockerfileError } from '../model/error.js'
import type { MadeFile } from './made-file.js'
import type { MadeTarget } from './make-target.js'
import type { GenerateOptions } from './options.js'
import { failureOf, type FileResult } from './result.js'
import type { SourceFile } from './source-file.js'

/** What a run collects. */
export interface Run {
  readonly options: GenerateOptions
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
  readonly made: MadeTarget
}

/** Notes an error of ours; any other is a defect of this program and goes on. */
export const fail = (failures: Diagnostic[], error: unknown, file?: string): void => {
  if (!isGenDockerfileError(error)) throw error
  // A configuration with mistakes fails every source that it is for.
  if (error.code === 'invalid-config' && failures.some(({ message }) => message === error.message)) return
  failures.push(failureOf(error, file))
}

/** The result of a source, or of one of its targets, that failed before its files were known. */
export const failedResult = (source: SourceFile): FileResult => ({
  kind: 'dockerfile',
  source: source.display(source.file),
  status: 'failed',
})

/** The result of one file of a target. */
export const resultOf = (
  { source, made }: Pending,
  { kind, output }: MadeFile,
  status: FileResult['status'],
): FileResult => ({
  kind,
  source: source.display(source.file),
  output: source.display(output),
  context: source.display(made.context),
  status,
})
