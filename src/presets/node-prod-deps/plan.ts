import { refuse } from '../../builders/refuse.js'
import { languageImage } from '../../images/index.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { installFiles, type Paths } from './files.js'
import { lifecyclePlan, type LifecyclePlan } from './lifecycle.js'
import { managerOf, type Manager } from './managers.js'
import type { NodeOptions } from './options.js'
import { isBuilt, isTypeScript, outputsOf, type Output } from './outputs.js'
import { checkNode } from './problems.js'
import { runtimeImages, type RuntimeImages } from './runtime-images.js'
import { startOf, type Start } from './start.js'

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
  /** The build gathers what it needs of node_modules: Next.js' standalone output, Nitro. */
  readonly selfContained: boolean
  /** The service is started from a file of the repository. */
  readonly runsFromSource: boolean
  readonly usesPnp: boolean
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
const withPnp = (start: Start, node: NodeFacts): Start => {
  if (start.kind === 'file') {
    const loader = node.manifest.type === 'module' ? ['--experimental-loader', './.pnp.loader.mjs'] : []
    return { ...start, nodeArgs: ['--require', './.pnp.cjs', ...loader, ...start.nodeArgs] }
  }
  if (start.words[0]?.startsWith('node_modules/') !== true) return start
  return refuse(
    'command-with-plug-n-play',
    `The start script runs \`${start.words[0].split('/').at(-1) ?? ''}\`, which yarn would have to find, since Plug'n'Play has no node_modules.`,
    'Set `nodeLinker: node-modules` in `.yarnrc.yml`, or start a file: `nodeProdDeps({ entry: … })`.',
  )
}

/** Decides everything, or refuses. */
export const planOf = (options: NodeOptions, facts: Facts): Plan => {
  const node = checkNode(facts, options)
  const { dependencies, devDependencies, optionalDependencies } = node.manifest
  const version = options.node ?? node.nodeVersion.version
  const manager = managerOf(node.packageManager, Number.parseInt(version, 10))
  const script = buildScript(options, node)
  const usesPnp = manager.kind === 'berry' && node.packageManager.linker === 'pnp'
  const plain = startOf(node, options, script !== undefined, manager.kind)
  const start = usesPnp ? withPnp(plain, node) : plain
  const file = start.kind === 'file' ? start.file : undefined
  const isStandalone = node.next?.output === 'standalone' && script !== undefined
  const runsFromSource = !isStandalone && file !== undefined && (script === undefined || !isBuilt(file, node))
  // A compiler has nothing to give to a service that runs from TypeScript.
  const needless = runsFromSource && file !== undefined && isTypeScript(file) && node.build?.tool === 'tsc'
  const build = needless && options.build === undefined ? undefined : script
  const hasProductionDependencies = Object.keys({ ...dependencies, ...optionalDependencies }).length > 0
  const hasDevDependencies = Object.keys(devDependencies).length > 0
  return {
    facts,
    node,
    options,
    manager,
    buildImage: options.buildImage ?? languageImage('node', version, 'slim'),
    images: runtimeImages(version, options),
    start,
    lifecycle: lifecyclePlan(node, build),
    installFiles: installFiles(node),
    build,
    outputs: build === undefined ? [] : outputsOf(node, options, start),
    selfContained: build !== undefined && (isStandalone || (node.build?.tool === 'nuxt' && !options.output)),
    runsFromSource: runsFromSource || (build === undefined && start.kind === 'command'),
    usesPnp,
    hasProductionDependencies,
    hasDevDependencies,
    hasDependencies: hasProductionDependencies || hasDevDependencies,
  }
}
