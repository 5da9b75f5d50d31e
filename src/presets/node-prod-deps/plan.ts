import { refuse } from '../../builders/refuse.js'
import { languageImage } from '../../images/index.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { installFiles, pathsOf, type Paths } from './files.js'
import { lifecyclePlan, type LifecyclePlan } from './lifecycle.js'
import { managerOf, type Manager, type ManagerKind } from './managers.js'
import type { NodeOptions } from './options.js'
import { isBuilt, isTypeScript, outputsOf, type Output } from './outputs.js'
import { placeholdersOf, type Placeholders } from './prisma.js'
import { checkNode } from './problems.js'
import { isPublished, publishedBeside } from './published.js'
import { runtimeImages, type RuntimeImages } from './runtime-images.js'
import { startOf, type Start } from './start.js'
import { hasKeys } from '../has-keys.js'
import { joinPaths } from '../join-paths.js'
import { closureOf, inMember } from './workspace/closure.js'
import { fromHome, withClosure, workspacePlan, type WorkspacePlan } from './workspace/plan.js'

/** Everything that was decided, for the stages to say. */
export interface Plan {
  readonly facts: Facts
  readonly node: NodeFacts
  readonly options: NodeOptions
  readonly manager: Manager
  readonly buildImage: string
  readonly images: RuntimeImages
  readonly start: Start
  readonly lifecycle: LifecyclePlan
  /** What is copied before dependencies are installed. */
  readonly installFiles: Paths
  /** The build script, where there is something to build. */
  readonly build: string | undefined
  /** What the build writes. */
  readonly outputs: readonly Output[]
  /** What the service itself publishes beside that; relative to the service. */
  readonly published: Paths
  /** The build gathers what it needs of node_modules: Next.js' standalone output, Nitro. */
  readonly selfContained: boolean
  /** The service is started from a file of the repository. */
  readonly runsFromSource: boolean
  readonly usesPnp: boolean
  readonly placeholders: Placeholders
  /** The service is a member of a workspace, whose root is the build context. */
  readonly workspace: WorkspacePlan | undefined
  /** The install reads `.npmrc` of the repository. */
  readonly hasNpmrc: boolean
  readonly hasDependencies: boolean
  readonly hasProductionDependencies: boolean
  readonly hasDevDependencies: boolean
}

const buildScript = (options: NodeOptions, { manifest, build }: NodeFacts): string | undefined => {
  if (options.build === false) return undefined
  if (options.build === undefined) return build?.script
  if (options.build in manifest.scripts) return options.build
  const names = Object.keys(manifest.scripts).map((name) => `\`${name}\``)
  return refuse(
    'unknown-script',
    `package.json has no script \`${options.build}\` to build with.`,
    names.length === 0 ? 'It has no scripts at all.' : `Its scripts are ${names.join(', ')}.`,
  )
}

/** Plug'n'Play has no node_modules: node learns from a file where packages are. */
const withPnp = (start: Start, node: NodeFacts, place: (path: string) => string): Start => {
  if (start.kind === 'file') {
    const loader = node.manifest.type === 'module' ? ['--experimental-loader', place('.pnp.loader.mjs')] : []
    return { ...start, nodeArgs: ['--require', place('.pnp.cjs'), ...loader, ...start.nodeArgs] }
  }
  if (start.words[0]?.startsWith('node_modules/') !== true) return start
  return refuse(
    'command-with-plug-n-play',
    `The start script runs \`${start.words[0].split('/').at(-1) ?? ''}\`, which yarn would have to find, since Plug'n'Play has no node_modules.`,
    'Set `nodeLinker: node-modules` in `.yarnrc.yml`, or start a file: `nodeProdDeps({ entry: … })`.',
  )
}

/** Tools of a member are linked beside it or at the root, as the manager likes. */
const withToolsOf = (start: Start, { home }: WorkspacePlan): Start => {
  if (start.kind === 'file' || home === '.' || start.words[0]?.startsWith('node_modules/.bin/') !== true) return start
  const [tool = '', ...rest] = start.words
  const path = `/app/${home}/node_modules/.bin:/app/node_modules/.bin:$PATH`
  return { ...start, words: [tool.slice('node_modules/.bin/'.length), ...rest], env: { PATH: path, ...start.env } }
}

