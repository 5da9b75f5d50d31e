import { quoteArgument } from '../../builders/shell.js'
import { stage } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { packageManagerOf } from '../compiled/system-packages.js'
import { initEntrypoint, initPackages } from '../init.js'
import { makeWritable } from '../writable.js'
import { copySources } from './build-stage.js'
import type { Plan } from './plan.js'
import { packages, type NodeStage } from './steps.js'
import type { WorkspacePlan } from './workspace/plan.js'

/** The user that the official images have, and that most people are on their own machine. */
const uid = 1000

const devScripts = ['dev', 'start:dev', 'develop', 'dev:server', 'server:dev', 'watch']

const watches =
  /\b(?:tsx watch|ts-node-dev|tsnd|nodemon|node --watch|next dev|nest start .*--watch|bun --(?:watch|hot))\b/

const scriptOf = ({ manifest: { scripts } }: Plan['node']): string | undefined =>
  devScripts.find((name) => name in scripts) ??
  Object.keys(scripts).find((name) => !/test/.test(name) && watches.test(scripts[name] ?? ''))

/** The script that people work with, else the service itself, built first where it has to be; libraries are always built first. */
const devCommand = ({ node, manager, start, build, runsFromSource, workspace }: Plan): readonly string[] => {
  const script = scriptOf(node)
  const watched =
    start.kind === 'file' ? ['node', '--watch', ...start.nodeArgs, start.file, ...start.args] : start.words
  const command = script === undefined ? watched : [...manager.run, script]
  const isReady = script !== undefined || build === undefined || runsFromSource
  const builds =
    workspace === undefined
      ? isReady
        ? []
        : [[...manager.run, build].join(' ')]
      : around(workspace, isReady ? workspace.buildLibraries : workspace.build)
  return builds.length === 0 ? command : ['sh', '-c', `${builds.join(' && ')} && exec "$@"`, 'sh', ...command]
}

/** Commands of the workspace's root, for a shell that is in the service's folder. */
const around = ({ closure }: WorkspacePlan, list: readonly string[]): readonly string[] =>
  list.length === 0 ? [] : ['cd /app', ...list, `cd ${quoteArgument(closure.dir)}`]

/** In a workspace every member has folders that tools write to. */
const ownFolders = ({ hasDependencies, usesPnp, workspace }: Plan): string => {
  if (workspace === undefined) {
    return `chown ${uid}:${uid} ${hasDependencies && !usesPnp ? '/app /app/node_modules' : '/app'}`
  }
  return `find . -exec chown ${uid}:${uid} {} + \\( -name node_modules -o -name .yarn \\) -prune`
}

/** The stage for local work: all dependencies and the sources, over which the working copy may be mounted. */
export const devStage = (plan: Plan, deps: NodeStage<'deps'>): NodeStage<'dev'> => {
  const { node, options, workspace, buildImage } = plan
  const { healthcheck: _, ...rest } = options
  const manager = packageManagerOf(buildImage)
  // `apk add` is one command, like what follows.
  const apart = options.init && manager === 'apk' ? '\nhadolint ignore=DL3059' : ''
  return stage('dev')
    .from(deps)
    .use(packages(initPackages(options), manager))
    .comment(`Tools write beside the sources and into node_modules; only the folders change hands.${apart}`)
    .run(ownFolders(plan))
    .use(copySources(plan, { chown: `${uid}:${uid}` }))
    .use((built) => (workspace === undefined ? built : built.workdir(`/app/${workspace.closure.dir}`)))
    .use(makeWritable(options.writable, uid))
    .env({ NODE_ENV: 'development' })
    .use(withCommonOptions(rest, options.port ?? node.port?.port))
    .user(uid, uid)
    .use(initEntrypoint(options, manager, buildImage))
    .cmd(devCommand(plan))
}
