import { GenDockerfileError } from '../../model/error.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import type { NodeOptions } from './options.js'

/** The facts of Node, or the reason why no image can be made from them. */
export const checkNode = ({ node, problems, workspace }: Facts, options: NodeOptions): NodeFacts => {
  const problem = problems.find((each) => (each.ecosystem ?? 'node') === 'node' && each.kind !== 'limit')
  if (problem) {
    throw new GenDockerfileError({
      code: `${problem.kind}-facts`,
      message: problem.message,
      hint: problem.hint,
      place: { file: problem.file, ...(problem.line === undefined ? {} : { line: problem.line }) },
    })
  }
  if (!node) {
    throw new GenDockerfileError({
      code: 'no-manifest',
      message: 'nodeProdDeps() found no package.json here.',
      hint: "Put `dockerfile.ts` beside it, or say where it is: `nodeProdDeps({ dir: 'apps/api' })`.",
    })
  }
  if (workspace?.ecosystem === 'node') {
    throw new GenDockerfileError({
      code: 'workspace-member',
      message: `nodeProdDeps() makes images of packages that stand alone; this one belongs to the ${workspace.kind} workspace of \`${workspace.file}\`, whose other members its install needs.`,
      hint: 'Write its stages with the builders: copy the manifests of all members, install, then narrow down with the package manager.',
    })
  }
  const { dependencies, devDependencies } = node.manifest
  if (node.packageManager.lockfile === undefined && Object.keys({ ...dependencies, ...devDependencies }).length > 0) {
    throw new GenDockerfileError({
      code: 'no-lockfile',
      message: 'package.json has dependencies but there is no lockfile, so every build could install something else.',
      hint: `Make one with \`${node.packageManager.name} install\` and commit it.`,
      place: { file: 'package.json' },
    })
  }
  const native = node.native.flatMap((need) => need.debian.runtime)
  if (options.runtime === 'distroless' && native.length > 0) {
    throw new GenDockerfileError({
      code: 'distroless-without-libraries',
      message: `Dependencies need ${native.map((name) => `\`${name}\``).join(', ')} at run time, which a distroless image cannot install.`,
      hint: "Use `runtime: 'slim'`.",
    })
  }
  return node
}
