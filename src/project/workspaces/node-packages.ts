import type { Problem } from '../common-facts.js'
import type { ParseOutcome } from '../json-text.js'
import { rememberOf } from '../../model/remember.js'
import type { DependencyRanges } from '../node/node-facts.js'
import { joinTables } from '../node/tables.js'
import { baseName, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, stringAt, stringMapAt } from '../value.js'
import type { NamedPackage, PackageIndex } from './node-ranges.js'
import { headLength, nameInHead, type PackageName, packageName } from './package-surveys.js'

/** What the graph needs of a package.json; the text is not kept. */
export interface Package extends NamedPackage {
  readonly manifest: string
  readonly dependencies: DependencyRanges
  readonly devDependencies: DependencyRanges
}

/** The packages in some folders, each read when somebody asks for it. */
export interface PackageReader extends PackageIndex {
  /** The package in a folder, with what it depends on: the first time, after which that is forgotten. */
  take(dir: string): Package | undefined
  /** The folders that have a package.json, with what it calls the package, in the order of the folders. */
  names(): ReadonlyMap<string, string>
  /** Whether no two of these are called the same. */
  areUnique(): boolean
  /** Those that nobody can call by name, since their package.json cannot be parsed; all are looked at for it. */
  nameless(): readonly BrokenPackage[]
}

/** Peers are installed with the package, except those that may be missing. */
const requiredPeers = (manifest: unknown): DependencyRanges => {
  const peers = stringMapAt(manifest, 'peerDependencies')
  if (at(manifest, 'peerDependenciesMeta') === undefined) return peers
  return Object.fromEntries(
    Object.entries(peers).filter(([name]) => at(manifest, 'peerDependenciesMeta', name, 'optional') !== true),
  )
}

const manifestOf = (dir: string): string => (dir === '.' ? 'package.json' : `${dir}/package.json`)

/** A package.json that cannot be parsed. */
export interface BrokenPackage {
  readonly manifest: string
  readonly error: Extract<ParseOutcome, { readonly kind: 'error' }>
}

/** A package.json that cannot be parsed is still there where its name can be read; `onBroken` gets it in any case. */
const readPackage = (
  project: Project,
  dir: string,
  onBroken: (broken: BrokenPackage, name: string | undefined) => void,
): Package | undefined => {
  const manifest = manifestOf(dir)
  const outcome = project.glance.json(manifest)
  if (outcome === undefined) return undefined
  if (outcome.kind === 'error') {
    const name = nameInHead(project.glance.text(manifest, headLength) ?? '')
    onBroken({ manifest, error: outcome }, name)
    return name === undefined ? undefined : { name, dir, manifest, broken: true, dependencies: {}, devDependencies: {} }
  }
  const { value } = outcome
  const version = stringAt(value, 'version')
  return {
    name: stringAt(value, 'name') ?? dir,
    ...(version === undefined ? {} : { version }),
    dir,
    manifest,
    dependencies: joinTables(
      joinTables(requiredPeers(value), stringMapAt(value, 'optionalDependencies')),
      stringMapAt(value, 'dependencies'),
    ),
    devDependencies: stringMapAt(value, 'devDependencies'),
  }
}

/** Adds a value to the list of a key. */
const addTo = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Folders by the last part of their paths, of which there are mostly as many: a list for each of thousands would cost more. */
type FoldersByName = ReadonlyMap<string, string | string[]>

const foldersByName = rememberOf((folders: readonly string[]): FoldersByName => {
  const found = new Map<string, string | string[]>()
  for (const folder of folders) {
    const name = baseName(folder)
    const known = found.get(name)
    if (known === undefined) found.set(name, folder)
    else if (typeof known === 'string') found.set(name, [known, folder])
    else known.push(folder)
  }
  return found
})

/** Where all parts of the services open the same folders, what is known of the list is. */
const setOf = rememberOf((folders: readonly string[]): ReadonlySet<string> => new Set(folders))

