import { refuse } from '../../builders/refuse.js'
import { stage } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { copyInit, initEntrypoint, initPackages } from '../init.js'
import { conventionalPaths, runtimeSources, type Paths } from './files.js'
import type { Plan } from './plan.js'
import { generatedFolders, generatedPatterns } from './prisma.js'
import { commandFor, managerIn } from './runtime-images.js'
import { makeWritable } from '../writable.js'
import { copyPaths, packages, variablesOf, type FinalStep, type NodeStage } from './steps.js'
import { workspaceModules, workspaceProgram } from './workspace/image.js'

/** Where the service's files come from. */
export interface Origins {
  readonly prodDeps: NodeStage<'deps'> | NodeStage<'prod-deps'>
  readonly build: NodeStage<'build'> | undefined
}

type Final = 'app' | 'debug' | 'runtime'

// https://github.com/GoogleContainerTools/distroless/tree/main/cc: the libraries that the Node images hold.
const inDistroless = new Set(['libc6', 'libssl3', 'libssl3t64', 'libgcc-s1', 'libgomp1', 'libstdc++6'])

const libraries = ({ node, options, images }: Plan): readonly string[] => {
  const names = [...node.native.flatMap(({ debian }) => debian.runtime), ...options.systemPackages.runtime]
  if (!images.distroless) return names
  const missing = [...new Set(names.filter((name) => !inDistroless.has(name)))].map((name) => `\`${name}\``)
  if (missing.length === 0) return []
  const why = node.native.filter(({ debian }) => debian.runtime.length > 0).map((need) => `\`${need.package}\``)
  return refuse(
    'distroless-without-packages',
    `A distroless image cannot install ${missing.join(', ')}${why.length === 0 ? '' : `, which ${why.join(', ')} needs`}.`,
    "Use `runtime: 'slim'`.",
  )
}

/** Variables of the running service. Servers that listen on localhost by default cannot be reached in a container. */
const environment = ({ node, start }: Plan): Readonly<Record<string, string>> => ({
  NODE_ENV: 'production',
  ...(node.next ? { HOSTNAME: '0.0.0.0' } : {}),
  ...(node.framework?.name === 'astro' ? { HOST: '0.0.0.0' } : {}),
  ...variablesOf(node.native, 'runtime'),
  ...start.env,
})

const modules =
  (
    { node, manager, usesPnp, hasProductionDependencies, selfContained, runsFromSource, start, workspace }: Plan,
    { prodDeps }: Origins,
  ): FinalStep =>
  (stage) => {
    const { binary } = manager
    const usesBun = binary !== undefined && start.kind === 'command' && start.words[0] === 'bun'
    const begun = usesBun ? stage.copyFrom(binary.image, binary.path, binary.path, { link: true }) : stage
    if (selfContained || !hasProductionDependencies) return begun
    if (usesPnp) {
      return begun
        .copyFrom(prodDeps, '/app/.pnp.*', './', { link: true })
        .copyFrom(prodDeps, '/app/.yarn', './.yarn', { link: true })
    }
    if (workspace !== undefined) return begun.use(workspaceModules(workspace, prodDeps, runsFromSource))
    // Dependencies in folders of the repository are links to them, which a service that runs from its sources has anyway.
    const local = runsFromSource
      ? []
      : node.installInputs.filter(({ why, kind }) => why === 'local-package' && kind === 'dir')
    const installed = local.reduce(
      (result, { path }) => result.copyFrom(prodDeps, `/app/${path}`, `./${path}`, { link: true }),
      begun.copyFrom(prodDeps, '/app/node_modules', './node_modules', { link: true }),
    )
    const generated = generatedPatterns(generatedFolders(node.prisma, runsFromSource))
    return generated.length === 0
      ? installed
      : installed.copyFrom(prodDeps, generated, './', { parents: true, link: true })
  }

const together = (one: Paths, other: Paths): Paths => ({
  files: [...new Set([...one.files, ...other.files])],
  folders: [...new Set([...one.folders, ...other.folders])],
})

