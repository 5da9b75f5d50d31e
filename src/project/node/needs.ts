import type { NativeNeed } from '../common-facts.js'
import { nativeNeeds } from '../native-table.js'
import { nativePackages } from './native-packages.js'
import type { DependencyRanges, NodeManifest } from './node-facts.js'
import { joinTables } from './tables.js'

/** An address of git, `user/repo`, or an address that ends in `.git`. */
const git = /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|[\w.-]+\/[\w.-]+(?:#.+)?$|https?:\/\/\S+\.git(?:#|$))/

const productionOf = ({ optionalDependencies, dependencies }: NodeManifest): DependencyRanges =>
  joinTables(optionalDependencies, dependencies)

/** Only rows that ask for something: the table also records packages that need nothing. */
const needs = (names: readonly string[], ranges: DependencyRanges): readonly NativeNeed[] =>
  nativeNeeds(nativePackages, names).filter(
    (need) => !(need.package === 'bcrypt' && /^[~^>=]*\s*[6-9]/.test(ranges['bcrypt'] ?? '')),
  )

/** What a package's production dependencies need of the distribution. */
export const nativeNeedsOf = (manifest: NodeManifest): readonly NativeNeed[] => {
  const production = productionOf(manifest)
  return needs(Object.keys(production), production)
}

/** What only its development dependencies need. */
export const nativeDevNeeds = (manifest: NodeManifest): readonly NativeNeed[] => {
  const production = productionOf(manifest)
  const { devDependencies } = manifest
  const development = Object.keys(devDependencies).filter((name) => production[name] === undefined)
  return needs(development, devDependencies)
}

/** Whether a dependency comes from git. */
export const fromGit = (manifest: NodeManifest): boolean => {
  const ranges = joinTables(productionOf(manifest), manifest.devDependencies)
  for (const name in ranges) if (git.test(ranges[name] ?? '')) return true
  return false
}