/** Where the outputs of a member are in the build stage and in the image. */
const placed = (outputs: readonly Output[], { closure, home }: WorkspacePlan, kind: ManagerKind): readonly Output[] =>
  outputs.map((output) => {
    // Most managers put what a member needs into the root's node_modules.
    if (output.from.startsWith('node_modules/') && kind !== 'pnpm') return output
    const isWhole = output.to === './'
    const to = isWhole ? './' : `./${joinPaths(home, output.to)}`
    return { ...output, from: inMember(closure.service, output.from), to }
  })

/** Decides everything, or refuses. */
export const planOf = (options: NodeOptions, facts: Facts): Plan => {
  const closure = closureOf(facts)
  const checked = checkNode(facts, options, closure)
  const node = closure === undefined ? checked : withClosure(facts, checked, closure)
  const packages = closure === undefined ? [node] : [...(closure.root ? [closure.root] : []), ...closure.members]
  const running = closure === undefined ? [node] : [...(closure.root ? [closure.root] : []), ...closure.production]
  const version = options.node ?? node.nodeVersion.version
  const manager = managerOf(node.packageManager, Number.parseInt(version, 10))
  const script = buildScript(options, node)
  const usesPnp = manager.kind === 'berry' && node.packageManager.linker === 'pnp'
  const plain = startOf(node, options, script !== undefined, manager.kind)
  const file = plain.kind === 'file' ? plain.file : undefined
  const isStandalone = node.next?.output === 'standalone' && script !== undefined
  const runsFromSource =
    !isStandalone && file !== undefined && (script === undefined || !(isBuilt(file, node) || isPublished(file, node)))
  // A compiler has nothing to give to a service that runs from TypeScript.
  const needless = runsFromSource && file !== undefined && isTypeScript(file) && node.build?.tool === 'tsc'
  const build = needless && options.build === undefined ? undefined : script
  const outputs = build === undefined ? [] : outputsOf(node, options, plain, closure?.root?.manifest)
  const selfContained = build !== undefined && (isStandalone || (node.build?.selfContained === true && !options.output))
  const workspace =
    closure === undefined
      ? undefined
      : workspacePlan(facts, closure, node, options, manager, { script: build, outputs, selfContained })
  const start = workspace === undefined ? plain : withToolsOf(plain, workspace)
  const atHome = (path: string): string => (workspace === undefined ? `./${path}` : fromHome(workspace, path))
  const hasProductionDependencies = running.some(
    ({ manifest: { dependencies, optionalDependencies } }) => hasKeys(dependencies) || hasKeys(optionalDependencies),
  )
  const lifecycle = lifecyclePlan(node, build)
  const hasDevDependencies = packages.some(({ manifest }) => hasKeys(manifest.devDependencies))
  return {
    facts,
    node,
    options,
    manager,
    buildImage: options.buildImage ?? languageImage('node', version, 'slim'),
    images: runtimeImages(version, options),
    start: usesPnp ? withPnp(start, node, atHome) : start,
    lifecycle,
    installFiles: workspace?.installFiles ?? installFiles(node),
    build,
    outputs: workspace === undefined ? outputs : placed(outputs, workspace, manager.kind),
    published: pathsOf(publishedBeside({ manifest: node.manifest, entries: facts.files }, outputs).present),
    selfContained,
    runsFromSource: runsFromSource || (build === undefined && start.kind === 'command'),
    usesPnp,
    placeholders: workspace?.placeholders ?? placeholdersOf([{ node, ...lifecycle, build }]),
    workspace,
    hasNpmrc: (closure === undefined ? node : (closure.root ?? node)).installInputs.some(
      ({ path }) => path === '.npmrc',
    ),
    hasProductionDependencies,
    hasDevDependencies,
    hasDependencies: hasProductionDependencies || hasDevDependencies,
  }
}