/** Files of the repository, without those that come from elsewhere. */
const sourcesOf = (plan: Plan): Paths => {
  const { facts, node, outputs, published, options, start, runsFromSource, selfContained } = plan
  if (selfContained) return { files: [], folders: [] }
  const { files, folders } = runsFromSource
    ? runtimeSources(facts, outputs, start)
    : node.next
      ? { files: [], folders: [] }
      : together(conventionalPaths(facts.files, node), published)
  const others = new Set([...outputs.map(({ from }) => from), ...options.assets])
  const fresh = (paths: readonly string[]): readonly string[] => paths.filter((path) => !others.has(path))
  return { files: ['package.json', ...fresh(files)], folders: fresh(folders) }
}

const program =
  (plan: Plan, { build }: Origins): FinalStep =>
  (stage) => {
    const { images, outputs, options, workspace, selfContained } = plan
    const sources = sourcesOf(plan)
    let result =
      workspace === undefined
        ? stage.use(copyPaths(sources))
        : stage.use(workspaceProgram(workspace, sources, { selfContained, assets: options.assets }, build))
    if (build !== undefined) {
      for (const { from, to, comment } of outputs) {
        // Next.js writes its caches beside what was built.
        const owner = /(?:^|\/)\.next(?:\/|$)/.test(from) ? { chown: `${images.uid}:${images.uid}` } : {}
        if (comment !== undefined) result = result.comment(comment)
        result = result.copyFrom(build, `/app/${from}`, to, { link: true, ...owner })
      }
    }
    return workspace === undefined
      ? options.assets.reduce((done, asset) => done.copy(asset, `./${asset}`), result)
      : result
  }

const content =
  (plan: Plan, origins: Origins): FinalStep =>
  (stage) => {
    const { node, options, images, workspace } = plan
    const isHome = workspace === undefined || workspace.home === '.'
    if (images.distroless && options.writable.length > 0) {
      refuse(
        'distroless-without-shell',
        `A distroless image cannot make ${options.writable.map((folder) => `\`${folder}\``).join(', ')}, since it has no shell.`,
        "Use `runtime: 'slim'`, or mount volumes that belong to user 65532.",
      )
    }
    const manager = managerIn(images)
    const needed = libraries(plan)
    const installed =
      manager === undefined
        ? stage.use(copyInit(options))
        : stage.use(packages([...needed, ...initPackages(options)], manager))
    return installed
      .env(environment(plan))
      .workdir('/app')
      .use(modules(plan, origins))
      .use(program(plan, origins))
      .use((done) => (isHome ? done : done.workdir(`/app/${workspace.home}`)))
      .use(makeWritable(options.writable, images.uid))
      .use(withCommonOptions(options, options.port ?? node.port?.port))
      .user(images.uid, images.uid)
      .use(initEntrypoint(options, manager, images.runtime, images.distroless ? ['/nodejs/bin/node'] : undefined))
  }

const inspect = '--inspect=0.0.0.0:9229'

/** The image as it is shipped, and the same with an inspector and a shell. */
export const runtimeStages = (plan: Plan, origins: Origins): readonly [NodeStage<'debug'>, NodeStage<'runtime'>] => {
  const { images, start } = plan
  const make = <const Name extends Final>(name: Name, base: string): NodeStage<Name> => {
    const begun: NodeStage<Name> = stage(name).from(base)
    return begun.use(content(plan, origins))
  }
  // One image for both: what they share is said once.
  const app = images.runtime === images.debug ? make('app', images.runtime) : undefined
  const debugBase: NodeStage<'debug'> = app ? stage('debug').from(app) : make('debug', images.debug)
  const runtimeBase: NodeStage<'runtime'> = app ? stage('runtime').from(app) : make('runtime', images.runtime)
  const open = debugBase.comment("Whoever reaches the inspector's port can run code: publish it on localhost only.")
  const debug =
    start.kind === 'file'
      ? open.expose(9229).cmd(commandFor(start, images, [inspect]))
      : start.words[0] === 'bun'
        ? open.expose(9229).cmd(['bun', inspect, ...start.words.slice(1)])
        : open.expose(9229).env({ NODE_OPTIONS: inspect }).cmd(commandFor(start, images))
  return [debug, runtimeBase.cmd(commandFor(start, images))]
}