const manifestsIn = rememberOf((folders: readonly string[]): readonly string[] => folders.map(manifestOf))

/** A package.json that cannot be parsed, as a problem. */
export const brokenPackage = ({ manifest, error: { reason, line, column } }: BrokenPackage): Problem => ({
  kind: 'unparsable',
  ecosystem: 'node',
  file: manifest,
  line,
  column,
  message: `\`${manifest}\` cannot be parsed: ${reason} (line ${line}, column ${column}).`,
  hint: `Repair \`${manifest}\`; what it is called and what it depends on is not known until then.`,
})

/** What packages are called. */
interface Names {
  readonly byDir: ReadonlyMap<string, string>
  readonly dirs: ReadonlyMap<string, readonly string[]>
  readonly nameless: readonly BrokenPackage[]
}

const readNames = (folders: readonly string[], answers: readonly PackageName[]): Names => {
  const byDir = new Map<string, string>()
  const dirs = new Map<string, string[]>()
  const nameless: BrokenPackage[] = []
  for (const [index, dir] of folders.entries()) {
    const answer = answers[index]
    const name = answer === true ? dir : answer
    if (typeof name === 'string') {
      byDir.set(dir, name)
      addTo(dirs, name, dir)
    }
    // The root's is told of as what declares the workspace.
    else if (typeof name === 'object' && dir !== '.') nameless.push({ manifest: manifestOf(dir), error: name })
  }
  return { byDir, dirs, nameless }
}

/** All parts of the services get the same answers about the same folders: these are sorted once. */
const knownNames = new WeakMap<readonly PackageName[], Names>()

const namesOf = (folders: readonly string[], answers: readonly PackageName[]): Names => {
  const names = knownNames.get(answers) ?? readNames(folders, answers)
  knownNames.set(answers, names)
  return names
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
  const possible = setOf(folders)
  const byName = setOf(named)
  const full = new Map<string, Package | undefined>()
  const brief = new Map<string, NamedPackage | undefined>()
  /** What is broken is told where its name is known to those that need it, which is when it is read. */
  const read = (dir: string): Package | undefined =>
    possible.has(dir)
      ? readPackage(project, dir, (broken, name) => {
          if (name !== undefined || dir === '.') project.report(brokenPackage(broken))
        })
      : undefined
  const take = (dir: string): Package | undefined => {
    const found = full.has(dir) ? full.get(dir) : read(dir)
    full.delete(dir)
    brief.set(
      dir,
      found && {
        name: found.name,
        dir,
        ...(found.version === undefined ? {} : { version: found.version }),
        ...(found.broken === undefined ? {} : { broken: found.broken }),
      },
    )
    return found
  }
  const look = (dir: string): NamedPackage | undefined => {
    if (brief.has(dir)) return brief.get(dir)
    if (!full.has(dir)) full.set(dir, read(dir))
    return full.get(dir)
  }
  const lookAll = (dirs: string | readonly string[] = []): readonly NamedPackage[] => {
    if (typeof dirs !== 'string') return dirs.flatMap((dir) => look(dir) ?? [])
    const found = look(dirs)
    return found === undefined ? [] : [found]
  }

  let calledAs: FoldersByName | undefined
  const likely = (name: string): readonly NamedPackage[] =>
    lookAll((calledAs ??= foldersByName(named)).get(baseName(name))).filter((each) => each.name === name)
  let known: Names | undefined
  const names = (): Names => (known ??= namesOf(folders, project.glance.survey(packageName, manifestsIn(folders))))
  const surely = (name: string): readonly NamedPackage[] =>
    lookAll(
      names()
        .dirs.get(name)
        ?.filter((dir) => byName.has(dir)),
    )
  return {
    take,
    names: () => names().byDir,
    areUnique: () => names().dirs.size === names().byDir.size,
    nameless: () => names().nameless,
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
