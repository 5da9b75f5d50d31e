import type { NodeManagerFact } from '../../project/node/node-facts.js'

/** A package manager as the preset uses it: how it gets into the image and the commands of its frozen installs. */
export interface Manager {
  /** Key of the table below. */
  readonly kind: ManagerKind
  /** The npm package to install globally, where the image does not have the manager or not that version. */
  readonly package?: string
  /** The image and the path to copy the manager from, where it is a binary. */
  readonly binary?: { readonly image: string; readonly path: string }
  /** Whether that package takes the place of a command that the image has. */
  readonly replaces: boolean
  /** Variables that every command of the manager needs. */
  readonly env: Readonly<Record<string, string>>
  /** Installs everything that the lockfile names, development dependencies too. */
  readonly install: string
  /** Removes development dependencies from an installed tree, without running scripts of the package itself. */
  readonly prune: readonly string[]
  /** Files of an installed tree that hold the time of the install, and that nothing reads at run time. */
  readonly records?: readonly string[]
  /** Where downloads are kept between builds. */
  readonly cache: { readonly target: string; readonly id?: string; readonly sharing?: 'locked' }
  /** Words that run a script of package.json. */
  readonly run: readonly string[]
}

/** The package managers; yarn 1 and later ones share no command. */
export type ManagerKind = 'npm' | 'pnpm' | 'yarn1' | 'berry' | 'bun'

type Row = Omit<Manager, 'kind' | 'replaces' | 'env'> & Partial<Pick<Manager, 'replaces' | 'env'>>

/** The version to ask a registry for: exact where the repository pins it, else the release line. */
const versionOf = ({ version, major }: NodeManagerFact, fallback: string): string =>
  version ?? (major === undefined ? fallback : String(major))

/** npm and pnpm look for newer versions of themselves, which is a download of megabytes in every build. */
const quiet = { npm_config_update_notifier: 'false' } as const

/** The last yarn 1, which the official images have up to node 24. */
const lastYarn1 = '1.22.22'

const rows: Readonly<Record<ManagerKind, (fact: NodeManagerFact, nodeMajor: number) => Row>> = {
  npm: (fact) => ({
    ...(fact.version === undefined ? {} : { package: `npm@${fact.version}` }),
    install: 'npm ci',
    prune: ['npm prune --omit=dev --ignore-scripts'],
    cache: { target: '/root/.npm' },
    run: ['npm', 'run'],
  }),
  pnpm: (fact) => ({
    // corepack is not part of node 25 and later, npm is.
    package: `pnpm@${versionOf(fact, '10')}`,
    // Below it pnpm keeps its store; `prune` has no option for that.
    env: { PNPM_HOME: '/pnpm' },
    install: 'pnpm install --frozen-lockfile',
    // Without a terminal pnpm asks nothing only when it believes to be in CI.
    prune: ['CI=true pnpm prune --prod --ignore-scripts'],
    records: ['node_modules/.modules.yaml', 'node_modules/.pnpm-workspace-state*.json'],
    cache: { target: '/pnpm/store', id: 'pnpm-store' },
    run: ['pnpm', 'run'],
  }),
  yarn1: (fact, nodeMajor) => {
    const wanted = fact.version ?? lastYarn1
    return {
      ...(nodeMajor > 24 || wanted !== lastYarn1 ? { package: `yarn@${wanted}`, replaces: true } : {}),
      install: 'yarn install --frozen-lockfile',
      prune: ['yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline'],
      cache: { target: '/usr/local/share/.cache/yarn', sharing: 'locked' },
      run: ['yarn', 'run'],
    }
  },
  berry: (fact) => {
    const yarn = fact.yarnPath === undefined ? 'yarn' : `node ${fact.yarnPath}`
    return {
      ...(fact.yarnPath === undefined ? { package: `@yarnpkg/cli-dist@${versionOf(fact, '4')}`, replaces: true } : {}),
      // Plug'n'Play runs from the archives of the cache, so they have to be part of the image.
      ...(fact.linker === 'pnp' ? { env: { YARN_ENABLE_GLOBAL_CACHE: 'false' } } : {}),
      install: `${yarn} install --immutable`,
      // `workspaces focus` would run postinstall, and is a plugin before yarn 4.
      prune: ['npm pkg delete devDependencies', `${yarn} install --no-immutable --mode=skip-build`],
      cache: { target: '/root/.yarn/berry', sharing: 'locked' },
      run: [...yarn.split(' '), 'run'],
    }
  },
  bun: (fact) => ({
    binary: { image: `oven/bun:${versionOf(fact, '1')}-slim`, path: '/usr/local/bin/bun' },
    install: 'bun install --frozen-lockfile',
    // Bun has no prune, and a second install would undo patches and generated code; npm needs no lockfile for it.
    prune: ['npm prune --omit=dev --ignore-scripts --no-package-lock --offline --no-audit'],
    cache: { target: '/root/.bun/install/cache' },
    run: ['bun', 'run'],
  }),
}

/** The package manager of a repository. */
export const managerOf = (fact: NodeManagerFact, nodeMajor: number): Manager => {
  const kind = fact.name === 'yarn' ? (fact.berry ? 'berry' : 'yarn1') : fact.name
  const row = rows[kind](fact, nodeMajor)
  return { kind, replaces: false, ...row, env: { ...quiet, ...row.env } }
}
