import type { FileEntry } from '../../project/common-facts.js'
import type { NodeMemberFacts } from '../../project/node/node-facts.js'
import { isProse, sourceEntries } from './files.js'
import { type Output, topOf } from './outputs.js'

/** The first parts of what package.json says that others get: `tables` of `tables/**`; not what it names by a pattern, or takes away. */
const declaredTops = ({ files = [], bin }: Pick<NodeMemberFacts['manifest'], 'files' | 'bin'>): readonly string[] => {
  const tops = [...files, ...Object.values(bin)].map((path) => topOf(path.replace(/^(?:\.?\/)+/, '')))
  return [...new Set(tops)].filter((name) => /^[\w@][\w@.-]*$/.test(name) && !isProse(name))
}

/** Sources that are published for reading them; those that run are in what the build writes. */
const forReaders = new Set(['src', 'source', 'package.json'])

/** Folders that are written, wherever they lie at the moment. */
const written = new Set(['dist', 'out', 'build', 'lib', 'esm', 'cjs'])

/** Whether a file is in what package.json says by `files` that runs without the rest. */
export const isPublished = (
  file: string,
  { manifest, build }: Pick<NodeMemberFacts, 'manifest' | 'build'>,
): boolean => {
  const tops = declaredTops({ files: manifest.files ?? [], bin: {} })
  const output = topOf(build?.output ?? '')
  // A `lib` that this build does not write may be sources.
  const isWhole = tops.every((name) => name === output || !written.has(name))
  return isWhole && !forReaders.has(topOf(file)) && tops.includes(topOf(file))
}

/** What a package publishes beside what its build is known to write. */
export interface Published {
  /** In the repository. */
  readonly present: readonly FileEntry[]
  /** Another step of the build makes it, or nothing does. */
  readonly made: readonly string[]
}

/** What package.json of a package that is built says by `files` and `bin` that it needs to run or that others need of it, beside the outputs. */
export const publishedBeside = (
  member: Pick<NodeMemberFacts, 'manifest' | 'entries' | 'build'>,
  outputs: readonly Output[],
): Published => {
  const { manifest, entries } = member
  const covered = new Set(outputs.map(({ from }) => topOf(from)))
  const names = declaredTops(manifest).filter((name) => !covered.has(name) && !forReaders.has(name))
  if (names.length === 0) return { present: [], made: [] }
  const sources = sourceEntries(entries, outputs, false, member)
  const present = sources.filter(({ name }) => names.includes(name) && !written.has(name))
  const isThere = (name: string): boolean => present.some((entry) => entry.name === name)
  const isMade = (name: string): boolean => written.has(name) || !entries.some((entry) => entry.name === name)
  return { present, made: names.filter((name) => !isThere(name) && isMade(name)) }
}
