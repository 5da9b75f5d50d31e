import { parseJson, type ParseOutcome } from '../json-text.js'
import { baseName, joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, stringAt, stringMapAt } from '../value.js'
import type { NamedPackage, PackageIndex } from './node-ranges.js'

/** What the graph needs of a package.json; the text is not kept. */
export interface Package extends NamedPackage {
  readonly manifest: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** The packages in some folders, each read when somebody asks for it. */
export interface PackageReader extends PackageIndex {
  /** The package in a folder, with what it depends on: the first time, after which that is forgotten. */
  take(dir: string): Package | undefined
  /** The folders that have a package.json, with what it calls the package, in the order of the folders. */
  names(): ReadonlyMap<string, string>
}

/** Peers are installed with the package, except those that may be missing. */
const requiredPeers = (manifest: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(stringMapAt(manifest, 'peerDependencies')).filter(
      ([name]) => at(manifest, 'peerDependenciesMeta', name, 'optional') !== true,
    ),
  )

const reportBroken = (project: Project, manifest: string, outcome: ParseOutcome): void => {
  if (outcome.kind !== 'error') return
  project.report({
    kind: 'unparsable',
    ecosystem: 'node',
    file: manifest,
    line: outcome.line,
    column: outcome.column,
    message: `\`${manifest}\` cannot be parsed: ${outcome.reason} (line ${outcome.line}, column ${outcome.column}).`,
    hint: `Repair \`${manifest}\`; what it depends on is not known until then.`,
  })
}

const manifestOf = (dir: string): string => joinPath(dir, 'package.json')

/** A package.json that cannot be parsed is still there: it is called by its folder and needs nothing. */
const readPackage = (project: Project, dir: string): Package | undefined => {
  const manifest = manifestOf(dir)
  const outcome = project.glance.json(manifest)
  if (outcome === undefined) return undefined
  const value = outcome.kind === 'value' ? outcome.value : undefined
  reportBroken(project, manifest, outcome)
  const version = stringAt(value, 'version')
  return {
    name: stringAt(value, 'name') ?? dir,
    ...(version === undefined ? {} : { version }),
    dir,
    manifest,
    dependencies: {
      ...requiredPeers(value),
      ...stringMapAt(value, 'optionalDependencies'),
      ...stringMapAt(value, 'dependencies'),
    },
    devDependencies: stringMapAt(value, 'devDependencies'),
  }
}

/** Names stand at the beginning: a fortieth of the time that parsing all of thousands of manifests takes. */
const headLength = 512
const nameInHead =
  /^\s*\{\s*(?:"(?!name")[^"\\\n]*"\s*:\s*(?:"[^"\\\n]*"|true|false|null|\d+)\s*,\s*)*"name"\s*:\s*"([^"\\\n]*[^"\\\s])"/

const readName = (project: Project, dir: string): string | undefined => {
  const head = project.glance.text(manifestOf(dir), headLength)
  if (head === undefined) return undefined
  const found = nameInHead.exec(head)?.[1]?.trim()
  if (found !== undefined) return found
  const outcome = parseJson(project.glance.text(manifestOf(dir)) ?? '')
  return (outcome.kind === 'value' ? stringAt(outcome.value, 'name') : undefined) ?? dir
}

/** Adds a value to the list of a key. */
const addTo = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Which packages to open. */
export interface PackageQuery {
  readonly folders: readonly string[]
  /** Those of the folders whose packages can be found by name, in their order. */
  readonly named: readonly string[]
  /** Whether to ask first the packages whose folder is called as they: the names of all are then read only where none of these is it. */
  readonly asksFolders: boolean
}

/** Opens the packages in some folders. Where folders are called as their packages, a closure costs what is in it. */
export const openPackages = (project: Project, { folders, named, asksFolders }: PackageQuery): PackageReader => {
  const possible = new Set(folders)
  const byName = new Set(named)
  const full = new Map<string, Package | undefined>()
  const brief = new Map<string, NamedPackage | undefined>()
  const take = (dir: string): Package | undefined => {
    const found = full.has(dir) ? full.get(dir) : possible.has(dir) ? readPackage(project, dir) : undefined
    full.delete(dir)
    brief.set(
      dir,
      found && { name: found.name, dir, ...(found.version === undefined ? {} : { version: found.version }) },
    )
    return found
  }
  const look = (dir: string): NamedPackage | undefined => {
    if (brief.has(dir)) return brief.get(dir)
    if (!full.has(dir)) full.set(dir, possible.has(dir) ? readPackage(project, dir) : undefined)
    return full.get(dir)
  }
  const lookAll = (dirs: readonly string[] = []): readonly NamedPackage[] => dirs.flatMap((dir) => look(dir) ?? [])

  let foldersByName: Map<string, string[]> | undefined
  const likely = (name: string): readonly NamedPackage[] => {
    if (foldersByName === undefined) {
      foldersByName = new Map()
      for (const dir of named) addTo(foldersByName, baseName(dir), dir)
    }
    return lookAll(foldersByName.get(baseName(name))).filter((each) => each.name === name)
  }
  let names: ReadonlyMap<string, string> | undefined
  const readNames = (): ReadonlyMap<string, string> => {
    const found = new Map<string, string>()
    for (const dir of folders) {
      const name = readName(project, dir)
      if (name !== undefined) found.set(dir, name)
    }
    return found
  }
  let dirsByName: Map<string, string[]> | undefined
  const surely = (name: string): readonly NamedPackage[] => {
    if (dirsByName === undefined) {
      dirsByName = new Map()
      for (const [dir, each] of (names ??= readNames())) if (byName.has(dir)) addTo(dirsByName, each, dir)
    }
    return lookAll(dirsByName.get(name))
  }
  return {
    take,
    names: () => (names ??= readNames()),
    named: (name) => {
      const found = asksFolders ? likely(name) : []
      return found.length > 0 ? found : surely(name)
    },
    containing: (path) => {
      for (let folder = path; folder !== '.'; folder = parentPath(folder)) {
        const found = byName.has(folder) ? look(folder) : undefined
        if (found !== undefined) return found
      }
      return path === '.' && byName.has('.') ? look('.') : undefined
    },
  }
}
