import { stage, type StageBuilder } from '../../builders/stage.js'
import type { StageStep } from '../../builders/steps/packages.js'
import { withCommonOptions } from '../common-options.js'
import { copyInit, initWords } from '../init.js'
import { environment } from './install/installer.js'
import type { PythonPlan } from './plan.js'
import { debugging, running } from './running.js'
import { debugpy } from './versions.js'

/** Where the interpreter is in Debian and so in its distroless image. */
const debianPython = '/usr/bin'

/** The empty folder that is copied where the service writes: without a shell the final image cannot make any. */
const emptyFolder = '/empty'

/**
 * Turns the environment to the interpreter of the final image. It cannot be made there at once: the library of the official
 * image's Python is not found from another path.
 */
const relocate: StageStep = (stage) =>
  stage
    .comment("The final image has Debian's Python; scripts of the environment start what this link points to.")
    .run(
      `ln -sf ${debianPython}/python3 ${environment}/bin/python && \\\n    sed -i 's|^home = .*|home = ${debianPython}|' ${environment}/pyvenv.cfg`,
    )

type Installed = StageBuilder<'deps', never> | StageBuilder<'build', 'deps'>
type Prepared<Name extends string> = StageBuilder<Name, 'deps' | 'build'>
type Final<Name extends string> = StageBuilder<Name, 'deps' | 'build' | 'environment' | 'debug-environment' | 'init'>

/**
 * The last two stages on images without a shell. `debug` takes the image that has one, and an environment with a debugger.
 *
 * @param installed the stage that holds the environment
 * @param program copies what runs
 */
export const distrolessStages = (
  plan: PythonPlan,
  installed: Installed,
  program: StageStep,
): readonly [Final<'debug'>, Final<'runtime'>] => {
  const { images, options, start } = plan
  const { uid } = images
  const common = { ...options, env: {}, stopSignal: options.stopSignal ?? start.stopSignal }
  const withFolder: StageStep = (stage) => (options.writable.length === 0 ? stage : stage.run(`mkdir ${emptyFolder}`))
  const turned: Prepared<'environment'> = stage('environment').from(installed).use(relocate).use(withFolder)
  const debugged: Prepared<'debug-environment'> = stage('debug-environment')
    .from(installed)
    .use(plan.addDebugger(debugpy))
    .use(relocate)
    .use(withFolder)
  const finalStage = <const Name extends 'debug' | 'runtime'>(
    name: Name,
    image: string,
    from: Prepared<'environment'> | Prepared<'debug-environment'>,
  ): Final<Name> => {
    const begun: Final<Name> = stage(name)
      .from(image)
      .use(copyInit(options))
      .workdir('/app')
      .env(name === 'debug' ? { ...running(plan), ...debugging } : running(plan))
      .copyFrom(from, environment, environment, { link: true })
    const words = initWords(options, undefined)
    const placed = options.writable
      .reduce(
        (result, folder) => result.copyFrom(from, emptyFolder, folder.replace(/\/*$/, '/'), { chown: `${uid}:${uid}` }),
        begun.use(program),
      )
      .use(withCommonOptions(common, start.port))
      .comment('The image would start Python; the environment has its programs, and Python, too.')
    const entered = words.length === 0 ? placed.raw('ENTRYPOINT []') : placed.entrypoint(words)
    return entered.user(uid, uid).cmd(start.command)
  }
  return [finalStage('debug', images.debug, debugged), finalStage('runtime', images.runtime, turned)]
}
