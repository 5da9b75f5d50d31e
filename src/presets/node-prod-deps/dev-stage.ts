import { stage } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { sourcesOf } from './build-stage.js'
import type { Plan } from './plan.js'
import { copyPaths, type NodeStage } from './steps.js'

/** The user that the official images have, and that most people are on their own machine. */
const uid = 1000

const devScripts = ['dev', 'start:dev', 'develop', 'watch']

const devCommand = ({ node, manager, start }: Plan): readonly string[] => {
  const script = devScripts.find((name) => name in node.manifest.scripts)
  if (script !== undefined) return [...manager.run, script]
  return start.kind === 'file' ? ['node', '--watch', ...start.nodeArgs, start.file, ...start.args] : start.words
}

/** The stage for local work: all dependencies and the sources, over which the working copy may be mounted. */
export const devStage = (plan: Plan, deps: NodeStage<'deps'>): NodeStage<'dev'> => {
  const { node, options, hasDependencies, usesPnp } = plan
  const folders = hasDependencies && !usesPnp ? '/app /app/node_modules' : '/app'
  const { healthcheck: _, ...rest } = options
  return stage('dev')
    .from(deps)
    .comment('Tools write beside the sources and into node_modules; only the folders change hands.')
    .run(`chown ${uid}:${uid} ${folders}`)
    .use(copyPaths(sourcesOf(plan), { chown: `${uid}:${uid}` }))
    .env({ NODE_ENV: 'development' })
    .use(withCommonOptions(rest, options.port ?? node.port?.port))
    .user(uid, uid)
    .cmd(devCommand(plan))
}
