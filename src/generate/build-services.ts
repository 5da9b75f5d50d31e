import type { Diagnostic } from '../model/diagnostic.js'
import { isGenDockerfileError } from '../model/error.js'
import { type BuiltTarget, buildTarget } from './build-target.js'
import { affectedTest } from './affected.js'
import { filterServices } from './filter-services.js'
import { findServices } from './find-services.js'
import { fail } from './run.js'
import type { Session } from './session.js'
import { isFromConfig, type SourceFile } from './source-file.js'
import { sourceTargets } from './source-targets.js'

/** What came of building the services of a run. */
export interface BuiltServices {
  /** Sources that could not be read, and targets that could not be made. */
  readonly failed: readonly SourceFile[]
  readonly failures: Diagnostic[]
  /** False when no source could be loaded: there was nothing to do. */
  readonly attempted: boolean
}

/** How many scripts are read ahead of the one that is evaluated: the bundler works in a process of its own. */
const ahead = 16

/** Begins to read the scripts of the next services. */
export const readAhead = (next: readonly SourceFile[], session: Session): void => {
  for (const source of next.slice(0, ahead)) if (!isFromConfig(source)) session.prepare(source.file)
}

/** What went wrong with the service of a source. */
const failureFile = (source: SourceFile): string => source.display(isFromConfig(source) ? source.folder : source.file)

/** Builds the targets of one source; `undefined` when it cannot be loaded. */
const buildSource = async (
  source: SourceFile,
  session: Session,
  failures: Diagnostic[],
  ready: (source: SourceFile) => Promise<unknown>,
): Promise<{ readonly targets: readonly BuiltTarget[]; readonly failed: number } | undefined> => {
  const file = failureFile(source)
  const from = await sourceTargets(source, session)
    .then(async (targets) => {
      await ready(source)
      return targets
    })
    .catch((error: unknown) => fail(failures, error, file))
  if (from === undefined) return undefined
  const { labels } = source
  const wanted = from.targets.filter(({ label }) => labels === undefined || labels.includes(label))
  const targets: BuiltTarget[] = []
  for (const target of wanted) {
    try {
      targets.push(await buildTarget(target, source, from, session))
    } catch (error) {
      fail(failures, error, file)
    }
  }
  return { targets, failed: wanted.length - targets.length }
}

/** The services that a run is about, and what went wrong with finding them. */
export interface ChosenServices {
  readonly sources: readonly SourceFile[]
  readonly failures: readonly Diagnostic[]
}

/**
 * Finds the services that a run is about and picks those that its options ask for.
 *
 * Rejects only for a defect of this program.
 */
export const chooseServices = async (session: Session): Promise<ChosenServices> => {
  const failures: Diagnostic[] = []
  const found = await findServices(session)
  for (const error of found.errors) fail(failures, error)
  const sources = await filterServices(found.sources, session).catch((error: unknown) => {
    fail(failures, error)
    return []
  })
  return { sources, failures }
}

/** What is done with the targets of a source. */
export interface BuildSteps {
  /** Gets each target, in the order of the sources. */
  readonly each: (built: BuiltTarget) => void | Promise<void>
  /** Prepares for the targets of a source, which counts as one that cannot be loaded where this rejects. */
  readonly ready?: (source: SourceFile) => Promise<unknown>
}

/**
 * Builds the documents of chosen services one after the other. What goes wrong with one does not stop the others.
 *
 * Rejects only for a defect of this program.
 */
export const buildChosen = async (
  session: Session,
  chosen: ChosenServices,
  { each, ready = async () => {} }: BuildSteps,
): Promise<BuiltServices> => {
  const { sources } = chosen
  const failures = [...chosen.failures]
  const failed: SourceFile[] = []
  const isAffected = affectedTest(session)
  // That a filter leaves none is an answer.
  let attempted = failures.length === 0 && sources.length === 0
  for (const [index, source] of sources.entries()) {
    readAhead(index === 0 ? sources : sources.slice(index + ahead - 1, index + ahead), session)
    const built = await buildSource(source, session, failures, ready)
    for (let count = built?.failed ?? 1; count > 0; count--) failed.push(source)
    if (built !== undefined) attempted = true
    for (const target of built?.targets ?? []) {
      try {
        if (isAffected(target)) await each(target)
      } catch (error) {
        if (!isGenDockerfileError(error)) throw error
        fail(failures, error, failureFile(source))
        failed.push(source)
      }
    }
    session.options.progress?.({ phase: 'make', done: index + 1, total: sources.length })
  }
  return { failed, failures, attempted }
}

/**
 * Finds the services that a run is about, picks those that its options ask for, and builds their documents.
 *
 * Rejects only for a defect of this program.
 */
export const buildServices = async (session: Session, each: BuildSteps['each']): Promise<BuiltServices> =>
  buildChosen(session, await chooseServices(session), { each })
