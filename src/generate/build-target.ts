import { basename, join, resolve } from 'node:path'
import { assemble, type Assembled, type Buildable } from '../builders/assemble.js'
import { withoutOrigins } from '../builders/origin.js'
import { look } from '../disk/journal.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import {
  isPreset,
  type Preset,
  presetDefinition,
  presetDir,
  resolve as resolvePreset,
} from '../presets/define-preset.js'
import { isOwn } from '../presets/own-preset.js'
import type { Facts } from '../project/facts.js'
import type { ExportedTarget } from './default-export.js'
import { targetOutput } from './target-output.js'
import { defaultContext } from './service-context.js'
import { entryPlace, isNamed } from './service-entry.js'
import type { Session } from './session.js'
import { isFromConfig, type SourceFile } from './source-file.js'
import type { SourceTargets } from './source-targets.js'

/** The document of one Dockerfile, and where it goes. Paths are absolute. */
export interface BuiltTarget {
  readonly source: SourceFile
  readonly target: ExportedTarget
  readonly assembled: Assembled
  readonly output: string
  /** The build context. */
  readonly context: string
  /** The files that say what is generated. */
  readonly inputs: readonly string[]
  /** What a preset was told. */
  readonly facts?: Facts
  /** The folder that facts are about. */
  readonly folder: string
  /** The name of the preset. */
  readonly preset?: string
}

interface Resolved {
  readonly value: Buildable
  readonly facts?: Facts
  readonly folder: string
  readonly preset?: string
}

/** A hint that shows the call of a preset, in the words of a configuration. */
const inConfigWords = (hint: string): string => hint.replace(/`\w+\((\{[^`]*\})\)`/g, '`options: $1`')

/** What a preset refuses of a service that the configuration describes is told at the line there. */
const atEntry = (error: GenDockerfileError, { entry }: SourceFile): GenDockerfileError => {
  if (entry === undefined) return error
  const { code, message, hint = '', place = entryPlace(entry), cause } = error
  const way = isNamed(entry)
    ? ''
    : `${hint === '' ? '' : ' '}Where it is no service, take it out: \`${entry.dir}: false\`.`
  return new GenDockerfileError({ code, message, hint: `${inConfigWords(hint)}${way}`, place, cause })
}

/**
 * Facts know their files from the service's folder, presets what they copy from the build context, the user from the working
 * directory.
 */
const fromService = (
  error: unknown,
  folder: string,
  { context }: Facts,
  source: SourceFile,
  inputs: readonly string[],
): unknown => {
  if (!isGenDockerfileError(error)) return error
  const { place } = error
  if (place !== undefined && !inputs.some((input) => source.display(input) === place.file)) {
    const own = join(folder, place.file)
    const shared = join(folder, context, place.file)
    error.place = { ...place, file: source.display(look.exists(own) || !look.exists(shared) ? own : shared) }
  }
  return isFromConfig(source) ? atEntry(error, source) : error
}

const resolveTarget = async (
  value: Buildable | Preset,
  source: SourceFile,
  { run, inputs }: SourceTargets,
  session: Session,
): Promise<Resolved> => {
  if (!isPreset(value)) return { value, folder: source.folder }
  const dir = presetDir(value)
  const folder = dir === undefined ? source.folder : resolve(source.folder, dir)
  if (dir !== undefined && !look.isFolder(folder)) {
    throw new GenDockerfileError({
      code: 'preset-dir-not-found',
      message: `There is no folder \`${source.display(folder)}\`, which the preset's \`dir\` names.`,
      hint: `It is relative to \`${source.display(source.file)}\`.`,
      place: { file: source.display(source.file) },
    })
  }
  const { ecosystems, name } = presetDefinition(value)
  const facts = await session.facts(folder, ecosystems.length === 0 ? undefined : ecosystems)
  const make = () => resolvePreset(value, facts)
  const resolved = await run(() => (isOwn(value) ? withoutOrigins(make) : make())).catch((error: unknown) => {
    throw fromService(error, folder, facts, source, inputs)
  })
  return { value: resolved, facts, folder, preset: name }
}

const contextOf = async (
  { context }: Assembled,
  { facts, folder }: Resolved,
  source: SourceFile,
  session: Session,
): Promise<string> => {
  if (context !== undefined) return resolve(source.folder, context)
  if (facts !== undefined) return resolve(folder, facts.context)
  return defaultContext(folder, source.root, session.workspace)
}

/**
 * Makes the document of one exported target. Nothing is written.
 *
 * Rejects with a GenDockerfileError for a target that cannot be made, at the user's line.
 */
export const buildTarget = async (
  target: ExportedTarget,
  source: SourceFile,
  from: SourceTargets,
  session: Session,
): Promise<BuiltTarget> => {
  const resolved = await resolveTarget(target.value, source, from, session)
  const { facts, folder, preset } = resolved
  const assembled = await from.run(() => assemble(resolved.value))
  const context = await contextOf(assembled, resolved, source, session)
  const name = async (): Promise<string> =>
    source.entry?.value.name ?? ((facts ?? (await session.facts(folder))).name || basename(folder))
  return {
    source,
    target,
    assembled,
    output: await targetOutput(assembled, target, source, name, session.realFile),
    context,
    inputs: from.inputs,
    folder,
    ...(facts === undefined ? {} : { facts }),
    ...(preset === undefined ? {} : { preset }),
  }
}
