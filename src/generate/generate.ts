import type { Diagnostic } from '../model/diagnostic.js'
import { isGenDockerfileError } from '../model/error.js'
import { type ExportedTarget, targetsOf } from './default-export.js'
import type { Differ } from './diff.js'
import { textOnDisk } from './disk-state.js'
import { duplicateOutputs } from './duplicates.js'
import { findSources } from './find-sources.js'
import { bundle, type Bundle } from './load/bundle.js'
import { load, type Loaded } from './load/load.js'
import { type MadeFile, type MadeTarget, makeTarget } from './make-target.js'
import type { GenerateOptions } from './options.js'
import { realPathOf } from './paths.js'
import { planFile } from './plan.js'
import { failureOf, type FileResult, type GenerateOutcome } from './result.js'
import { type SourceFile, sourceFile } from './source-file.js'
import { writeAtomically } from './write.js'

/** What a run collects. */
interface Run {
  readonly options: GenerateOptions
  readonly results: FileResult[]
  readonly diagnostics: Diagnostic[]
  readonly failures: Diagnostic[]
  readonly notes: string[]
}

/** A target on its way, with what it is made from. */
interface Pending {
  readonly source: SourceFile
  readonly target: ExportedTarget
  readonly made: MadeTarget
}

/** Notes an error of ours; any other is a defect of this program and goes on. */
const fail = (run: Run, error: unknown, file?: string): void => {
  if (!isGenDockerfileError(error)) throw error
  run.failures.push(failureOf(error, file))
}

const loadTargets = async (
  source: SourceFile,
  bundled: Promise<Bundle>,
  { library, timeout }: GenerateOptions,
): Promise<{ readonly loaded: Loaded; readonly targets: readonly ExportedTarget[] }> => {
  const { display, file } = source
  const loaded = await load(file, bundled, { library, display, ...(timeout === undefined ? {} : { timeout }) })
  const { value } = loaded
  const name = display(file)
  if (typeof value !== 'function') return { loaded, targets: targetsOf(await loaded.run(() => value), name, false) }
  return { loaded, targets: targetsOf(await loaded.run(() => value()), name, true) }
}

const failedResult = (source: SourceFile): FileResult => ({
  kind: 'dockerfile',
  source: source.display(source.file),
  status: 'failed',
})

/** Loads one source and makes its targets; false when it could not be loaded. */
const makeSource = async (
  run: Run,
  source: SourceFile,
  bundled: Promise<Bundle>,
  pending: Pending[],
): Promise<boolean> => {
  const name = source.display(source.file)
  const found = await loadTargets(source, bundled, run.options).catch((error: unknown) => fail(run, error, name))
  if (found === undefined) {
    run.results.push(failedResult(source))
    return false
  }
  const { builder } = run.options
  for (const target of found.targets) {
    try {
      const made = await makeTarget(target, { source, loaded: found.loaded, builder })
      pending.push({ source, target, made })
    } catch (error) {
      fail(run, error, name)
      run.results.push(failedResult(source))
    }
  }
  return true
}

const resultOf = ({ source, made }: Pending, { kind, output }: MadeFile, status: FileResult['status']): FileResult => ({
  kind,
  source: source.display(source.file),
  output: source.display(output),
  context: source.display(made.context),
  status,
})

/** Brings one file to the disk, or says what would happen. */
const settleFile = async (
  run: Run,
  pending: Pending,
  file: MadeFile,
  differ: () => Promise<Differ>,
): Promise<FileResult> => {
  const { mode, force } = run.options
  const name = pending.source.display(file.output)
  const output = realPathOf(file.output)
  const present = textOnDisk(output, name)
  const { status, why } = planFile(name, present, file.text, mode, force)
  if (why !== undefined) {
    run.failures.push({ rule: 'conflict', codes: [], severity: 'error', file: name, ...why })
  }
  const isWritten = mode === 'write' && (status === 'created' || status === 'updated')
  if (isWritten) writeAtomically(output, file.text, name)
  const result = resultOf(pending, file, status)
  if (isWritten || status === 'unchanged') return mode === 'stdout' ? { ...result, content: file.text } : result
  const diff = mode === 'stdout' ? {} : { diff: (await differ())(name, present, file.text) }
  return { ...result, ...diff, ...(mode === 'write' ? {} : { content: file.text }) }
}

const settleTarget = async (run: Run, pending: Pending, differ: () => Promise<Differ>): Promise<void> => {
  const { made, source } = pending
  run.diagnostics.push(...made.diagnostics)
  run.notes.push(...made.notes)
  const isRefused = made.diagnostics.some(({ severity }) => severity === 'error')
  for (const file of made.files) {
    const failed = resultOf(pending, file, 'failed')
    if (isRefused) {
      run.results.push(failed)
      continue
    }
    try {
      run.results.push(await settleFile(run, pending, file, differ))
    } catch (error) {
      fail(run, error, source.display(file.output))
      run.results.push(failed)
    }
  }
}

/** Loads the differ once, when it is needed. */
const lazyDiffer = (): (() => Promise<Differ>) => {
  let loading: Promise<Differ> | undefined
  return () => (loading ??= import('./diff.js').then(({ loadDiffer }) => loadDiffer()))
}

/**
 * Generates, checks or previews the Dockerfiles of all `dockerfile.ts` that the options name. What goes wrong with one is
 * told in the outcome and does not stop the others.
 *
 * Rejects only for a defect of this program.
 */
export const generate = async (options: GenerateOptions): Promise<GenerateOutcome> => {
  const run: Run = { options, results: [], diagnostics: [], failures: [], notes: [] }
  const found = await findSources(options.paths, options.cwd)
  for (const error of found.errors) fail(run, error)
  const sources = found.files.map((file) => sourceFile(file, options.cwd))
  // Bundling runs ahead for all, in esbuild's own process; evaluating is one after the other.
  const bundles = sources.map(({ file, display }) => {
    const bundled = bundle(file, options.library, display)
    bundled.catch(() => {})
    return bundled
  })
  const pending: Pending[] = []
  let attempted = false
  for (const [index, source] of sources.entries()) {
    const bundled = bundles[index]
    if (bundled !== undefined && (await makeSource(run, source, bundled, pending))) attempted = true
  }
  const claims = pending.map(({ source, target, made }) => ({
    source: source.display(source.file),
    label: target.label,
    outputs: made.files.map(({ output }) => source.display(realPathOf(output))),
  }))
  const duplicates = duplicateOutputs(claims)
  const differ = lazyDiffer()
  for (const [index, each] of pending.entries()) {
    const duplicate = duplicates.get(index)
    if (duplicate === undefined) {
      await settleTarget(run, each, differ)
      continue
    }
    fail(run, duplicate, each.source.display(each.source.file))
    run.results.push(...each.made.files.map((file) => resultOf(each, file, 'failed')))
  }
  const { results, diagnostics, failures, notes } = run
  return { results, diagnostics, failures, notes, attempted }
}
