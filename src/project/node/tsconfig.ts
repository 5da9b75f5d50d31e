import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, stringAt } from '../value.js'
import type { NodeManifest } from './node-facts.js'

interface Option {
  readonly value: unknown
  /** The file that says it. */
  readonly file: string
}

/** An option of the compiler, followed through `extends` inside the repository. */
const compilerOption = (project: Project, file: string, name: string, depth = 0): Option | undefined => {
  const config = project.jsonc(file)
  const value = at(at(config, 'compilerOptions'), name)
  if (value !== undefined) return { value, file }
  const parent = stringAt(config, 'extends')
  if (parent === undefined || !parent.startsWith('.') || depth > 5) return undefined
  const path = joinPath(parentPath(file), parent.endsWith('.json') ? parent : `${parent}.json`)
  return compilerOption(project, path, name, depth + 1)
}

/** `outDir` of a tsconfig. */
export const tsconfigOutput = (project: Project, tsconfig: string): string | undefined => {
  const { value, file = '' } = compilerOption(project, tsconfig, 'outDir') ?? {}
  return typeof value === 'string' ? joinPath(parentPath(file), value.replace(/^\$\{configDir\}\/?/, '')) : undefined
}

/**
 * The folder that `tsc --build` of another member writes into a package which has no build script: a composite project, which others
 * refer to and import by what is made of it.
 */
export const readReferenced = (project: Project, { main, scripts }: NodeManifest): string | undefined => {
  if (scripts['build'] !== undefined || !project.has('tsconfig.json', 'file')) return undefined
  const output = tsconfigOutput(project, 'tsconfig.json')
  if (output === undefined || output === '.' || output.startsWith('..')) return undefined
  if (compilerOption(project, 'tsconfig.json', 'composite')?.value !== true) return undefined
  const exported = JSON.stringify(at(project.json('package.json', 'node'), 'exports') ?? '')
  const isImported = joinPath(main ?? '').startsWith(`${output}/`) || exported.includes(`"./${output}/`)
  return isImported ? output : undefined
}
