import { goImportPaths } from './go-import-paths.js'
import type { Project } from '../project.js'
import { scanSources } from '../source-scan.js'
import { joinPath } from '../path.js'
import { isForeignSystem } from './build-tags.js'

/** Import paths of a module's packages; those that only tests import are apart. */
export interface GoImports {
  readonly sources: ReadonlySet<string>
  readonly tests: ReadonlySet<string>
}

/** Reads the imports of the module in a folder; files of other systems do not count, but those behind build tags do. */
export const readGoImports = (project: Project, dir: string): GoImports => {
  const sources = new Set<string>()
  const tests = new Set<string>()
  // Only the paths stay: the sources of thousands of modules would fill the memory.
  const { list, text, isFile } = project.glance
  const files = scanSources(
    { ...project, list, text },
    {
      language: 'go',
      extensions: ['.go'],
      from: dir,
      skipFile: (name) => name.startsWith('_') || name.startsWith('.') || isForeignSystem(name),
      skipDir: (path, name) => name.startsWith('_') || isFile(joinPath(path, 'go.mod')),
    },
  )
  for (const { path, source } of files) {
    for (const imported of goImportPaths(source)) (path.endsWith('_test.go') ? tests : sources).add(imported)
  }
  return { sources, tests }
}
