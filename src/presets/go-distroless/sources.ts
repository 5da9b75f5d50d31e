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

const isInside = (path: string, folder: string): boolean => folder === '.' || path.startsWith(`${folder}/`)

interface CompiledModule {
  readonly dir: string
  readonly embeds: readonly string[]
  readonly cgo: boolean
  readonly assembly: boolean
}

/** What Go reads of a module can be said by file name; C code may include anything. */
const pathsOf = ({ dir, embeds, cgo, assembly }: CompiledModule): readonly string[] => {
  if (cgo) return [dir]
  const endings = ['go', ...(assembly ? ['h', 's'] : [])]
  const patterns = endings.map((ending) => (dir === '.' ? `**/*.${ending}` : `${dir}/**/*.${ending}`))
  return [...patterns, ...embeds.filter((pattern) => !pattern.endsWith('.go'))]
}

/** The modules that the program is compiled from; members that lie in their folders, but are not needed, stay out. */
const workspaceSources = (facts: Facts, go: GoFacts, modules: ModuleFiles): GoSources => {
  const compiled = (go.workspace?.members ?? []).filter(({ dir }) => modules.members.includes(dir))
  const nested = (facts.workspace?.members ?? [])
    .map(({ dir }) => dir)
    .filter((dir) => !modules.members.includes(dir) && modules.members.some((folder) => isInside(dir, folder)))
  return {
    paths: outermost([...compiled.flatMap(pathsOf), ...modules.replaced]),
    exclude: [
      ...(compiled.some(({ cgo }) => cgo) ? [] : [tests]),
      ...outermost(nested),
      ...(modules.vendor !== undefined && modules.members.some((dir) => isInside(modules.vendor ?? '', dir))
        ? [modules.vendor]
        : []),
    ],
  }
}

/** The sources of the build. What Go reads can be said by file name, so the ignore file can be an allow-list. */
export const goSources = (options: GoOptions, facts: Facts, go: GoFacts, modules: ModuleFiles): GoSources => {
  if (options.sources !== undefined)
    return { paths: options.sources.map((path) => inContext(facts, path)), exclude: [] }
  if (go.workspace !== undefined) return workspaceSources(facts, go, modules)
  if (go.cgo.files.length > 0) return everything
  const embeds = go.embeds.flatMap(({ patterns }) => patterns)
  const [own = '', ...others] = pathsOf({ dir: '.', embeds: [], cgo: false, assembly: go.assembly })
  const folders = outermost([...embeds.filter((pattern) => !pattern.endsWith('.go')), ...modules.replaced])
  if (folders.includes('.')) return everything
  return {
    paths: [own, ...others, ...folders],
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
