import { createUser } from '../../builders/steps/user.js'
import type { StageBuilder } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { initEntrypoint, initPackages } from '../init.js'
import { makeWritable } from '../writable.js'
import { compilingStage, prepareWorkspace } from './build-stage.js'
import { programFlags, type RustPlan } from './cargo.js'
import { copySources } from './sources.js'

/** The user whose id most people have on their own machine, so that mounted sources stay theirs. */
const uid = 1000

/** The stage for local work: the toolchain, the crates and the sources, which a bind mount on /src may replace. */
export const devStage = (plan: RustPlan, port: number | undefined): StageBuilder<'dev', never> => {
  const { options, toolchain, rust, sources } = plan
  const { healthcheck: _, ...rest } = options
  const fetch = rust.lockfile === undefined ? 'cargo fetch' : 'cargo fetch --locked'
  const start: StageBuilder<'dev', never> = compilingStage('dev', plan, [
    ...options.runtimePackages,
    ...initPackages(options),
  ])
    .use(createUser({ name: 'dev', uid, manager: toolchain.manager }))
    // Compiler output stays out of a mounted folder.
    .env({ HOME: '/tmp', CARGO_TARGET_DIR: '/tmp/target' })
    .use(makeWritable(options.writable, uid))
  const prepared = start.use(prepareWorkspace(plan, true)).user(uid, uid)
  const withFetched = (stage: StageBuilder<'dev', never>): StageBuilder<'dev', never> =>
    sources.vendor === undefined ? stage.run(fetch) : stage
  // The crates of a workspace are known without the sources, an edit of which then fetches nothing.
  const filled =
    sources.workspace === undefined
      ? withFetched(prepared.use(copySources(sources)))
      : withFetched(prepared).use(copySources(sources))
  return filled
    .use(withCommonOptions(rest, port))
    .use(initEntrypoint(options, toolchain.manager, toolchain.image))
    .cmd(['cargo', 'run', ...programFlags(plan), ...(options.args.length === 0 ? [] : ['--', ...options.args])])
}
