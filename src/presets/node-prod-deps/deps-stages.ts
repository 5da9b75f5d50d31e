import { cache } from '../../builders/mounts.js'
import { stage } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import type { Plan } from './plan.js'
import { commands, copyPaths, credentials, dropScripts, installMounts, packages, type NodeStage } from './steps.js'

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
  ({ manager, options }: Plan): StageStep =>
  (stage) => {
    const ready = Object.keys(manager.env).length > 0 ? stage.env(manager.env) : stage
    const { package: name, binary } = manager
    if (binary) return ready.copyFrom(binary.image, binary.path, binary.path)
    if (name === undefined) return ready
    // --force: the image has another yarn.
    return ready.run(`npm install --global ${manager.replaces ? '--force ' : ''}${name}`, {
      mounts: [cache('/root/.npm'), ...credentials({ npmrc: options.npmrc, secretEnv: [] })],
    })
  }

/** Why scripts are taken out of package.json, for the reader. */
const reasonFor = ({ lifecycle: { removed } }: Plan): string =>
  `${removed.map((name) => `\`${name}\``).join(' and ')} would need the sources or a git repository, which are not here.`

/** Prisma's client is generated from the schema alone, so that it belongs to the dependencies. */
const generateClient =
  ({ node, lifecycle, usesPnp, manager }: Plan): StageStep =>
  (stage) => {
    const { prisma, manifest } = node
    const kept = Object.entries(node.lifecycle).filter(([name]) => !lifecycle.removed.includes(name))
    const hasTool = 'prisma' in { ...manifest.dependencies, ...manifest.devDependencies }
    if (prisma === undefined || !hasTool || kept.some(([, script]) => /\bprisma generate\b/.test(String(script))))
      return stage
    const tool = usesPnp ? [...manager.run, 'prisma'].join(' ') : 'node_modules/.bin/prisma'
    // prisma.config.ts may insist on the variable, although nothing connects to it here.
    const placeholder = prisma.config === undefined ? '' : 'DATABASE_URL=postgresql://localhost/none '
    return stage.run(`${placeholder}${tool} generate`)
  }

/** hadolint knows yarn 1's folder only. */
const cached = "Yarn's cache is a mount and so in no layer.\nhadolint ignore=DL3060"

/** All dependencies from the lockfile; only a change of what the install reads repeats it. */
export const depsStage = (plan: Plan): NodeStage<'deps'> => {
  const { buildImage, manager, lifecycle, hasDependencies } = plan
  const ready = stage('deps')
    .from(buildImage)
    .use(packages(installPackages(plan)))
    .workdir('/app')
    .use(setup(plan))
    .use(copyPaths(plan.installFiles))
  if (!hasDependencies) return ready
  const explained = lifecycle.removed.length > 0 ? ready.comment(reasonFor(plan)) : ready
  const checked =
    manager.install.startsWith('yarn ') && manager.kind === 'berry' ? explained.comment(cached) : explained
  return checked
    .run(commands([...dropScripts(lifecycle.removed), manager.install]), { mounts: installMounts(plan) })
    .use(generateClient(plan))
}

/** The same without development dependencies; what was compiled stays as it is. */
export const prodDepsStage = (plan: Plan, deps: NodeStage<'deps'>): NodeStage<'deps'> | NodeStage<'prod-deps'> => {
  if (!plan.hasDevDependencies) return deps
  return stage('prod-deps')
    .from(deps)
    .run(commands(plan.manager.prune), { mounts: installMounts(plan) })
}
