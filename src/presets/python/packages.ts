import type { NativeNeed, PythonFacts, SystemPackages } from '../../project/facts.js'
import type { PythonOptions } from './options.js'

/** The distribution of an image, by its package manager. */
export type System = 'apt' | 'apk'

const field: Readonly<Record<System, 'debian' | 'alpine'>> = { apt: 'debian', apk: 'alpine' }

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1))

/** Dependencies of which something has to be installed, with the reasons, for a comment. */
const reasons = (needs: readonly NativeNeed[], system: System, when: keyof SystemPackages): string | undefined =>
  needs
    .filter((need) => need[field[system]][when].length > 0)
    .map(({ package: name, reason }) => `${name} ${reason}`)
    .sort()
    .join('; ') || undefined

/** Packages of the distribution, with a comment on who needs them. */
export interface WantedPackages {
  readonly names: readonly string[]
  readonly comment?: string
}

/** The distribution's packages that a stage needs: the option's, else what the dependencies are known to need. */
export const wantedPackages = (
  python: PythonFacts,
  options: PythonOptions,
  system: System,
  when: keyof SystemPackages,
): WantedPackages => {
  const chosen = when === 'build' ? options.buildPackages : options.runtimePackages
  if (chosen) return { names: sorted(chosen) }
  const names = python.native.flatMap((need) => need[field[system]][when])
  const git = when === 'build' && python.needsGit ? ['git'] : []
  const comment = [reasons(python.native, system, when), ...(git.length > 0 ? ['a dependency comes from git'] : [])]
    .filter((text) => text !== undefined)
    .join('; ')
  return { names: sorted([...names, ...git]), ...(comment === '' ? {} : { comment }) }
}
