import { dockerfile } from '../../builders/dockerfile.js'
import { ownPreset } from '../own-preset.js'
import { withNetwork } from '../network/index.js'
import { withOciLabels } from '../oci-labels.js'
import { buildStage } from './build-stage.js'
import { depsStage, prodDepsStage } from './deps-stages.js'
import { devStage } from './dev-stage.js'
import { nodeOptions } from './options.js'
import { planOf } from './plan.js'
import { runtimeStages } from './runtime-stages.js'

/**
 * A Node service: dependencies from the lockfile, a build where there is one, and an image that holds production
 * dependencies and what was built, run by `node` itself without root.
 *
 * A member of a workspace is built from the workspace's root: the manifests that the frozen install of its package manager accepts, an
 * install narrowed to the service, the sources of what it needs, and their builds in order. The image keeps the folders of the
 * repository, since installed packages are links to them; nothing of other services is in it.
 *
 * Targets: `dev` (all dependencies, watches), `debug` (the service with an inspector on port 9229), `runtime`.
 *
 * @example
 * ```ts
 * export default nodeProdDeps({ runtime: 'distroless', assets: ['views'] })
 * ```
 * @throws GenDockerfileError when it is resolved: `no-manifest`, `no-lockfile`, `no-workspace-member`, `no-entry-point`, `no-start-script`,
 * `missing-entry-point`, `start-needs-shell`, `start-needs-dev-dependency`, `start-needs-bun`, `start-runs-several`, `static-site`,
 * `unknown-script`, `unknown-build-output`, `workspace-root`, `unnamed-member`, `yarn-without-focus`,
 * `dependency-outside-context`, `npmrc-with-yarn-berry`, `command-with-plug-n-play`, `no-distroless-image`,
 * `distroless-command`, `distroless-without-packages`, `unparsable-file`, `contradictory-facts`.
 */
export const nodeProdDeps = ownPreset({
  name: 'node-prod-deps',
  summary:
    'Node services on npm, pnpm, yarn or bun, alone or in a workspace: built, then shipped with production dependencies only',
  ecosystems: ['node'],
  options: nodeOptions,
  fits: ({ node }) => (node === undefined ? 0 : node.entry === undefined ? 5 : 80),
  build: (options, facts) => {
    const plan = planOf(options, facts)
    const deps = depsStage(plan)
    const build = buildStage(plan, deps)
    const prodDeps = prodDepsStage(plan, deps, build)
    const [debug, runtime] = runtimeStages(plan, { prodDeps, build })
    const { mirror, certificates } = options
    const file = dockerfile({ targets: [devStage(plan, deps), debug, runtime] })
    return withNetwork(withOciLabels(file, options), { mirror, certificates })
  },
})
