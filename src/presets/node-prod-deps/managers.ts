import { cache, secret, type Mount } from '../../builders/mounts.js'
import { chain } from '../../builders/shell.js'
import type { StageBuilder } from '../../builders/stage.js'
import type { NodeManagerFact } from '../../project/node/node-facts.js'

/** A package manager as the preset uses it: how it gets into the image and the commands of its frozen installs. */
export interface Manager {
  /** Key of the table below. */
  readonly kind: ManagerKind
  /** Puts the package manager into the image, where it is not there. */
  readonly setup: (stage: StageBuilder<string, string>) => StageBuilder<string, string>
  /** Installs everything that the lockfile names, development dependencies too. */
  readonly install: string
  /** Removes development dependencies from an installed tree, without running scripts. */
  readonly prune: string
  readonly mounts: readonly Mount[]
  /** Words that run a script of package.json. */
  readonly run: readonly string[]
}

/** The package managers; yarn 1 and later ones share no command. */
export type ManagerKind = 'npm' | 'pnpm' | 'yarn1' | 'berry' | 'bun'

type Setup = Manager['setup']

const asItIs: Setup = (stage) => stage

const globally =
  (spec: string): Setup =>
  (stage) =>
    stage.run(`npm install --global --force ${spec}`, { mounts: [cache('/root/.npm')] })

/** The version to ask a registry for: exact where the repository pins it, else the release line. */
const versionOf = ({ version, major }: NodeManagerFact, fallback: string): string =>
  version ?? (major === undefined ? fallback : String(major))

const tables: Readonly<Record<ManagerKind, (fact: NodeManagerFact, nodeMajor: number) => Omit<Manager, 'kind'>>> = {
  npm: (fact) => ({
    setup: fact.version === undefined ? asItIs : globally(`npm@${fact.version}`),
    install: 'npm ci',
    prune: 'npm prune --omit=dev --ignore-scripts',
    mounts: [cache('/root/.npm')],
    run: ['npm', 'run'],
  }),
  pnpm: (fact) => ({
    // corepack is not part of node 25 and later, npm is.
    setup: globally(`pnpm@${versionOf(fact, '10')}`),
    install: 'pnpm install --frozen-lockfile --store-dir=/pnpm/store',
    prune: 'CI=true pnpm prune --prod --ignore-scripts',
    mounts: [cache('/pnpm/store', { id: 'pnpm-store' })],
    run: ['pnpm', 'run'],
  }),
  yarn1: (_, nodeMajor) => ({
    // The images of node 26 and later come without yarn.
    setup: nodeMajor >= 26 ? globally('yarn@1.22.22') : asItIs,
    install: 'yarn install --frozen-lockfile',
    prune: 'yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline',
    mounts: [cache('/usr/local/share/.cache/yarn', { sharing: 'locked' })],
    run: ['yarn', 'run'],
  }),
  berry: (fact) => {
    const yarn = fact.yarnPath === undefined ? 'yarn' : `node ${fact.yarnPath}`
    const local = fact.linker === 'pnp' || fact.zeroInstall
    return {
      setup: (stage) => {
        const ready = fact.yarnPath === undefined ? globally(`@yarnpkg/cli-dist@${versionOf(fact, '4')}`)(stage) : stage
        // Plug'n'Play runs from the archives of the cache, so they have to be part of the image.
        return fact.linker === 'pnp' ? ready.env({ YARN_ENABLE_GLOBAL_CACHE: 'false' }) : ready
      },
      install: `${yarn} install --immutable`,
      prune: `${yarn} workspaces focus --production --all`,
      mounts: local ? [] : [cache('/root/.yarn/berry/cache', { sharing: 'locked' })],
      run: [...yarn.split(' '), 'run'],
    }
  },
  bun: (fact) => ({
    setup: (stage) =>
      stage.copyFrom(`oven/bun:${versionOf(fact, '1')}-slim`, '/usr/local/bin/bun', '/usr/local/bin/bun'),
    install: 'bun install --frozen-lockfile',
    prune: 'rm -rf node_modules && bun install --frozen-lockfile --production --ignore-scripts',
    mounts: [cache('/root/.bun/install/cache')],
    run: ['bun', 'run'],
  }),
}

/** The package manager of a repository. */
export const managerOf = (fact: NodeManagerFact, nodeMajor: number): Manager => {
  const kind = fact.name === 'yarn' ? (fact.berry ? 'berry' : 'yarn1') : fact.name
  return { kind, ...tables[kind](fact, nodeMajor) }
}

/** The mounts of an install: the manager's cache and, where asked for, the credentials. */
export const installMounts = (manager: Manager, npmrc: boolean): readonly Mount[] =>
  npmrc ? [...manager.mounts, secret('npmrc', { target: '/root/.npmrc' })] : manager.mounts

/** Several commands as one RUN, or one as it is. */
export const joined = (commands: readonly string[]): string | ReturnType<typeof chain> =>
  commands.length === 1 ? (commands[0] ?? '') : chain(...commands)
