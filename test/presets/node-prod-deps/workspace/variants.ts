import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyOf } from './replay.js'

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples')

/** A package manager of a version, and a workspace that it has locked. */
export interface Variant {
  readonly title: string
  /** Package of npm that brings it, and its command. */
  readonly package: string
  readonly range: string
  readonly program: string
  readonly example: 'npm-workspace' | 'pnpm-workspace' | 'yarn-workspace'
  /** Value of `packageManager`, without the version; absent where the lockfile says which one it is. */
  readonly named?: string
  /** Command that makes the lockfile, where the committed one is of another manager or an older version. */
  readonly lock?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  /** Files without which the install of the worker gives the same packages, today. */
  readonly unnoticed?: readonly string[]
}

const pnpm = (range: string): Variant => ({
  title: `pnpm ${range}`,
  package: 'pnpm',
  range,
  program: 'pnpm',
  example: 'pnpm-workspace',
  // Pnpm 12 wants the version that `packageManager` names in the lockfile, too, which one of pnpm 10 does not have.
  ...(range === '12' ? {} : { named: 'pnpm' }),
  // The root of the example has no dependencies; other roots have `overrides`.
  unnoticed: ['package.json'],
})

const npm = (range: string): Variant => ({
  title: `npm ${range}`,
  package: 'npm',
  range,
  program: 'npm',
  example: 'npm-workspace',
})

const bun = (range: string): Variant => ({
  title: `bun ${range}`,
  package: 'bun',
  range,
  program: 'bun',
  example: 'npm-workspace',
  named: 'bun',
  lock: ['bun', 'install', '--lockfile-only'],
  // It resolves anew, frozen or not.
  unnoticed: ['bun.lock'],
})

const yarn4 = { package: '@yarnpkg/cli-dist', range: '4', program: 'yarn', named: 'yarn' } as const

/** Every package manager that the preset knows, in the versions that differ. */
const everything: readonly Variant[] = [
  npm('10'),
  npm('11'),
  pnpm('9'),
  pnpm('10'),
  pnpm('11'),
  pnpm('12'),
  {
    title: 'yarn 1',
    package: 'yarn',
    range: '1',
    program: 'yarn',
    example: 'npm-workspace',
    lock: ['yarn', 'install', '--silent', '--ignore-scripts'],
    // It resolves anew, frozen or not.
    unnoticed: ['yarn.lock'],
  },
  { title: 'yarn 4 with node_modules', example: 'yarn-workspace', ...yarn4 },
  {
    title: "yarn 4 with Plug'n'Play",
    example: 'yarn-workspace',
    ...yarn4,
    files: { '.yarnrc.yml': 'nodeLinker: pnp\n' },
    // It says what is so without it; other repositories set registries there.
    unnoticed: ['.yarnrc.yml'],
  },
  bun('1.3'),
  bun('1.4'),
]

/** One of each manager: all of them take longer than all other tests together. */
const usual = ['npm 11', 'pnpm 10', 'yarn 1', 'yarn 4 with node_modules', 'bun 1.4']

/** What is run, and what is left for `GEN_DOCKERFILE_ALL=1`. */
export const variants: { readonly run: readonly Variant[]; readonly left: readonly Variant[] } =
  process.env['GEN_DOCKERFILE_ALL'] === '1'
    ? { run: everything, left: [] }
    : {
        run: everything.filter(({ title }) => usual.includes(title)),
        left: everything.filter(({ title }) => !usual.includes(title)),
      }

/** The example as the manager would have it, in a new folder. */
export const repositoryOf = (variant: Variant, version: string, path: string): string => {
  const folder = copyOf(join(examples, variant.example))
  const file = join(folder, 'package.json')
  const { packageManager: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8'))
  const named = variant.named === undefined ? {} : { packageManager: `${variant.named}@${version}` }
  writeFileSync(file, JSON.stringify({ ...manifest, ...named }))
  for (const [name, text] of Object.entries(variant.files ?? {})) writeFileSync(join(folder, name), text)
  const [program, ...words] = variant.lock ?? []
  if (program !== undefined) {
    rmSync(join(folder, 'package-lock.json'), { force: true })
    execFileSync(program, words, { cwd: folder, env: { ...process.env, PATH: path }, stdio: 'pipe' })
    execFileSync('find', ['.', '-name', 'node_modules', '-prune', '-exec', 'rm', '-rf', '{}', '+'], { cwd: folder })
  }
  return folder
}
