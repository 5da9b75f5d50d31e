import { quoteArgument } from '../../../builders/shell.js'
import type { NodeManagerFact, NodeMemberFacts } from '../../../project/node/node-facts.js'
import { hasKeys } from '../../has-keys.js'
import type { Manager, ManagerKind } from '../managers.js'
import type { Closure } from './closure.js'

/** A script of a member. */
export interface Task {
  readonly member: NodeMemberFacts
  readonly script: string
}

/** What a package manager is told in the root of a workspace, narrowed to one service. */
export interface WorkspaceCommands {
  /** Installs the service's closure, and nothing that the lockfile does not name. */
  readonly install: readonly string[]
  /** Leaves what the service needs to run. */
  readonly prune: readonly string[]
  /** Runs a script of each member, dependencies first. */
  readonly build: (tasks: readonly Task[]) => readonly string[]
  /** Runs a script or a tool in a member's folder. */
  readonly run: (member: NodeMemberFacts, words: string) => string
  /** Runs a tool that a member has as a dependency. */
  readonly exec: (member: NodeMemberFacts, words: string) => string
}

interface Circumstances {
  readonly closure: Closure
  readonly fact: NodeManagerFact
  /** How the manager is called: `yarn`, or `node /app/.yarn/releases/yarn-4.5.0.cjs`. */
  readonly program: string
  /** The root has dependencies that its members find there, too. */
  readonly rootInstalls: boolean
  readonly rootRuns: boolean
}

type Row = (circumstances: Circumstances) => WorkspaceCommands

const inTurn =
  (run: WorkspaceCommands['run']): WorkspaceCommands['build'] =>
  (tasks) =>
    tasks.map(({ member, script }) => run(member, quoteArgument(script)))

/** The script's name, where all tasks run one of the same name. */
const common = (tasks: readonly Task[]): string | undefined => {
  const [first, ...others] = new Set(tasks.map(({ script }) => script))
  return others.length === 0 && tasks.length > 1 && first !== undefined ? quoteArgument(first) : undefined
}

const lifecycleNames = ['preinstall', 'install', 'postinstall', 'prepare'] as const

/** Takes scripts out of manifests. A second install would run them again, without the tools that they need. */
export const dropScripts = (scripts: readonly { readonly dir: string; readonly names: readonly string[] }[]) =>
  scripts
    .filter(({ names }) => names.length > 0)
    .map(({ dir, names }) => {
      const list = names.map((name) => `scripts.${name}`).join(' ')
      return `npm pkg delete ${list}${dir === '.' ? '' : ` --prefix ${quoteArgument(dir)}`}`
    })

const dropLifecycles = ({ members, root }: Closure): readonly string[] =>
  dropScripts(
    [...(root === undefined ? [] : [root]), ...members].map(({ dir, lifecycle }) => ({
      dir,
      names: lifecycleNames.filter((name) => lifecycle[name] !== undefined),
    })),
  )

/** Yarn's name for a root without one: the digest of its place. */
const rootOf = ({ root }: Closure): string => quoteArgument(root?.manifest.name ?? 'root-workspace-0b6124')

const npm: Row = ({ closure, rootInstalls }) => {
  const only = ({ dir }: NodeMemberFacts): string => `-w ${quoteArgument(dir)}`
  const service = only(closure.service)
  const run: WorkspaceCommands['run'] = (member, words) => `npm run ${words} ${only(member)}`
  return {
    install: [`npm ci ${service}${rootInstalls ? ' --include-workspace-root' : ''}`],
    // The root is included to lose its development dependencies.
    prune: [`npm prune --omit=dev --ignore-scripts ${service}${rootInstalls ? ' --include-workspace-root' : ''}`],
    run,
    exec: (member, words) => `npm exec ${only(member)} -- ${words}`,
    // npm runs them in the order of its arguments.
    build: (tasks) => {
      const script = common(tasks)
      if (script === undefined) return inTurn(run)(tasks)
      return [`npm run ${script} ${tasks.map(({ member }) => only(member)).join(' ')}`]
    },
  }
}

const pnpm: Row = ({ closure, fact }) => {
  const names = [closure.root, ...closure.members].map((member) => member?.manifest.name)
  const only = ({ dir, manifest: { name } }: NodeMemberFacts, more = ''): string => {
    // A name means all packages that have it.
    const isOne = name !== undefined && names.indexOf(name) === names.lastIndexOf(name)
    const selector = isOne ? name : `{./${dir}}`
    return `--filter ${quoteArgument(`${selector}${more}`)}`
  }
  const closed = only(closure.service, '...')
  const run: WorkspaceCommands['run'] = (member, words) => `pnpm ${only(member)} run ${words}`
  // Up to pnpm 9 `deploy` copies members without being asked to.
  const inject = (fact.major ?? 10) < 10 ? '' : ' --config.inject-workspace-packages=true'
  return {
    install: [`pnpm install --frozen-lockfile ${closed}`],
    prune: fact.injects
      ? [...dropLifecycles(closure), `pnpm deploy --prod${inject} ${only(closure.service)} /prod`]
      : // Without a terminal pnpm asks nothing only when it believes to be in CI; it keeps what it removed for a week.
        [
          `CI=true pnpm install --prod --frozen-lockfile --ignore-scripts --prefer-offline --config.modules-cache-max-age=0 ${closed}`,
        ],
    run,
    exec: (member, words) => `pnpm ${only(member)} exec ${words}`,
    build: (tasks) => {
      const script = common(tasks)
      const whole = script !== undefined && tasks.some(({ member }) => member === closure.service)
      return whole ? [`pnpm ${closed} run ${script}`] : inTurn(run)(tasks)
    },
  }
}

