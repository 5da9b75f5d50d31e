import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { compact, sortedUnique } from '../value.js'
import type { NodeManagerFact } from './node-facts.js'

/** What .yarnrc.yml and .yarn say. */
export interface YarnConfig {
  readonly found: boolean
  readonly linker?: NonNullable<NodeManagerFact['linker']>
  readonly yarnPath?: string
  readonly version?: string
  readonly major?: number
  readonly cache: boolean
  readonly plugins?: readonly string[]
}

const linkers = ['pnp', 'node-modules', 'pnpm'] as const

/** A top-level scalar of a YAML file. The file is flat where it matters here, so it does not need a YAML parser. */
const scalar = (text: string, key: string): string | undefined =>
  new RegExp(`^${key}:\\s*['"]?([^'"#\\n]+?)['"]?\\s*(?:#.*)?$`, 'm').exec(text)?.[1]

/** The names in the list `plugins`: its items are paths, or tables of a path and the plugin's name as `spec`. */
const pluginsOf = (text: string): readonly string[] => {
  const block = /^plugins:[ \t]*\n((?:[ \t-].*\n?|\n)*)/m.exec(text)?.[1] ?? ''
  const names = [...block.matchAll(/(?:@yarnpkg\/)?plugin-[\w-]+/g)].map(([name]) => name)
  return sortedUnique(names.map((name) => (name.startsWith('@') ? name : `@yarnpkg/${name}`)))
}

/** Reads yarn berry's configuration in the first folder that has one; yarn 1's `.yarnrc` may name a `yarn-path`, too. */
export const readYarnConfig = (project: Project, folders: readonly string[]): YarnConfig => {
  for (const folder of folders) {
    const text = project.text(joinPath(folder, '.yarnrc.yml'))
    if (text === undefined) continue
    const linker = linkers.find((name) => name === scalar(text, 'nodeLinker'))
    const path = scalar(text, 'yarnPath')
    const version = /yarn-(\d+\.\d+\.\d+(?:-[\w.]+)?)\.c?js$/.exec(path ?? '')?.[1]
    return {
      found: true,
      // An empty `.yarn/cache` is not committed; a folder that is there has content.
      cache: project.list(joinPath(folder, '.yarn/cache')).some((entry) => entry.name.endsWith('.zip')),
      ...compact({
        plugins: text.includes('plugins:') ? pluginsOf(text) : undefined,
        linker,
        yarnPath: path === undefined ? undefined : joinPath(folder, path),
        version,
        major: version === undefined ? undefined : Number.parseInt(version, 10),
      }),
    }
  }
  return { found: false, cache: false }
}
