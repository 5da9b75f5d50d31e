import { basename, dirname, join } from 'node:path'
import type { Ecosystem } from '../project/common-facts.js'
import type { BuiltTarget } from './build-target.js'

/** The files by which the readers of facts decide, by name: manifests and what is about several languages. */
const general: readonly RegExp[] = [
  /^(?:package|project)\.json$/,
  /^pnpm-workspace\.yaml$/,
  /^go\.(?:mod|work)$/,
  /^Cargo\.toml$/,
  /^pyproject\.toml$/,
  /^(?:Pipfile|setup\.py|setup\.cfg|Procfile)$/,
  /^requirements.*\.txt$/,
  /^\.tool-versions$/,
  /^\.?mise\.toml$/,
]

/** Lockfiles, versions and settings, which decide nothing about a service in another language. */
const particular: Readonly<Record<Ecosystem, readonly RegExp[]>> = {
  node: [
    /^(?:package-lock|npm-shrinkwrap)\.json$/,
    /^(?:pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|bunfig\.toml)$/,
    /^\.(?:npmrc|yarnrc|yarnrc\.yml|pnpmfile\.[cm]?js|pnp\..*)$/,
    /^\.(?:nvmrc|node-version)$/,
    /^tsconfig.*\.json$/,
    /^(?:next|prisma|vite|nuxt|svelte|astro)\.config\.[cm]?[jt]s$/,
  ],
  go: [/^go\.(?:sum|work\.sum)$/, /^\.go-version$/],
  rust: [/^Cargo\.lock$/, /^rust-toolchain(?:\.toml)?$/],
  python: [/^(?:uv|poetry|pdm|Pipfile)\.lock$/, /^(?:\.python-version|runtime\.txt)$/],
}

const ecosystems = ['node', 'go', 'rust', 'python'] as const satisfies readonly Ecosystem[]

/** Tests whether a file may decide about a service; where it is not known what its facts are of, any may. */
const decidersOf = ({ facts }: BuiltTarget): ((file: string) => boolean) => {
  const own = ecosystems.filter((each) => facts === undefined || facts[each] !== undefined)
  const names = [...general, ...own.flatMap((each) => particular[each])]
  return (file) => names.some((pattern) => pattern.test(basename(file)))
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
  const candidates = changed.filter(decidersOf(built))
  if (candidates.length === 0) return false
  const folders = factFolders(built)
  return candidates.some((file) => folders.has(dirname(file)))
}
