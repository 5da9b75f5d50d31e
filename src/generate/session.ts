import type { FileTree } from '../model/file-tree.js'
import type { Ecosystem, Facts } from '../project/facts.js'
import type { FactsReader } from '../project/facts-reader.js'
import { recentListings } from '../project/recent-listings.js'
import { look } from '../disk/journal.js'
import { configNames } from '../config/find-config.js'
import { type Configs, createConfigs } from './configs.js'
import { diskTree } from './disk-tree.js'
import { type FolderNames, folderNames } from './folder-names.js'
import { lastFolder } from './last-folder.js'
import { load, type Loaded } from './load/load.js'
import { type ReadScript, readScript } from './load/read-script.js'
import type { SelectOptions } from './options.js'
import { pathFrom, repositoryFinder } from './paths.js'
import type { SourceFile } from './source-file.js'

/** What the services of one run share: each file is read once, and each folder looked into once. */
export interface Session {
  readonly options: SelectOptions
  readonly configs: Configs
  /** The repository of a folder. */
  readonly repositoryOf: (folder: string) => string
  /** The facts of a folder, with those of some languages or of all. */
  readonly facts: (folder: string, ecosystems?: readonly Ecosystem[]) => Promise<Facts>
  /** The workspace that a folder belongs to. */
  readonly workspace: FactsReader['workspace']
  /** Where a file that a source writes really is, symbolic links followed. */
  readonly realFile: (source: Pick<SourceFile, 'folder'>, file: string) => string
  /** What there was of scripts and generated files in a folder when it was first asked about. */
  readonly names: FolderNames
  /** What a build context holds. */
  readonly tree: (context: string) => FileTree
  /** Begins to read a script, ahead of {@link Session.load}. */
  readonly prepare: (file: string) => void
  /** Evaluates a script; one that several services share, once. */
  readonly load: (file: string) => Promise<Loaded>
}

/** A function of a text whose answers are remembered. */
const remembering = <Value>(find: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, { readonly value: Value }>()
  return (key) => {
    const found = known.get(key) ?? { value: find(key) }
    known.set(key, found)
    return found.value
  }
}

const languages: readonly Ecosystem[] = ['node', 'python', 'go', 'rust']

/** Whether facts of all languages are the same as those of some: there is nothing of the others. */
const isEnough = (facts: Facts, wanted: readonly Ecosystem[] = languages): boolean =>
  languages.every((each) => wanted.includes(each) || facts[each] === undefined) &&
  (facts.workspace === undefined || wanted.includes(facts.workspace.ecosystem)) &&
  facts.problems.every(({ ecosystem }) => ecosystem === undefined || wanted.includes(ecosystem))

/** Opens what the services of a run share. */
export const openSession = (options: SelectOptions): Session => {
  const { cwd, library, timeout, config } = options
  const repositoryOf = repositoryFinder(cwd)
  const display = (path: string): string => pathFrom(cwd, path)
  const scripts = new Map<string, Promise<ReadScript>>()
  const scriptOf = (file: string): Promise<ReadScript> => {
    const script = scripts.get(file) ?? readScript(file, library, display)
    scripts.set(file, script)
    return script
  }
  const loaded = remembering((file) => {
    const loading = load(file, scriptOf(file), { library, display, ...(timeout === undefined ? {} : { timeout }) })
    // The text is not needed any more.
    scripts.delete(file)
    return loading
  })
  const listings = recentListings()
  const readerOf = remembering(async (root) =>
    (await import('../project/facts-reader.js')).createFactsReader(root, listings),
  )
  /** A service is asked for all of its facts, to choose a preset, and then for those that the preset reads. */
  let last: { readonly folder: string; readonly facts: Facts } | undefined
  const files = lastFolder()
  /** Nothing in the folder says which configuration holds, and it is no repository by itself: it is asked about as the one above. */
  const isPlain = (folder: string): boolean =>
    repositoryOf(folder) !== folder && configNames.every((name) => files.has(folder, name) === false)
  return {
    options,
    configs: createConfigs(cwd, config, isPlain),
    repositoryOf,
    facts: async (folder, ecosystems) => {
      if (last?.folder === folder && isEnough(last.facts, ecosystems)) return last.facts
      const facts = await (await readerOf(repositoryOf(folder))).read(folder, ecosystems)
      files.note(folder, facts.files)
      if (ecosystems === undefined) last = { folder, facts }
      return facts
    },
    workspace: async (folder) => (await readerOf(repositoryOf(folder))).workspace(folder),
    realFile: ({ folder }, file) => (files.isOwn(folder, file) ? file : look.realPath(file)),
    names: remembering(folderNames),
    tree: remembering((context) => diskTree(context, listings)),
    prepare: (file) => void scriptOf(file).catch(() => {}),
    load: loaded,
  }
}
