import type { NativeNeed } from '../common-facts.js'
import { nativeNeeds } from '../native-table.js'
import { nativePackages } from './native-packages.js'
import type { DependencyRanges, NodeManifest } from './node-facts.js'

const isGit = (range: string): boolean =>
  /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:)/.test(range) ||
  /^[\w.-]+\/[\w.-]+(?:#.+)?$/.test(range) ||
  /^https?:\/\/\S+\.git(?:#|$)/.test(range)

const productionOf = ({ optionalDependencies, dependencies }: NodeManifest): DependencyRanges => ({
  ...optionalDependencies,
  ...dependencies,
})

/** Only rows that ask for something: the table also records packages that need nothing. */
const needs = (dependencies: DependencyRanges): readonly NativeNeed[] =>
  nativeNeeds(nativePackages, Object.keys(dependencies)).filter(
    (need) => !(need.package === 'bcrypt' && /^[~^>=]*\s*[6-9]/.test(dependencies['bcrypt'] ?? '')),
  )

/** What a package's production dependencies need of the distribution. */
export const nativeNeedsOf = (manifest: NodeManifest): readonly NativeNeed[] => needs(productionOf(manifest))

/** What only its development dependencies need. */
export const nativeDevNeeds = (manifest: NodeManifest): readonly NativeNeed[] => {
  const production = productionOf(manifest)
  const development = Object.entries(manifest.devDependencies).filter(([name]) => production[name] === undefined)
  return needs(Object.fromEntries(development))
}

/** Whether a dependency comes from git. */
export const fromGit = (manifest: NodeManifest): boolean =>
  Object.values({ ...productionOf(manifest), ...manifest.devDependencies }).some(isGit)
