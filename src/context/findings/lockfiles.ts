import { literalPattern } from '../../ignore/index.js'
import { type ContextFinding, type Detector, folderOf, nameOf } from './finding.js'

/** For each language, the lockfile of each package manager. */
const managers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: {
    'package-lock.json': 'npm',
    'npm-shrinkwrap.json': 'npm',
    'yarn.lock': 'Yarn',
    'pnpm-lock.yaml': 'pnpm',
    'bun.lock': 'Bun',
    'bun.lockb': 'Bun',
  },
  python: { 'uv.lock': 'uv', 'poetry.lock': 'Poetry', 'Pipfile.lock': 'Pipenv', 'pdm.lock': 'PDM' },
}

const known = new Map(
  Object.entries(managers).flatMap(([language, locks]) =>
    Object.entries(locks).map(([file, manager]) => [file, { language, manager }] as const),
  ),
)

/** Lockfiles of two package managers in one directory: one of them is stale, and which one a build takes is chance. */
export const detectLockfiles = (): Detector => {
  const groups = new Map<string, { readonly path: string; readonly manager: string; readonly size: number }[]>()
  return {
    file: ({ path, size }) => {
      const lock = known.get(nameOf(path))
      if (lock === undefined || path.includes('node_modules/')) return
      const key = `${lock.language} ${folderOf(path)}`
      groups.set(key, [...(groups.get(key) ?? []), { path, manager: lock.manager, size }])
    },
    findings: () =>
      [...groups.values()].flatMap((locks): ContextFinding[] => {
        const names = [...new Set(locks.map(({ manager }) => manager))]
        if (names.length < 2) return []
        return [
          {
            rule: 'context-duplicate-lockfile',
            codes: [],
            severity: 'warning',
            message: `${locks.map(({ path }) => `\`${path}\``).join(' and ')} lock the same packages for ${names.join(' and ')}: only one is kept up to date, and a build that takes the other installs old versions.`,
            hint: `Delete the one that is not in use, or ignore it: ${locks.map(({ path }) => `\`${literalPattern(path)}\``).join(' or ')}.`,
            paths: locks.map(({ path }) => path),
            files: locks.length,
            bytes: locks.reduce((sum, { size }) => sum + size, 0),
          },
        ]
      }),
  }
}
