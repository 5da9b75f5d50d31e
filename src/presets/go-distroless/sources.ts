import type { Facts, GoFacts } from '../../project/facts.js'
import { inContext, outermost } from '../compiled/paths.js'
import type { ModuleFiles } from './modules.js'
import type { GoOptions } from './options.js'

/** What the compiler reads, as paths of the context, and what is left out of it. */
export interface GoSources {
  readonly paths: readonly string[]
  readonly exclude: readonly string[]
}

const everything: GoSources = { paths: ['.'], exclude: [] }
const tests = '**/*_test.go'

/**
 * The sources of the build. What Go reads can be said by file name, so the ignore file can be an allow-list; a module with C code
 * of its own may read anything, and other modules of a workspace may embed anything that lies in their folders.
 */
export const goSources = (options: GoOptions, facts: Facts, go: GoFacts, modules: ModuleFiles): GoSources => {
  if (options.sources !== undefined)
    return { paths: options.sources.map((path) => inContext(facts, path)), exclude: [] }
  if (go.cgo.files.length > 0) return go.workFile === undefined ? everything : { paths: modules.folders, exclude: [] }
  if (go.workFile !== undefined) return { paths: modules.folders, exclude: [tests] }
  const embedded = go.embeds.flatMap(({ patterns }) => patterns).filter((pattern) => !pattern.endsWith('.go'))
  const folders = outermost([...embedded, ...modules.folders])
  if (folders.includes('.')) return everything
  return {
    paths: ['**/*.go', ...folders],
    exclude: [tests, ...(modules.vendor === undefined ? [] : [modules.vendor])],
  }
}

/** What the program reads at run time: the option, or the folders that the sources open and that are not embedded. */
export const goAssets = (options: GoOptions, facts: Facts, go: GoFacts): readonly string[] => {
  const embedded = go.embeds.flatMap(({ patterns }) => patterns)
  const found = go.runtimeDirs.filter(
    (dir) => !embedded.some((pattern) => pattern === dir || pattern.startsWith(`${dir}/`)),
  )
  return (options.assets ?? found).map((path) => (facts.dir === '.' ? path : `${facts.dir}/./${path}`))
}
