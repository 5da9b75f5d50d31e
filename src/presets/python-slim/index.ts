import * as z from 'zod'
import { sh } from '../../builders/shell.js'
import type { PythonManagerName } from '../../project/facts.js'
import { ownPreset } from '../own-preset.js'
import { pythonDocument } from '../python/document.js'
import { environment, type InstallContext, type Installer } from '../python/install/installer.js'
import { cacheMounts, noCache, secretMounts } from '../python/install/mounts.js'
import { pipInstaller, plainPip } from '../python/install/pip.js'
import { toolInstaller } from '../python/install/tool.js'
import { tools } from '../python/install/tools.js'
import { uvInstaller } from '../python/install/uv.js'
import { pythonOptions } from '../python/options.js'
import { pythonVariants } from '../python/entries.js'
import { fitsPython, makePlan } from '../python/plan.js'
import { pythonImage } from '../python/versions.js'

const installers: Readonly<Record<PythonManagerName, (context: InstallContext) => Installer>> = {
  pip: (context) => pipInstaller(context, plainPip(context.minor, context.options.cache)),
  uv: uvInstaller,
  poetry: (context) => toolInstaller(tools.poetry, context),
  pdm: (context) => toolInstaller(tools.pdm, context),
  pipenv: (context) => toolInstaller(tools.pipenv, context),
}

const call = 'pythonSlim()'

/**
 * A Python service on Debian slim. The dependencies are installed in a build stage into `/app/.venv`, which the final
 * image copies together with the sources; it runs as 10001 and has no compiler. With `runtime: 'distroless'` that image has
 * Debian's Python and nothing else, and runs as 65532.
 *
 * @example
 * ```ts
 * export default pythonSlim({ port: 8080, env: { WEB_CONCURRENCY: 4 } })
 * ```
 * Targets: `dev` (development dependencies, reloading), `debug` (a debugger and Python's development mode), `runtime`.
 *
 * @throws GenDockerfileError when it is resolved: `no-python-project`, `no-entry-point`, `several-entry-points`, `no-server`,
 * `no-lockfile`, `no-distroless-image`, `distroless-without-packages`, `distroless-command`, `idle-option`, `unparsable-file`,
 * `contradictory-facts` and others.
 */
export const pythonSlim = ownPreset({
  name: 'python-slim',
  summary: 'A Python service on Debian slim, with its dependencies in a virtual environment',
  ecosystems: ['python'],
  options: z.object({
    ...pythonOptions,
    manager: z
      .enum(['pip', 'uv', 'poetry', 'pdm', 'pipenv'])
      .optional()
      .describe('What installs the dependencies; by default the manager whose lockfile is there.'),
    runtime: z
      .enum(['slim', 'distroless'])
      .default('slim')
      .describe(
        'Final image: `slim` (Debian with a shell) or `distroless` (Python 3.13 of Debian 13 alone, without shell and package manager; user 65532).',
      ),
  }),
  fits: fitsPython,
  variants: pythonVariants,
  example: { app: 'shop.main:app', port: 8080, env: { WEB_CONCURRENCY: 4 } },
  build: (options, facts) =>
    pythonDocument(
      makePlan(facts, options, {
        call,
        system: 'apt',
        image: (version) => pythonImage(version, 'slim'),
        runtime: options.runtime,
        manager: options.manager,
        tool: (manager) => manager,
        installer: (manager, context) => installers[manager](context),
        addDebugger: () => (requirement) => (stage) =>
          stage.run(
            sh`pip --python ${[`${environment}/bin/python`, 'install', ...noCache('pip', options.cache), requirement]}`,
            { mounts: [...cacheMounts('pip', options.cache), ...secretMounts('pip', options)] },
          ),
      }),
    ),
})
