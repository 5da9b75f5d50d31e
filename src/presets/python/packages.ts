import type { PythonFacts, SystemPackages } from '../../project/facts.js'
import type { PythonOptions } from './options.js'

/** The distribution of an image, by its package manager. */
export type System = 'apt' | 'apk'

const field: Readonly<Record<System, 'debian' | 'alpine'>> = { apt: 'debian', apk: 'alpine' }

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1))

/** Packages of the distribution, with comment lines on who needs them. */
export interface WantedPackages {
  readonly names: readonly string[]
  readonly comment: string
}

/** The distribution's packages that a stage needs: the option's, else what the dependencies are known to need. */
export const wantedPackages = (
  python: PythonFacts,
  options: PythonOptions,
  system: System,
  when: keyof SystemPackages,
): WantedPackages => {
  const chosen = when === 'build' ? options.buildPackages : options.runtimePackages
  if (chosen) return { names: sorted(chosen), comment: '' }
  const needs = python.native.filter((need) => need[field[system]][when].length > 0)
  const git = when === 'build' && python.needsGit ? ['git'] : []
  const reasons = sorted(needs.map(({ package: name, reason }) => `For ${name}: ${reason}.`))
  return {
    names: sorted([...needs.flatMap((need) => need[field[system]][when]), ...git]),
    comment: [...reasons, ...(git.length > 0 ? ['For a dependency that comes from git.'] : [])].join('\n'),
  }
}
