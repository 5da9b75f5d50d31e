import type { CopyOptions } from '../../builders/instructions/copy.js'
import { dockerfile, type DockerfileBuilder } from '../../builders/dockerfile.js'
import { sh } from '../../builders/shell.js'
import { stage } from '../../builders/stage.js'
import { aptInstall, apkAdd, type StageStep } from '../../builders/steps/packages.js'
import { createUser } from '../../builders/steps/user.js'
import { withCommonOptions } from '../common-options.js'
import { initEntrypoint, initPackages } from '../init.js'
import { makeWritable } from '../writable.js'
import { sayVersion } from './git-version.js'
import { environment } from './install/installer.js'
import { copyFromContext } from './locals.js'
import type { WantedPackages } from './packages.js'
import { home } from './paths.js'
import { withNetwork } from '../network/index.js'
import { withOciLabels } from '../oci-labels.js'
import { distrolessStages } from './distroless-stages.js'
import type { PythonPlan } from './plan.js'
import { debugging, running } from './running.js'
import { ownUser } from './runtime-images.js'
import { copyPaths } from './sources.js'
import { debugpy } from './versions.js'

/** The user of every target but those of a distroless image, which has its own. */
const user = ownUser

const owned = { chown: `${user}:${user}` }

const unique = (paths: readonly string[]): readonly string[] => [...new Set(paths)]

const nothing: StageStep = (stage) => stage

/** Without mounts two RUNs that follow each other look like one that was cut in two. */
const separateLayer: StageStep = (stage) =>
  stage.comment('Apart from the install, so that this layer does not hold the environment.\nhadolint ignore=DL3059')

const installPackages = ({ names, comment }: WantedPackages, system: PythonPlan['system']): StageStep => {
  if (names.length === 0) return nothing
  const install = system === 'apt' ? aptInstall(names) : apkAdd(names)
  return (stage) => (comment === '' ? stage : stage.comment(comment)).use(install)
}

const collectStatic = ({ collectstatic }: PythonPlan): StageStep => {
  if (collectstatic === undefined) return nothing
  const { managePy, env } = collectstatic
  const assignments = Object.entries(env).map(([name, value]) => sh`${name}=${value}`.lines.join(''))
  const command = [...assignments, sh`python ${managePy} collectstatic --noinput`.lines.join('')].join(' ')
  return (stage) => stage.run(command)
}

/** Names of the stages; which there are depends on what is installed and on the final image. */
type Names = 'deps' | 'build' | 'dev' | 'init' | 'app' | 'environment' | 'debug-environment' | 'debug' | 'runtime'

/**
 * Makes the document of a plan: `deps`, `build` where the project itself is installed, `dev`, `app`, `debug`, `runtime`; for
 * a distroless image `environment` and `debug-environment` instead of `app`.
 */
export const pythonDocument = (plan: PythonPlan): DockerfileBuilder<Names> => {
  const { installer, layout, sources, system, start, options } = plan
  const copy = (paths: readonly string[], options: CopyOptions = {}) => copyPaths(paths, layout, plan.isFolder, options)
  const place: StageStep = (stage) => (layout.inApp === '.' ? stage : stage.workdir(home(layout)))
  const settings = { ...options, env: {} }
  const ofRuntime = { ...plan.runtimePackages, names: [...plan.runtimePackages.names, ...initPackages(options)] }
  const early = installer.localPaths.length > 0 || installer.localsFirst === true
  const version = sayVersion(plan.versions)
  const localsOfDevelopment = copyFromContext(plan.locals.development, owned)
  const deps = stage('deps')
    .from(plan.buildImage)
    .workdir('/app')
    .use(installPackages(plan.buildPackages, system))
    .use(installer.prepare)
    .use(installer.localPaths.length > 0 ? copy(plan.localPaths) : nothing)
    .use(copyFromContext(unique([...plan.archives, ...(installer.localsFirst ? plan.locals.production : [])])))
    .use(early ? version : nothing)
    .use(installer.dependencies ?? nothing)
  const build = installer.project
    ? stage('build')
        .from(deps)
        .use(installer.localsFirst ? nothing : copyFromContext(plan.locals.production))
        .use(plan.installsProject ? copy(sources.project) : nothing)
        .use(early ? nothing : version)
        .use(installer.project)
    : undefined
  const dev = stage('dev')
    .from(deps)
    .use(installPackages(ofRuntime, system))
    .use(createUser({ uid: user, manager: system }))
    .use(installer.localsFirst ? localsOfDevelopment : nothing)
    .use(installer.devDependencies ?? nothing)
    .use(installer.localsFirst ? nothing : localsOfDevelopment)
    .use(copy(sources.development, owned))
    .use(installer.devProject && !early ? version : nothing)
    .use(installer.devProject ?? nothing)
    .use(installer.devProject && options.cache === 'layer' ? separateLayer : nothing)
    // What is run in development writes beside the sources: migrations, a SQLite file.
    .run(`chown ${user}:${user} ${home(layout)}`)
    .use(place)
    .env(running(plan))
    .use(makeWritable(options.writable, user))
    .use(withCommonOptions(settings, start.port))
    .user(user, user)
    .use(initEntrypoint(options, system, plan.buildImage))
    .cmd(start.devCommand)
  const { mirror, certificates } = options
  const finish = <Found extends Names>(file: DockerfileBuilder<Found>): DockerfileBuilder<Found> =>
    withNetwork(withOciLabels(file, options), { mirror, certificates })
  if (plan.images.distroless) {
    const program: StageStep = (stage) => stage.use(copy(sources.program, { link: true })).use(place)
    return finish(dockerfile({ targets: [dev, ...distrolessStages(plan, build ?? deps, program)] }))
  }
  const app = stage('app')
    .from(plan.images.runtime)
    .workdir('/app')
    .use(installPackages(ofRuntime, system))
    .use(createUser({ uid: user, manager: system }))
    .env(running(plan))
    .use((s) => s.copyFrom(build ?? deps, environment, environment, { link: true }))
    .use(copy(sources.program, { link: true }))
    .use(place)
    .use(collectStatic(plan))
    .use(withCommonOptions({ ...settings, stopSignal: settings.stopSignal ?? start.stopSignal }, start.port))
    .use(makeWritable(options.writable, user))
    .use(initEntrypoint(options, system, plan.images.runtime))
  const debug = stage('debug')
    .from(app)
    .comment('For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.')
    .use(plan.addDebugger(debugpy))
    .env(debugging)
    .user(user, user)
    .cmd(start.command)
  const runtime = stage('runtime').from(app).user(user, user).cmd(start.command)
  return finish(dockerfile({ targets: [dev, debug, runtime] }))
}
