import type { Facts, Problem, WorkspaceFact } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { listOf, placeOf, refuse } from '../compiled/refusal.js'
import { hasKeys } from '../has-keys.js'
import type { NodeOptions } from './options.js'
import { checkWorkspace } from './workspace/problems.js'
import type { Closure } from './workspace/closure.js'

/** Whether an option decides what the repository contradicts itself about. */
const isSettled = ({ kind, file, line }: Problem, node: NodeFacts | undefined, options: NodeOptions): boolean => {
  const place = node?.nodeVersion.place
  return kind === 'contradiction' && options.node !== undefined && place?.file === file && place.line === line
}

/**
 * Whether a package can be installed without the other members of its workspace: the only member, or pnpm's root, whose
 * settings many keep in `pnpm-workspace.yaml`. npm and yarn refuse a lockfile whose members are missing.
 */
const standsAlone = ({ kind, path, patterns }: WorkspaceFact, { manifest }: NodeFacts): boolean => {
  if (path !== '.') return false
  if (patterns.every((pattern) => pattern === '.' || pattern.startsWith('!'))) return true
  const ranges = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  return kind === 'pnpm' && !ranges.some((range) => range.startsWith('workspace:'))
}

/** A folder that holds a workspace is no service. */
const refuseRoot = ({ kind, members, file }: WorkspaceFact): never => {
  const folders = members.flatMap(({ dir }) => (dir === '.' ? [] : [dir]))
  const some = folders.slice(0, 6).map((dir) => `\`${dir}\``)
  const more = folders.length > some.length ? ` and ${folders.length - some.length} more` : ''
  return refuse(
    'workspace-root',
    `This is the root of the ${kind} workspace of \`${file}\`, which is not a service: an image is made of one of its members.`,
    folders.length === 0
      ? 'Name packages in it, or put `dockerfile.ts` into the folder of the service.'
      : `Put \`dockerfile.ts\` into the folder of a member, or name it, \`nodeProdDeps({ dir: '${folders[0] ?? ''}' })\`: ${some.join(', ')}${more}.`,
  )
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The facts of Node, or the reason why no image can be made from them. */
export const checkNode = (facts: Facts, options: NodeOptions, closure: Closure | undefined): NodeFacts => {
  const { node, problems, workspace } = facts
  const problem = problems.find(
    (each) => each.ecosystem === 'node' && each.kind !== 'limit' && !isSettled(each, node, options),
  )
  if (problem) {
    const code = problem.kind === 'contradiction' ? 'contradictory-facts' : `${problem.kind}-file`
    refuse(code, problem.message, problem.hint, placeOf(facts, problem))
  }
  if (!node) {
    return refuse(
      'no-manifest',
      'nodeProdDeps() found no package.json here.',
      "Put `dockerfile.ts` beside it, or say where it is: `nodeProdDeps({ dir: 'apps/api' })`.",
    )
  }
  if (closure !== undefined) checkWorkspace(node, closure)
  else if (workspace?.ecosystem === 'node' && !standsAlone(workspace, node)) refuseRoot(workspace)
  const manifestPlace = placeOf(facts, { file: 'package.json' })
  const packages = closure === undefined ? [node] : closure.members
  const hasDependencies = packages.some(
    ({ manifest: { dependencies, devDependencies, optionalDependencies } }) =>
      hasKeys(dependencies) || hasKeys(devDependencies) || hasKeys(optionalDependencies),
  )
  const { foreignWorkspace: foreign } = facts
  if (node.packageManager.lockfile === undefined && hasDependencies && foreign?.ecosystem === 'node') {
    refuse(
      'no-workspace-member',
      `\`${foreign.path}\` has no lockfile, and it is no member of the workspace above it: no pattern of \`${baseOf(foreign.file)}\` there (${listOf(foreign.patterns)}) names it.`,
      `Add \`${foreign.path}\` or a glob of it to the patterns, and install again; or give the service a lockfile of its own.`,
      manifestPlace,
    )
  }
  if (node.packageManager.lockfile === undefined && hasDependencies) {
    refuse(
      'no-lockfile',
      'package.json has dependencies but there is no lockfile, so every build could install something else.',
      `Make one with \`${node.packageManager.name} install\` and commit it.`,
      manifestPlace,
    )
  }
  const outside = (closure === undefined ? packages : closure.particular.filter((member) => member !== closure.root))
    .flatMap(({ installInputs }) => installInputs)
    .find(({ path }) => path.startsWith('../'))
  if (outside) {
    refuse(
      'dependency-outside-context',
      `The install needs \`${outside.path}\`, which lies outside of the build context.`,
      'Publish it, or make both members of one workspace.',
      manifestPlace,
    )
  }
  if (options.npmrc && node.packageManager.berry) {
    refuse(
      'npmrc-with-yarn-berry',
      'Yarn 2 and later do not read `.npmrc`, so the option `npmrc` would have no effect.',
      "Refer to a variable in `.yarnrc.yml` (`npmAuthToken: '${NPM_TOKEN-}'`) and set `secretEnv: ['NPM_TOKEN']`.",
    )
  }
  return node
}
