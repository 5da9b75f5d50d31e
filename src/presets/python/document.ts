import type { CopyOptions } from '../../builders/instructions/copy.js'
import type { Pairs } from '../../builders/instructions/key-values.js'
import { dockerfile, type DockerfileBuilder } from '../../builders/dockerfile.js'
import { sh } from '../../builders/shell.js'
import { stage } from '../../builders/stage.js'
import { aptInstall, apkAdd, type StageStep } from '../../builders/steps/packages.js'
import { createUser } from '../../builders/steps/user.js'
import { withCommonOptions } from '../common-options.js'
import { makeWritable } from '../writable.js'
import { environment } from './install/installer.js'
import { copyFromContext } from './locals.js'
import type { WantedPackages } from './packages.js'
import { home } from './paths.js'
import { withNetwork } from '../network/index.js'
import { withOciLabels } from '../oci-labels.js'
import type { PythonPlan } from './plan.js'
import { copyPaths } from './sources.js'
import { debugpy } from './versions.js'

/** The user of every target. */
const user = 10_001

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

const running = (plan: PythonPlan): Pairs => ({
  PATH: `${environment}/bin:$PATH`,
  PYTHONUNBUFFERED: 1,
  PYTHONDONTWRITEBYTECODE: 1,
  ...(plan.start.importRoot === undefined ? {} : { PYTHONPATH: `${home(plan.layout)}/${plan.start.importRoot}` }),
  ...plan.start.env,
  ...plan.options.env,
})

const collectStatic = ({ collectstatic }: PythonPlan): StageStep => {
  if (collectstatic === undefined) return nothing
  const { managePy, env } = collectstatic
  const assignments = Object.entries(env).map(([name, value]) => sh`${name}=${value}`.lines.join(''))
  const command = [...assignments, sh`python ${managePy} collectstatic --noinput`.lines.join('')].join(' ')
  return (stage) => stage.run(command)
}

/** Makes the document of a plan: `deps`, `build` where the project itself is installed, `dev`, `app`, `debug`, `runtime`. */
export const pythonDocument = (
  plan: PythonPlan,
): DockerfileBuilder<'deps' | 'build' | 'dev' | 'app' | 'debug' | 'runtime'> => {
  const { installer, layout, sources, system, start } = plan
  const copy = (paths: readonly string[], options: CopyOptions = {}) => copyPaths(paths, layout, plan.isFolder, options)
  const place: StageStep = (stage) => (layout.inApp === '.' ? stage : stage.workdir(home(layout)))
  const settings = { ...plan.options, env: {} }
  const localsOfDevelopment = copyFromContext(plan.locals.development, owned)
  const deps = stage('deps')
    .from(plan.buildImage)
    .workdir('/app')
    .use(installPackages(plan.buildPackages, system))
    .use(installer.prepare)
    .use(installer.localPaths.length > 0 ? copy(plan.localPaths) : nothing)
    .use(copyFromContext(unique([...plan.archives, ...(installer.localsFirst ? plan.locals.production : [])])))
    .use(installer.dependencies ?? nothing)
  const build = installer.project
    ? stage('build')
        .from(deps)
        .use(installer.localsFirst ? nothing : copyFromContext(plan.locals.production))
        .use(plan.installsProject ? copy(sources.project) : nothing)
        .use(installer.project)
    : undefined
  const dev = stage('dev')
    .from(deps)
    .use(installPackages(plan.runtimePackages, system))
    .use(createUser({ uid: user, manager: system }))
    .use(installer.localsFirst ? localsOfDevelopment : nothing)
    .use(installer.devDependencies ?? nothing)
    .use(installer.localsFirst ? nothing : localsOfDevelopment)
    .use(copy(sources.development, owned))
    .use(installer.devProject ?? nothing)
    .use(installer.devProject && plan.options.cache === 'layer' ? separateLayer : nothing)
    // What is run in development writes beside the sources: migrations, a SQLite file.
    .run(`chown ${user}:${user} ${home(layout)}`)
    .use(place)
    .env(running(plan))
    .use(makeWritable(plan.options.writable, user))
    .use(withCommonOptions(settings, start.port))
    .user(user, user)
    .cmd(start.devCommand)
  const app = stage('app')
    .from(plan.runtimeImage)
    .workdir('/app')
    .use(installPackages(plan.runtimePackages, system))
    .use(createUser({ uid: user, manager: system }))
    .env(running(plan))
    .use((s) => s.copyFrom(build ?? deps, environment, environment, { link: true }))
    .use(copy(sources.program, { link: true }))
    .use(place)
    .use(collectStatic(plan))
    .use(withCommonOptions({ ...settings, stopSignal: settings.stopSignal ?? start.stopSignal }, start.port))
    .use(makeWritable(plan.options.writable, user))
  const debug = stage('debug')
    .from(app)
    .comment('For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.')
    .use(plan.addDebugger(debugpy))
    .env({ PYTHONFAULTHANDLER: 1, PYTHONDEVMODE: 1 })
    .user(user, user)
    .cmd(start.command)
  const runtime = stage('runtime').from(app).user(user, user).cmd(start.command)
  const { mirror, certificates } = plan.options
  const file = dockerfile({ targets: [dev, debug, runtime] })
  return withNetwork(withOciLabels(file, plan.options), { mirror, certificates })
}
