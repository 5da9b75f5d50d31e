import { cache, type Mount } from '../../builders/mounts.js'
import { stage } from '../../builders/stage.js'
import { buildSources } from './files.js'
import type { Plan } from './plan.js'
import { commands, copyPaths, credentials, type NodeStage } from './steps.js'

/** What building and local work need beyond the installed dependencies. */
export const sourcesOf = ({ facts, outputs, lifecycle, installFiles }: Plan) => {
  const { files, folders } = buildSources(facts, outputs, installFiles)
  // The installed one lacks scripts.
  return { files: [...(lifecycle.removed.length > 0 ? ['package.json'] : []), ...files], folders }
}

/** Berry reads its configuration, and with it variables, before it runs a script. */
const mountsOf = ({ facts, node, options, manager }: Plan): readonly Mount[] => [
  ...(node.next ? [cache('/app/.next/cache', { id: `${facts.name}-next` })] : []),
  ...(manager.kind === 'berry' ? credentials(options) : []),
]

/** The sources and what the build script makes of them. */
export const buildStage = (plan: Plan, script: string, deps: NodeStage<'deps'>): NodeStage<'build'> => {
  const { node, manager, lifecycle } = plan
  const sources = stage('build')
    .from(deps)
    .use(copyPaths(sourcesOf(plan)))
  const variables = { ...(node.next ? { NEXT_TELEMETRY_DISABLED: 1 } : {}), ...plan.options.buildEnv }
  const ready = Object.keys(variables).length > 0 ? sources.env(variables) : sources
  const scripts = [...lifecycle.postponed, script].map((name) => [...manager.run, name].join(' '))
  return ready.run(commands(scripts), { mounts: mountsOf(plan) })
}
