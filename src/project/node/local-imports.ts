import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { maskSource } from '../source-mask.js'

/** Also what jiti loads, which configurations take to check their variables. */
const imported =
  /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bjiti(?:\.import)?\s*\(\s*)['"](\.{1,2}\/[^'"\n]+)['"]/g

const endings = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.json', '/index.js', '/index.ts']

const ofTypes = /\b(?:import|export)\s+type\b[^'"`;=]*['"][^'"\n]*['"]/g

/** The file that an import names: an ending may be missing, and TypeScript writes that of its output. */
const resolved = (project: Project, path: string): string | undefined => {
  const candidates = [...endings.map((ending) => `${path}${ending}`), path.replace(/\.([cm]?)js$/, '.$1ts')]
  return candidates.find((candidate) => project.has(candidate, 'file'))
}

/**
 * The files of the same package that a file imports, and what these import, in the order in which they are found.
 *
 * @example
 * ```ts
 * localImports(project, 'next.config.js') // ['src/env.js'] for `import './src/env.js'`
 * ```
 */
export const localImports = (project: Project, file: string): readonly string[] => {
  const found = new Set<string>()
  const open = [file]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { code } = maskSource(project.text(next) ?? '', 'js')
    for (const [, path = ''] of code.replace(ofTypes, '').matchAll(imported)) {
      const target = joinPath(parentPath(next), path)
      const name = leaves(target) ? undefined : resolved(project, target)
      // The manifest is in every image.
      if (name === undefined || name === file || name === 'package.json' || found.has(name)) continue
      found.add(name)
      if (!name.endsWith('.json')) open.push(name)
    }
  }
  return [...found]
}
