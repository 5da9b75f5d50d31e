import { basename, dirname, join } from 'node:path'
import type { BuiltTarget } from './build-target.js'

/** The files by which the readers of facts decide, by name: manifests, lockfiles, versions, settings of package managers. */
const names: readonly RegExp[] = [
  /^package\.json$/,
  /^(?:package-lock|npm-shrinkwrap|project)\.json$/,
  /^pnpm-(?:lock|workspace)\.yaml$/,
  /^(?:yarn\.lock|bun\.lockb?|bunfig\.toml)$/,
  /^\.(?:npmrc|yarnrc|yarnrc\.yml|pnpmfile\.[cm]?js|pnp\..*)$/,
  /^\.(?:nvmrc|node-version|python-version|tool-versions|go-version)$/,
  /^\.?mise\.toml$/,
  /^tsconfig.*\.json$/,
  /^(?:next|prisma|vite|nuxt|svelte|astro)\.config\.[cm]?[jt]s$/,
  /^go\.(?:mod|sum|work|work\.sum)$/,
  /^Cargo\.(?:toml|lock)$/,
  /^rust-toolchain(?:\.toml)?$/,
  /^pyproject\.toml$/,
  /^(?:uv|poetry|pdm|Pipfile)\.lock$/,
  /^(?:Pipfile|runtime\.txt|setup\.py|setup\.cfg|Procfile)$/,
  /^requirements.*\.txt$/,
]

const mayDecide = (file: string): boolean => {
  const name = basename(file)
  return names.some((pattern) => pattern.test(name))
}

/** A folder and those above it, up to the repository's. */
const upTo = (folder: string, root: string): readonly string[] => {
  const folders = [folder]
  for (let at = folder; at !== root && dirname(at) !== at;) {
    at = dirname(at)
    folders.push(at)
  }
  return folders
}

/** The folders whose manifests a service's facts come from: its own, those above it, and those of the members that it needs. */
const factFolders = ({ facts, folder, source }: BuiltTarget): ReadonlySet<string> => {
  const root = join(folder, facts?.workspace?.root ?? '.')
  const members = facts?.workspace?.build.map(({ dir }) => join(root, dir)) ?? []
  return new Set([...upTo(folder, source.root), ...members])
}

/** Of files that changed, whether one may change the facts by which a service is generated. Paths are absolute. */
export const changesFacts = (built: BuiltTarget, changed: readonly string[]): boolean => {
  const candidates = changed.filter(mayDecide)
  if (candidates.length === 0) return false
  const folders = factFolders(built)
  return candidates.some((file) => folders.has(dirname(file)))
}
