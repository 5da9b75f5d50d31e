import { joinPath } from '../path.js'
import type { GoMain, GoProgram } from './go-facts.js'
import type { GoFileImports, GoSources } from './go-sources.js'

/** The packages of the module that those in a folder import, by folder. */
const localImports = (files: readonly GoFileImports[], module: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const local = new Map<string, Set<string>>()
  for (const { folder, imports } of files) {
    const known = local.get(folder) ?? new Set()
    local.set(folder, known)
    for (const imported of imports) {
      if (imported === module) known.add('.')
      else if (imported.startsWith(`${module}/`)) known.add(imported.slice(module.length + 1))
    }
  }
  return local
}

const reachable = (imports: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> => {
  const seen = new Set([start])
  for (const folder of seen) for (const next of imports.get(folder) ?? []) seen.add(next)
  return seen
}

/**
 * What is known of each program of a module alone: what the packages say that it is compiled from. Nothing for a module of
 * which not all files were read, and for one that other modules beside it import, since they may lead anywhere in it.
 */
export const goPrograms = (
  { mains, fileImports, programOf }: Pick<GoSources, 'mains' | 'fileImports' | 'programOf'>,
  module: string,
  fetched: (imports: readonly string[]) => readonly string[],
): Readonly<Record<string, GoProgram>> => {
  if (fileImports.length === 0) return {}
  const imports = localImports(fileImports, module)
  const of = (main: GoMain): GoProgram => {
    const program = programOf(main, reachable(imports, joinPath(main.dir)))
    return { ...program, imports: fetched(program.imports) }
  }
  return Object.fromEntries(mains.map((main) => [main.dir, of(main)]))
}
