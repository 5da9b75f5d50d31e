import { createUser } from '../../builders/steps/user.js'
import type { StageBuilder } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { makeWritable } from '../writable.js'
import { compilingStage } from './build-stage.js'
import { programFlags, type RustPlan } from './cargo.js'
import { copySources } from './sources.js'

/** The user whose id most people have on their own machine, so that mounted sources stay theirs. */
const uid = 1000

/** The stage for local work: the toolchain, the crates and the sources, which a bind mount on /src may replace. */
export const devStage = (plan: RustPlan, port: number | undefined): StageBuilder<'dev', never> => {
  const { options, toolchain, rust, sources } = plan
  const { healthcheck: _, ...rest } = options
  const fetch = rust.lockfile === undefined ? 'cargo fetch' : 'cargo fetch --locked'
  const start: StageBuilder<'dev', never> = compilingStage('dev', plan, options.runtimePackages)
    .use(createUser({ name: 'dev', uid, manager: toolchain.manager }))
    // Compiler output stays out of a mounted folder.
    .env({ HOME: '/tmp', CARGO_TARGET_DIR: '/tmp/target' })
    .use(makeWritable(options.writable, uid))
    .user(uid, uid)
    .use(copySources(sources))
  return (sources.vendor === undefined ? start.run(fetch) : start)
    .use(withCommonOptions(rest, port))
    .cmd(['cargo', 'run', ...programFlags(plan), ...(options.args.length === 0 ? [] : ['--', ...options.args])])
}
