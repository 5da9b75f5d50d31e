import { createUser } from '../../builders/steps/user.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import { withCommonOptions } from '../common-options.js'
import { installPackages } from '../compiled/system-packages.js'
import { initEntrypoint, initPackages } from '../init.js'
import { makeWritable } from '../writable.js'
import { commonFlags, copyModuleFiles, copySources, enterModule, enterModules, type GoPlan } from './build-stage.js'
import { credentialMounts, preparePrivate } from './credentials.js'

/** The user whose id most people have on their own machine, so that mounted sources stay theirs. */
const uid = 1000

/** The stage for local work: the toolchain, the modules and the sources, which a bind mount on /src may replace. */
export const devStage = (plan: GoPlan, port: number | undefined): StageBuilder<'dev', never> => {
  const { options, compiler, modules } = plan
  let result: StageBuilder<'dev', never> = stage('dev')
    .from(compiler.image)
    .use(
      installPackages([...compiler.packages, ...options.runtimePackages, ...initPackages(options)], compiler.manager),
    )
    .use(createUser({ name: 'dev', uid, manager: compiler.manager }))
    .use(enterModules(plan))
    // Compiler output and settings go below HOME; what runs here should be what is built for the image.
    .env({ HOME: '/tmp', CGO_ENABLED: compiler.cgo ? 1 : 0 })
    .use(makeWritable(options.writable, uid))
    .user(uid, uid)
    .use(preparePrivate(options))
    .use(copyModuleFiles(plan))
  if (modules.download) result = result.run('go mod download', { mounts: credentialMounts(options, '/tmp', uid) })
  const { healthcheck: _, ...rest } = options
  return result
    .use(copySources(plan, true))
    .use(enterModule(plan))
    .use(withCommonOptions(rest, port))
    .use(initEntrypoint(options, compiler.manager, compiler.image))
    .cmd(['go', 'run', ...commonFlags(plan), plan.main.dir, ...options.args])
}
