import { cache } from '../../builders/mounts.js'
import { stage } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import type { Plan } from './plan.js'
import { assigned, clientGeneration } from './prisma.js'
import { commands, copyPaths, downloading, npmrcSecret, packages, variablesOf, type NodeStage } from './steps.js'
import { dropScripts } from './workspace/commands.js'

/** Debian packages for installing: compilers, git, and what Prisma looks for when it chooses its engine. */
const installPackages = ({ node, options }: Plan): readonly string[] => {
  const needs = [...node.native, ...node.nativeDev]
  return [
    ...needs.flatMap(({ debian }) => debian.build),
    ...needs
      .filter((need) => /^(?:@prisma\/client|prisma)$/.test(need.package))
      .flatMap(({ debian }) => debian.runtime),
    ...(node.needsGit ? ['ca-certificates', 'git'] : []),
    ...options.systemPackages.build,
  ]
}

const setup =
  ({ manager, node, options }: Plan): StageStep =>
  (stage) => {
    const variables = { ...manager.env, ...variablesOf(node.native, 'build') }
    const ready = Object.keys(variables).length > 0 ? stage.env(variables) : stage
    const { package: name, binary } = manager
    if (binary) return ready.copyFrom(binary.image, binary.path, binary.path)
    if (name === undefined) return ready
    // --force: the image has another yarn.
    const install = `npm install --global ${manager.replaces ? '--force ' : ''}${name}`
    const secrets = npmrcSecret({ options })
    return options.cache === 'layer'
      ? ready.run(commands([install, 'rm -rf /root/.npm']), { mounts: secrets })
      : ready.run(install, { mounts: [cache('/root/.npm'), ...secrets] })
  }

/** Why scripts are taken out of package.json, for the reader. */
const reasonFor = (names: readonly string[]): string =>
  `${names.join(' and ')} would need the sources or a git repository, which are not here.`

const generateClient =
  ({ node, lifecycle, usesPnp, manager, build, workspace }: Plan): StageStep =>
  (stage) => {
    if (workspace !== undefined) return workspace.generate.length > 0 ? stage.run(commands(workspace.generate)) : stage
    const client = clientGeneration({ node, ...lifecycle, build })
    if (client === undefined) return stage
    const place = usesPnp ? `${manager.run.join(' ')} ` : 'node_modules/.bin/'
    return stage.run(`${client.assignments}${place}${client.words}`)
  }

/** hadolint knows yarn 1's folder only. */
const cached = "Yarn's cache is a mount and so in no layer.\nhadolint ignore=DL3060"

/** Yarn's `--immutable` installs every member, and `focus` alone does not look whether the lockfile is up to date. */
const focused = '`focus` installs for one service and takes the lockfile as a proposal; the comparison keeps to it.'

/** What the reader should know of the install. */
const remarks = ({ manager, lifecycle, workspace }: Plan, names: readonly string[]): readonly string[] => {
  if (manager.kind !== 'berry') return names.length > 0 ? [reasonFor(names)] : []
  const removed = workspace === undefined ? lifecycle.removed : names
  return [
    ...(removed.length > 0 ? [reasonFor(names)] : []),
    ...(workspace === undefined ? [] : [focused]),
    ...(manager.install.startsWith('yarn ') ? [cached] : []),
  ]
}

/** All dependencies from the lockfile; only a change of what the install reads repeats it. */
export const depsStage = (plan: Plan): NodeStage<'deps'> => {
  const { buildImage, manager, lifecycle, hasDependencies, workspace } = plan
  const ready = stage('deps')
    .from(buildImage)
    .use(packages(installPackages(plan)))
    .workdir('/app')
    .use(setup(plan))
    .use(copyPaths(plan.installFiles))
  if (!hasDependencies) return ready
  const names = workspace?.droppedNames ?? lifecycle.removed.map((name) => `\`${name}\``)
  const drop = workspace?.dropped ?? dropScripts([{ dir: '.', names: lifecycle.removed }])
  const install = workspace?.commands.install ?? [manager.install]
  // Scripts run at the end of it.
  const last = install.slice(-1).map((command) => `${assigned(plan.placeholders.install)}${command}`)
  const { script, mounts } = downloading(plan, [...drop, ...install.slice(0, -1), ...last])
  return remarks(plan, names)
    .reduce((result, remark) => result.comment(remark), ready)
    .run(script, { mounts })
    .use(generateClient(plan))
}

const needsPruning = ({ hasDevDependencies, workspace }: Plan): boolean =>
  hasDevDependencies ||
  (workspace !== undefined && workspace.closure.members.length > workspace.closure.production.length)

/** The same without what only a build needs; what was compiled stays as it is. */
export const prodDepsStage = (
  plan: Plan,
  deps: NodeStage<'deps'>,
  build: NodeStage<'build'> | undefined,
): NodeStage<'deps'> | NodeStage<'prod-deps'> => {
  const { workspace, manager } = plan
  const isDeployed = workspace?.deploys === true && build !== undefined
  const tree = isDeployed ? '/prod/' : ''
  // Two builds give the same files only without them.
  const forget =
    (manager.records ?? []).length > 0 ? [`rm -f ${manager.records?.map((path) => tree + path).join(' ')}`] : []
  const { script, mounts } = downloading(plan, [...(workspace?.commands.prune ?? manager.prune), ...forget])
  if (isDeployed) return stage('prod-deps').from(build).run(script, { mounts })
  if (needsPruning(plan)) return stage('prod-deps').from(deps).run(script, { mounts })
  return forget.length > 0 && plan.hasDependencies ? stage('prod-deps').from(deps).run(commands(forget)) : deps
}
