import { stage } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { makeWritable } from '../writable.js'
import { sourcesOf } from './build-stage.js'
import type { Plan } from './plan.js'
import { copyPaths, type NodeStage } from './steps.js'

/** The user that the official images have, and that most people are on their own machine. */
const uid = 1000

const devScripts = ['dev', 'start:dev', 'develop', 'dev:server', 'server:dev', 'watch']

const watches =
  /\b(?:tsx watch|ts-node-dev|tsnd|nodemon|node --watch|next dev|nest start .*--watch|bun --(?:watch|hot))\b/

/** The script that people work with, else the service itself, built first where it has to be. */
const devCommand = ({ node, manager, start, build, runsFromSource }: Plan): readonly string[] => {
  const { scripts } = node.manifest
  const named = devScripts.find((name) => name in scripts)
  const script = named ?? Object.keys(scripts).find((name) => !/test/.test(name) && watches.test(scripts[name] ?? ''))
  if (script !== undefined) return [...manager.run, script]
  const command =
    start.kind === 'file' ? ['node', '--watch', ...start.nodeArgs, start.file, ...start.args] : start.words
  if (build === undefined || runsFromSource) return command
  return ['sh', '-c', `${[...manager.run, build].join(' ')} && exec "$@"`, 'sh', ...command]
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
    .use(makeWritable(options.writable, uid))
    .env({ NODE_ENV: 'development' })
    .use(withCommonOptions(rest, options.port ?? node.port?.port))
    .user(uid, uid)
    .cmd(devCommand(plan))
}
