import type { Facts, Problem, WorkspaceFact } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { placeOf, refuse } from '../compiled/refusal.js'
import type { NodeOptions } from './options.js'

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

/** The facts of Node, or the reason why no image can be made from them. */
export const checkNode = (facts: Facts, options: NodeOptions): NodeFacts => {
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
  if (workspace?.ecosystem === 'node' && !standsAlone(workspace, node)) {
    refuse(
      'workspace-member',
      `nodeProdDeps() makes images of packages that stand alone; this one belongs to the ${workspace.kind} workspace of \`${workspace.file}\`, whose other members its install needs.`,
      'Write its stages with the builders: copy the manifests of all members, install, then narrow down with the package manager.',
    )
  }
  const manifestPlace = placeOf(facts, { file: 'package.json' })
  const { dependencies, devDependencies, optionalDependencies } = node.manifest
  const needed = { ...dependencies, ...devDependencies, ...optionalDependencies }
  if (node.packageManager.lockfile === undefined && Object.keys(needed).length > 0) {
    refuse(
      'no-lockfile',
      'package.json has dependencies but there is no lockfile, so every build could install something else.',
      `Make one with \`${node.packageManager.name} install\` and commit it.`,
      manifestPlace,
    )
  }
  const outside = node.installInputs.find(({ path }) => path.startsWith('../'))
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
