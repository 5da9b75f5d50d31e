import { type ExportedTarget, targetsOf } from './default-export.js'
import type { Differ } from './diff.js'
import { duplicateOutputs } from './duplicates.js'
import { findSources } from './find-sources.js'
import { bundle, type Bundle } from './load/bundle.js'
import { load, type Loaded } from './load/load.js'
import { plainBundle } from './load/plain-bundle.js'
import { createLintSettings, type LintSettingsOf } from './lint-settings.js'
import { makeTarget } from './make-target.js'
import type { GenerateOptions } from './options.js'
import { realPathOf } from './paths.js'
import type { GenerateOutcome } from './result.js'
import { fail, failedResult, type Pending, resultOf, type Run } from './run.js'
import { type LazyDiffer, settleTarget } from './settle-target.js'
import { type SourceFile, sourceFile } from './source-file.js'

const prepare = async ({ file, display }: SourceFile, { library }: GenerateOptions): Promise<Bundle> =>
  (await plainBundle(file, library)) ?? bundle(file, library, display)

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

/** Loads one source and makes its targets; false when it could not be loaded. */
const makeSource = async (
  run: Run,
  source: SourceFile,
  bundled: Promise<Bundle>,
  pending: Pending[],
  lintSettings: LintSettingsOf,
): Promise<boolean> => {
  const name = source.display(source.file)
  const found = await loadTargets(source, bundled, run.options).catch((error: unknown) => fail(run, error, name))
  if (found === undefined) {
    run.results.push(failedResult(source))
    return false
  }
  const lint = await lintSettings(source).catch((error: unknown) => fail(run, error, name))
  if (lint === undefined) {
    run.results.push(failedResult(source))
    return false
  }
  for (const target of found.targets) {
    try {
      const made = await makeTarget(target, { source, loaded: found.loaded, lint })
      pending.push({ source, target, made })
    } catch (error) {
      fail(run, error, name)
      run.results.push(failedResult(source))
    }
  }
  return true
}

/** Loads the differ once, when it is needed. */
const lazyDiffer = (): LazyDiffer => {
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
  const bundles = sources.map((source) => {
    const bundled = prepare(source, options)
    bundled.catch(() => {})
    return bundled
  })
  const pending: Pending[] = []
  const lintSettings = createLintSettings(options)
  let attempted = false
  for (const [index, source] of sources.entries()) {
    const bundled = bundles[index]
    if (bundled !== undefined && (await makeSource(run, source, bundled, pending, lintSettings))) attempted = true
  }
  const claims = pending.map(({ source, target, made }) => ({
    source: source.display(source.file),
    label: target.label,
    outputs: made.files.map(({ output }) => source.display(realPathOf(output))),
  }))
  const duplicates = duplicateOutputs(claims)
  const differ = lazyDiffer()
  for (const duplicate of new Set(duplicates.values())) fail(run, duplicate)
  for (const [index, each] of pending.entries()) {
    if (!duplicates.has(index)) {
      await settleTarget(run, each, differ)
      continue
    }
    run.results.push(...each.made.files.map((file) => resultOf(each, file, 'failed')))
  }
  const { results, diagnostics, failures, notes } = run
  return { results, diagnostics, failures, notes, attempted }
}
