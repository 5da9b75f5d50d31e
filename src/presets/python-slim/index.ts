import * as z from 'zod'
import { cache } from '../../builders/mounts.js'
import { sh } from '../../builders/shell.js'
import { languageImage } from '../../images/index.js'
import { definePreset } from '../define-preset.js'
import { pythonDocument } from '../python/document.js'
import { environment } from '../python/install/installer.js'
import { pipInstaller, plainPip } from '../python/install/pip.js'
import { uvInstaller } from '../python/install/uv.js'
import { pythonOptions } from '../python/options.js'
import { makePlan } from '../python/plan.js'

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
      .enum(['pip', 'uv'])
      .optional()
      .describe('What installs the dependencies; by default the manager whose lockfile is there.'),
  }),
  fits: (facts) => (facts.python ? 2 : 0),
  build: (options, facts) =>
    pythonDocument(
      makePlan(facts, options, {
        call,
        system: 'apt',
        image: (version) => languageImage('python', version, 'slim'),
        manager: options.manager,
        installer: (manager, context) =>
          manager === 'uv' ? uvInstaller(context) : pipInstaller(context, plainPip(context.minor)),
        addDebugger: () => (requirement) => (stage) =>
          stage.run(sh`pip --python ${`${environment}/bin/python`} install ${requirement}`, {
            mounts: [cache('/root/.cache/pip')],
          }),
      }),
    ),
})
