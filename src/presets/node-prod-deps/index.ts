import { dockerfile } from '../../builders/dockerfile.js'
import { refuse } from '../../builders/refuse.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import { aptInstall } from '../../builders/steps/packages.js'
import { languageImage } from '../../images/index.js'
import type { FileEntry } from '../../project/common-facts.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { withCommonOptions } from '../common-options.js'
import { definePreset } from '../define-preset.js'
import { buildSources, installFiles, runtimeSources } from './files.js'
import { installMounts, managerOf, type Manager } from './managers.js'
import { nodeOptions, type NodeOptions } from './options.js'
import { outputsOf, type Output } from './outputs.js'
import { checkNode } from './problems.js'
import { commandFor, runtimeImages, type RuntimeImages } from './runtime-images.js'
import { startOf, type Start } from './start.js'

/** What the stages are made from. */
interface Plan {
  readonly facts: Facts
  readonly node: NodeFacts
  readonly options: NodeOptions
  readonly manager: Manager
  readonly start: Start
  /** The build script, where there is something to build. */
  readonly build: string | undefined
  /** What the build writes. */
  readonly outputs: readonly Output[]
  readonly images: RuntimeImages
  readonly hasDependencies: boolean
  readonly hasProductionDependencies: boolean
}

const planOf = (options: NodeOptions, facts: Facts): Plan => {
  const node = checkNode(facts, options)
  const { dependencies, devDependencies, optionalDependencies } = node.manifest
  const build = options.build === false ? undefined : (options.build ?? node.build?.script)
  if (typeof options.build === 'string' && !(options.build in node.manifest.scripts)) {
    refuse(
      'unknown-script',
      `package.json has no script \`${options.build}\` to build with.`,
      `Its scripts are ${
        Object.keys(node.manifest.scripts)
          .map((name) => `\`${name}\``)
          .join(', ') || 'none'
      }.`,
    )
  }
  const start = startOf(node, options, build !== undefined)
  const hasProductionDependencies = Object.keys({ ...dependencies, ...optionalDependencies }).length > 0
  return {
    facts,
    node,
    options,
    manager: managerOf(node.packageManager, node.nodeVersion.major),
    start,
    build,
    outputs: build === undefined ? [] : outputsOf(node, options, start),
    images: runtimeImages(node, options),
    hasProductionDependencies,
    hasDependencies: hasProductionDependencies || Object.keys(devDependencies).length > 0,
  }
}

/** COPY for files and folders of the context: files in one instruction, each folder under its own name. */
const copyEntries =
  (entries: readonly FileEntry[]) =>
  <Name extends string, Known extends string>(stage: StageBuilder<Name, Known>): StageBuilder<Name, Known> => {
    const files = entries.filter((entry) => entry.kind === 'file').map((entry) => entry.name)
    const withFiles = files.length > 0 ? stage.copy(files, './') : stage
    return entries
      .filter((entry) => entry.kind === 'dir')
      .reduce((result, { name }) => result.copy(name, `./${name}`), withFiles)
  }

const copyInstallFiles =
  (node: NodeFacts) =>
  <Name extends string, Known extends string>(stage: StageBuilder<Name, Known>): StageBuilder<Name, Known> => {
    const { files, folders } = installFiles(node)
    const flat = files.filter((file) => !file.includes('/'))
    const nested = files.filter(
      (file) => file.includes('/') && !folders.some((folder) => file.startsWith(`${folder}/`)),
    )
    return [...nested, ...folders].reduce((result, path) => result.copy(path, `./${path}`), stage.copy(flat, './'))
  }

const packages = (
  needs: NodeFacts['native'],
  which: 'build' | 'runtime',
  more: readonly string[],
): readonly string[] => [...new Set([...needs.flatMap((need) => need.debian[which]), ...more])]

const install =
  (names: readonly string[]) =>
  <Name extends string, Known extends string>(stage: StageBuilder<Name, Known>): StageBuilder<Name, Known> =>
    names.length > 0 ? stage.use(aptInstall(names)) : stage

const depsStage = ({ node, options, manager, hasDependencies }: Plan) => {
  const { version } = node.nodeVersion
  const compile = packages([...node.native, ...node.nativeDev], 'build', options.systemPackages.build)
  const base = stage('deps')
    .from(options.buildImage ?? languageImage('node', version, 'slim'))
    .use(install(node.needsGit ? [...compile, 'ca-certificates', 'git'] : compile))
    .workdir('/app')
  const ready = manager.setup(base).as('deps').use(copyInstallFiles(node))
  return hasDependencies ? ready.run(manager.install, { mounts: installMounts(manager, options.npmrc) }) : ready
}

type Deps = ReturnType<typeof depsStage>

const buildStage = ({ facts, node, manager, build, outputs }: Plan, deps: Deps) => {
  const sources = stage('build')
    .from(deps)
    .use(
      copyEntries(
        buildSources(
          facts,
          outputs.map(({ from }) => from),
        ),
      ),
    )
  const generated = node.prisma?.generates === 'never' ? sources.run(['node_modules/.bin/prisma', 'generate']) : sources
  if (build === undefined) return generated
  const telemetry = node.next ? generated.env({ NEXT_TELEMETRY_DISABLED: 1 }) : generated
  return telemetry.run([...manager.run, build].join(' '))
}

const runtimeStage = (plan: Plan, deps: Deps) => {
  const { facts, node, options, manager, build, outputs, start, hasProductionDependencies, images } = plan
  const built = build === undefined && node.prisma?.generates !== 'never' ? undefined : buildStage(plan, deps)
  const standalone = node.next?.output === 'standalone' && build !== undefined
  const generatesLater = node.prisma !== undefined && node.prisma.generates !== 'install'
  const prodDeps = stage('prod-deps')
    .from(generatesLater && built ? built : deps)
    .run(manager.prune, { mounts: installMounts(manager, options.npmrc) })
  const libraries = packages(node.native, 'runtime', options.systemPackages.runtime)
  let app = stage('app')
    .from(images.runtime)
    .use(options.runtime === 'slim' ? install(libraries) : (same) => same)
    .env({ NODE_ENV: 'production', ...(node.next ? { HOSTNAME: '0.0.0.0' } : {}), ...start.env })
    .workdir('/app') as StageBuilder<'app', string>
  if (!standalone) {
    app = app.copy('package.json', './')
    if (hasProductionDependencies) app = app.use(copyModules(plan, prodDeps))
  }
  if (built !== undefined && build !== undefined) {
    for (const { from, to } of outputs) app = app.copyFrom(built, `/app/${from}`, to)
  } else {
    app = app.use(copyEntries(runtimeSources(facts)))
  }
  for (const asset of options.assets) app = app.copy(asset, `./${asset}`)
  return app.user(images.uid, images.uid).use(withCommonOptions(options, options.port ?? node.port?.port))
}

const copyModules =
  ({ manager, node }: Plan, prodDeps: StageBuilder<'prod-deps', string>) =>
  (app: StageBuilder<'app', string>): StageBuilder<'app', string> => {
    if (manager.kind !== 'berry' || node.packageManager.linker !== 'pnp') {
      return app.copyFrom(prodDeps, '/app/node_modules', './node_modules')
    }
    return app
      .copyFrom(prodDeps, ['/app/.pnp.cjs', '/app/.pnp.loader.mjs'], './')
      .copyFrom(prodDeps, '/app/.yarn', './.yarn')
  }

const devCommand = ({ node, manager, start }: Plan): readonly string[] => {
  const script = ['dev', 'start:dev', 'watch', 'develop'].find((name) => name in node.manifest.scripts)
  if (script !== undefined) return [...manager.run, script]
  return start.file === undefined ? start.command : ['node', '--watch', start.file]
}

/**
 * A Node service: dependencies from the lockfile, a build where there is one, and an image that holds production
 * dependencies and what was built, run by `node` itself as uid 1000.
 *
 * Targets: `dev` (all dependencies, watches), `debug` (the runtime with the inspector on port 9229), `runtime`.
 *
 * @throws GenDockerfileError when the repository does not say what to start, has no lockfile, or contradicts itself.
 */
export const nodeProdDeps = definePreset({
  name: 'node-prod-deps',
  summary: 'Node services on npm, pnpm, yarn or bun: built, then shipped with production dependencies only',
  ecosystems: ['node'],
  options: nodeOptions,
  fits: ({ node }) => (node === undefined ? 0 : node.entry === undefined ? 1 : 5),
  build: (options, facts) => {
    const plan = planOf(options, facts)
    const deps = depsStage(plan)
    const app = runtimeStage(plan, deps)
    const dev = stage('dev')
      .from(deps)
      .use(
        copyEntries(
          buildSources(
            facts,
            plan.outputs.map(({ from }) => from),
          ),
        ),
      )
      .env({ NODE_ENV: 'development' })
      .cmd(devCommand(plan))
    const command = commandFor(plan.start, plan.images)
    const debug = stage('debug').from(app).env({ NODE_OPTIONS: '--inspect=0.0.0.0:9229' }).expose(9229).cmd(command)
    const runtime = stage('runtime').from(app).cmd(command)
    return dockerfile({ targets: [dev, debug, runtime] })
  },
})
