import { type ExportedTarget, targetsOf } from './default-export.js'
import type { Loaded } from './load/load.js'
import type { Session } from './session.js'
import { isFromConfig, type SourceFile } from './source-file.js'

/** What a source asks for, and how its code is run. */
export interface SourceTargets {
  readonly targets: readonly ExportedTarget[]
  /** Absolute paths of the files that say so, for whoever wants to know what a change of one touches. */
  readonly inputs: readonly string[]
  readonly run: Loaded['run']
}

const plainRun: Loaded['run'] = async (code) => code()

const ofEntry = async (source: SourceFile, session: Session): Promise<SourceTargets> => {
  const { entryPreset } = await import('./entry-preset.js')
  const found = source.entry && (await entryPreset(source.entry, source, session))
  const targets = found === undefined ? [] : [{ value: found.preset, file: 'Dockerfile', label: '' }]
  // Code of ours needs no watching over.
  const isOurs = found === undefined || found.inputs.length === 0
  return { targets, inputs: [source.file, ...(found?.inputs ?? [])], run: isOurs ? plainRun : watched(source, session) }
}

/** Runs the code of a preset of the team's as that of a `dockerfile.ts`. */
const watched =
  ({ display, file }: SourceFile, session: Session): Loaded['run'] =>
  async (code) =>
    (await import('./load/load.js')).runUserCode(code, display(file), session.options.timeout)

/**
 * Evaluates a source and gives the Dockerfiles that it asks for; none where a folder has nothing to build.
 *
 * Rejects with a GenDockerfileError at the user's line.
 */
export const sourceTargets = async (source: SourceFile, session: Session): Promise<SourceTargets> => {
  if (isFromConfig(source)) return ofEntry(source, session)
  const loaded = await session.load(source.file)
  const { value, run } = loaded
  const name = source.display(source.file)
  const isCalled = typeof value === 'function'
  const exported: unknown = await run(() => (typeof value === 'function' ? value() : value))
  const own = source.entry === undefined ? [] : [source.entry.config.file]
  return { targets: targetsOf(exported, name, isCalled), inputs: [...loaded.inputs, ...own], run }
}
