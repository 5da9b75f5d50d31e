import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Config } from '../config/config.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { findSources, sourceIn } from './find-sources.js'
import { foldersOf, isGlob } from './folder-glob.js'
import { isInside, pathFrom } from './paths.js'
import { entryPlace, type ExpandedServices, expandServices, isNamed, type ServiceEntry } from './service-entry.js'
import type { Session } from './session.js'
import { type SourceFile, sourceFile } from './source-file.js'

/** The services that a run is about, and what names none. */
export interface FoundServices {
  readonly sources: readonly SourceFile[]
  readonly errors: readonly GenDockerfileError[]
}

const folderOf = ({ config, dir }: ServiceEntry): string => join(dirname(config.file), dir)

/** The real folder of a service. What a glob matches is no link, and only the way to it is asked about, once for all on it. */
const realFolderFinder = (): ((entry: ServiceEntry) => string) => {
  const known = new Map<string, string>()
  return (entry) => {
    const folder = folderOf(entry)
    if (isNamed(entry) || entry.dir === '.') return realpathSync.native(folder)
    const parent = dirname(folder)
    const real = known.get(parent) ?? realpathSync.native(parent)
    known.set(parent, real)
    return join(real, basename(folder))
  }
}

/**
 * The `dockerfile.ts` of a service of a configuration; `undefined` where the configuration says what is generated.
 *
 * @throws GenDockerfileError `no-dockerfile-ts`, `options-without-preset`
 */
const scriptOf = (entry: ServiceEntry, folder: string, { options: { cwd }, names }: Session): string | undefined => {
  const { config, dir, value } = entry
  const named = value.dockerfile === undefined ? undefined : resolve(dirname(config.file), value.dockerfile)
  if (named !== undefined && statSync(named, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new GenDockerfileError({
      code: 'no-dockerfile-ts',
      message: `There is no file \`${value.dockerfile}\`, which \`${dir}\` names as its \`dockerfile\`.`,
      hint: 'It is relative to the folder of this file.',
      place: entryPlace(entry, 'dockerfile'),
    })
  }
  const script = named ?? (value.preset === undefined ? sourceIn(folder, names) : undefined)
  if (script !== undefined && value.options !== undefined) {
    throw new GenDockerfileError({
      code: 'options-without-preset',
      message: `\`${dir}\` has options for a preset, but \`${pathFrom(cwd, script)}\` decides what is generated.`,
      hint: 'Say them there, or name the `preset` to use instead of it.',
      place: entryPlace(entry, 'options'),
    })
  }
  return script
}

/** A service of a configuration. Where nothing can be wrong with it, its folder is looked into when it is chosen: there may be thousands. */
const entrySource = (entry: ServiceEntry, folder: string, session: Session): SourceFile => {
  const { config, value } = entry
  const find = (): string => scriptOf(entry, folder, session) ?? config.file
  let file = value.dockerfile === undefined && value.options === undefined ? undefined : find()
  return {
    get file() {
      return (file ??= find())
    },
    folder,
    get root() {
      return session.repositoryOf(folder)
    },
    entry,
    display: (path) => pathFrom(session.options.cwd, path),
  }
}

/** Expands each configuration once. */
const expander = () => {
  const known = new Map<Config, ExpandedServices>()
  return (config: Config): ExpandedServices => {
    const expanded = known.get(config) ?? expandServices(config)
    known.set(config, expanded)
    return expanded
  }
}

/** The configuration in force in a folder, where it describes services. */
const servicesFor = async (folder: string, { configs, names }: Session): Promise<Config | undefined> => {
  const config = await configs.of(folder).catch((error: unknown) => {
    // Beside a `dockerfile.ts` the lint settings tell what is wrong with it.
    if (sourceIn(folder, names) === undefined) throw error
    return undefined
  })
  return config?.services === undefined ? undefined : config
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/**
 * The services that a configuration describes in a folder or below it; `undefined` where the folder has nothing to do with
 * one: it has a `dockerfile.ts` that no key covers.
 */
const entriesAt = async (
  folder: string,
  session: Session,
  expand: (config: Config) => ExpandedServices,
): Promise<ExpandedServices | undefined> => {
  const config = await servicesFor(folder, session)
  if (config === undefined) return undefined
  const { entries, errors } = expand(config)
  const own = sourceIn(folder, session.names)
  if (own !== undefined && !entries.some((entry) => folderOf(entry) === folder)) return undefined
  if (folder === dirname(config.file)) return { entries, errors }
  const inside = entries.filter((entry) => isInside(folder, folderOf(entry)))
  return inside.length === 0 ? undefined : { entries: inside, errors: [] }
}

/** The configuration itself, named as a path. */
const isConfigFile = (path: string): boolean => /(?:^|[/\\])gen-dockerfile\.ya?ml$/.test(path)

/** The folders that a path names: itself, or what a glob of folders matches. */
const foldersNamed = (path: string, cwd: string): readonly string[] => {
  const full = resolve(cwd, path)
  if (isFolder(full)) return [realpathSync(full)]
  if (isConfigFile(path)) return statSync(full, { throwIfNoEntry: false }) === undefined ? [] : [dirname(full)]
  return isGlob(path) && !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(path)
    ? foldersOf(cwd, path).map((folder) => join(cwd, folder))
    : []
}

/**
 * Finds the services that paths name. A folder is the service that `gen-dockerfile.yaml` describes there, or those that it
 * describes below; else that of its `dockerfile.ts`. A `dockerfile.ts` and a glob of them name themselves. Without paths it is
 * `./dockerfile.ts`, else the services of the `gen-dockerfile.yaml` in force, else the `dockerfile.ts` of every workspace member.
 */
export const findServices = async (session: Session): Promise<FoundServices> => {
  const { cwd, paths } = session.options
  const expand = expander()
  const realFolder = realFolderFinder()
  const sources = new Map<string, SourceFile>()
  const errors = new Set<GenDockerfileError>()
  // A folder that a glob of a configuration names is no link to another; only one of several paths may name its script, too.
  const isAlone = paths.length < 2 && !paths.some(isGlob)
  const add = (source: SourceFile): void => {
    const { entry, folder } = source
    const isOnce = isAlone && entry !== undefined && !isNamed(entry)
    sources.set(isOnce ? folder : `${source.file}\n${folder}`, source)
  }
  const addEntries = (found: ExpandedServices): void => {
    for (const error of found.errors) errors.add(error)
    for (const entry of found.entries) {
      try {
        add(entrySource(entry, realFolder(entry), session))
      } catch (error) {
        if (!isGenDockerfileError(error)) throw error
        errors.add(error)
      }
    }
  }
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const found = await Promise.all(
      foldersNamed(path, cwd).map((folder) =>
        entriesAt(folder, session, expand).catch((error: unknown): ExpandedServices => {
          if (!isGenDockerfileError(error)) throw error
          return { entries: [], errors: [error] }
        }),
      ),
    )
    const described = found.flatMap((each) => each ?? [])
    for (const each of described) addEntries(each)
    // A glob of folders may match some that are described and some that have a file of their own.
    if (described.length > 0 && !isGlob(path)) continue
    const scripts = await findSources(paths.length === 0 ? [] : [path], cwd)
    const covered = new Set(described.flatMap(({ entries }) => entries.map(folderOf)))
    for (const file of scripts.files) {
      if (!covered.has(dirname(file))) add(sourceFile(file, cwd, session.repositoryOf))
    }
    if (described.length === 0) for (const error of scripts.errors) errors.add(error)
  }
  return { sources: [...sources.values()], errors: [...errors] }
}
