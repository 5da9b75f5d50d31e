import { joinPath, parentPath } from '../path.js'
import type { ScannedFile } from '../source-scan.js'
import type { GoMain, GoProgram } from './go-facts.js'
import { goImportPaths } from './go-import-paths.js'
import type { GoSources } from './go-sources.js'

/** The packages of the module that those in a folder import, by folder. */
const localImports = (files: readonly ScannedFile[], module: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const imports = new Map<string, Set<string>>()
  for (const { path, source } of files) {
    const folder = parentPath(path)
    const known = imports.get(folder) ?? new Set()
    imports.set(folder, known)
    for (const imported of goImportPaths(source)) {
      if (imported === module) known.add('.')
      else if (imported.startsWith(`${module}/`)) known.add(imported.slice(module.length + 1))
    }
  }
  return imports
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
  { mains, files, programOf }: Pick<GoSources, 'mains' | 'files' | 'programOf'>,
  module: string,
  fetched: (imports: readonly string[]) => readonly string[],
): Readonly<Record<string, GoProgram>> => {
  if (files.length === 0) return {}
  const imports = localImports(files, module)
  const of = (main: GoMain): GoProgram => {
    const program = programOf(main, reachable(imports, joinPath(main.dir)))
    return { ...program, imports: fetched(program.imports) }
  }
  return Object.fromEntries(mains.map((main) => [main.dir, of(main)]))
}
