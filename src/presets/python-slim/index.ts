import * as z from 'zod'
import { cache } from '../../builders/mounts.js'
import { sh } from '../../builders/shell.js'
import { languageImage } from '../../images/index.js'
import type { PythonManagerName } from '../../project/facts.js'
import { definePreset } from '../define-preset.js'
import { pythonDocument } from '../python/document.js'
import { environment, type InstallContext, type Installer } from '../python/install/installer.js'
import { pipInstaller, plainPip } from '../python/install/pip.js'
import { toolInstaller } from '../python/install/tool.js'
import { tools } from '../python/install/tools.js'
import { uvInstaller } from '../python/install/uv.js'
import { pythonOptions } from '../python/options.js'
import { fitsPython, makePlan } from '../python/plan.js'

const installers: Readonly<Record<PythonManagerName, (context: InstallContext) => Installer>> = {
  pip: (context) => pipInstaller(context, plainPip(context.minor)),
  uv: uvInstaller,
  poetry: (context) => toolInstaller(tools.poetry, context),
  pdm: (context) => toolInstaller(tools.pdm, context),
  pipenv: (context) => toolInstaller(tools.pipenv, context),
}

const call = 'pythonSlim()'

/**
 * A Python service on Debian slim. The dependencies are installed in a build stage into `/app/.venv`, which the final
 * image copies together with the sources; it runs as 10001 and has no compiler.
 *
 * @example
 * ```ts
 * pythonSlim({ port: 8080, env: { WEB_CONCURRENCY: 4 } })
 * ```
 * @throws GenDockerfileError when it is resolved, for what neither the options nor the repository say.
 */
export const pythonSlim = definePreset({
  name: 'python-slim',
  summary: 'A Python service on Debian slim, with its dependencies in a virtual environment',
  ecosystems: ['python'],
  options: z.object({
    ...pythonOptions,
    manager: z
      .enum(['pip', 'uv', 'poetry', 'pdm', 'pipenv'])
      .optional()
      .describe('What installs the dependencies; by default the manager whose lockfile is there.'),
  }),
  fits: fitsPython,
  build: (options, facts) =>
    pythonDocument(
      makePlan(facts, options, {
        call,
        system: 'apt',
        image: (version) => languageImage('python', version, 'slim'),
        manager: options.manager,
        tool: (manager) => manager,
        installer: (manager, context) => installers[manager](context),
        addDebugger: () => (requirement) => (stage) =>
          stage.run(sh`pip --python ${`${environment}/bin/python`} install ${requirement}`, {
            mounts: [cache('/root/.cache/pip')],
          }),
      }),
    ),
})
