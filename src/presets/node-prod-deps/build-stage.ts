import { cache, type Mount } from '../../builders/mounts.js'
import { stage } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import { joinPaths } from '../join-paths.js'
import { buildSources } from './files.js'
import type { Plan } from './plan.js'
import { nowhere } from './prisma.js'
import { commands, copyPaths, credentials, type NodeStage } from './steps.js'

/** What building and local work need beyond the installed dependencies; the installed manifests may lack scripts. */
export const copySources =
  (
    { facts, outputs, lifecycle, installFiles, workspace }: Plan,
    options: { readonly chown?: string } = {},
  ): StageStep =>
  (result) => {
    if (workspace === undefined) {
      const { files, folders } = buildSources(facts, outputs, installFiles)
      const manifest = lifecycle.removed.length > 0 ? ['package.json'] : []
      return result.use(copyPaths({ files: [...manifest, ...files], folders }, options))
    }
    const [libraries, service] = workspace.sources
    const files = [...workspace.changedManifests, ...libraries.files]
    return result.use(copyPaths({ ...libraries, files }, options)).use(copyPaths(service, options))
  }

/** Where Next.js keeps what it has compiled. */
const nextCache = ({ facts, workspace }: Plan) => ({
  path: joinPaths('.', workspace?.closure.dir ?? '.', '.next/cache'),
  id: `${facts.name}-next`,
})

/** Berry reads its configuration, and with it variables, before it runs a script. */
const mountsOf = (plan: Plan): readonly Mount[] => {
  const { node, options, manager } = plan
  const { path, id } = nextCache(plan)
  return [
    ...(node.next && options.cache === 'mount' ? [cache(`/app/${path}`, { id })] : []),
    ...(manager.kind === 'berry' ? credentials(plan) : []),
  ]
}

const commandsOf = (plan: Plan): readonly string[] => {
  const { build, lifecycle, manager, workspace } = plan
  if (workspace !== undefined) return workspace.build
  return build === undefined ? [] : [...lifecycle.postponed, build].map((name) => [...manager.run, name].join(' '))
}

/** The sources and what the build scripts make of them; nothing where there is nothing to build. */
export const buildStage = (plan: Plan, deps: NodeStage<'deps'>): NodeStage<'build'> | undefined => {
  const { node, options, placeholders, workspace } = plan
  const list = commandsOf(plan)
  // pnpm copies members as they are after the build.
  if (list.length === 0 && workspace?.deploys !== true) return undefined
  const sources = stage('build').from(deps).use(copySources(plan))
  if (list.length === 0) return sources
  const variables = {
    ...(node.next ? { NEXT_TELEMETRY_DISABLED: 1 } : {}),
    ...Object.fromEntries(placeholders.build.map((name) => [name, nowhere])),
    ...options.buildEnv,
  }
  const explained =
    placeholders.build.length > 0
      ? sources.comment("Prisma's configuration insists on a database; nothing connects to one here.")
      : sources
  const ready = Object.keys(variables).length > 0 ? explained.env(variables) : sources
  const tidy = node.next && options.cache === 'layer' ? [`rm -rf ${nextCache(plan).path}`] : []
  return ready.run(commands([...list, ...tidy]), { mounts: mountsOf(plan) })
}