const yarn1: Row = () => {
  const run: WorkspaceCommands['run'] = (member, words) =>
    `yarn workspace ${quoteArgument(member.manifest.name ?? '')} run ${words}`
  return {
    install: ['yarn install --frozen-lockfile'],
    prune: ['yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline'],
    run,
    exec: run,
    build: inTurn(run),
  }
}

/**
 * Plug'n'Play runs from the archives, and `focus` leaves those of development dependencies. To fetch the others again would take a registry,
 * which a repository with its archives may do without.
 */
const sweep = 'for path in .yarn/cache/* .yarn/unplugged/*; do grep -qF "$path/" .pnp.* || rm -rf "$path"; done'

const berry: Row = ({ closure, fact, program, rootInstalls, rootRuns }) => {
  const name = quoteArgument(closure.service.manifest.name ?? '')
  const run: WorkspaceCommands['run'] = (member, words) =>
    `${program} workspace ${quoteArgument(member.manifest.name ?? '')} run ${words}`
  const focus = (withRoot: boolean): string =>
    `${program} workspaces focus ${name}${withRoot ? ` ${rootOf(closure)}` : ''}`
  return {
    install: [
      'cp yarn.lock /tmp/yarn.lock',
      `${program} install --no-immutable --mode=update-lockfile`,
      'cmp yarn.lock /tmp/yarn.lock',
      focus(rootInstalls),
    ],
    prune: [...dropLifecycles(closure), `${focus(rootRuns)} --production`, ...(fact.linker === 'pnp' ? [sweep] : [])],
    run,
    exec: run,
    build: (tasks) => {
      const script = common(tasks)
      const whole = script !== undefined && tasks.some(({ member }) => member === closure.service)
      return whole && (fact.major ?? 4) >= 4
        ? [`${program} workspaces foreach -Rp --topological-dev --from ${name} run ${script}`]
        : inTurn(run)(tasks)
    },
  }
}

const bun: Row = ({ closure, rootInstalls, rootRuns }) => {
  const only = ({ dir, manifest }: NodeMemberFacts): string => `--filter ${quoteArgument(manifest.name ?? `./${dir}`)}`
  const root = (isNeeded: boolean): string => (isNeeded ? ' --filter ./' : '')
  const run: WorkspaceCommands['run'] = ({ dir }, words) => `bun run --cwd ${quoteArgument(dir)} ${words}`
  const install = 'bun install --frozen-lockfile'
  // Prisma's clients lie in node_modules, and the tool that generates them is gone after this.
  const hasClients = closure.particular.some(({ prisma }) => prisma !== undefined)
  return {
    install: [`${install} ${only(closure.service)}${root(rootInstalls)}`],
    // Bun removes nothing that is installed.
    prune: [
      ...dropLifecycles(closure),
      ...(hasClients
        ? ['mkdir /tmp/kept', "find . -path '*/node_modules/.prisma' -prune -exec cp -r --parents -t /tmp/kept {} +"]
        : []),
      'find . -name node_modules -prune -exec rm -rf {} +',
      `${install} --production ${only(closure.service)}${root(rootRuns)}`,
      ...(hasClients ? ['cp -r /tmp/kept/. .'] : []),
    ],
    run,
    exec: run,
    // Bun waits for what a member depends on.
    build: (tasks) => {
      const script = common(tasks)
      if (script === undefined) return inTurn(run)(tasks)
      return [`bun run ${tasks.map(({ member }) => only(member)).join(' ')} ${script}`]
    },
  }
}

const rows: Readonly<Record<ManagerKind, Row>> = { npm, pnpm, yarn1, berry, bun }

/** The commands for a service of a workspace. */
export const workspaceCommands = (closure: Closure, fact: NodeManagerFact, manager: Manager): WorkspaceCommands => {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = closure.root?.manifest ?? {}
  const rootRuns = hasKeys(dependencies) || hasKeys(optionalDependencies)
  return rows[manager.kind]({
    closure,
    fact,
    program: manager.run.slice(0, -1).join(' '),
    rootInstalls: rootRuns || hasKeys(devDependencies),
    rootRuns,
  })
}

/**
 * Whether the check of the lockfile wants every member's manifest. Measured: yarn berry's and bun's before 1.4 does; npm, pnpm and
 * yarn 1 do without.
 */
export const needsAllManifests = ({ kind }: Manager, { version }: NodeManagerFact): boolean => {
  if (kind !== 'bun') return kind === 'berry'
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  return !(major > 1 || (major === 1 && minor >= 4))
}
