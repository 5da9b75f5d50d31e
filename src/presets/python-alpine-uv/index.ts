import * as z from 'zod'
import { bind } from '../../builders/mounts.js'
import { sh } from '../../builders/shell.js'
import type { Facts, PythonFacts } from '../../project/facts.js'
import { ownPreset } from '../own-preset.js'
import { pythonDocument } from '../python/document.js'
import { environment } from '../python/install/installer.js'
import { cacheMounts, noCache, secretMounts } from '../python/install/mounts.js'
import { pipInstaller } from '../python/install/pip.js'
import { uvPip } from '../python/install/uv-pip.js'
import { uvImage, uvInstaller } from '../python/install/uv.js'
import { pythonOptions, type PythonOptions } from '../python/options.js'
import { pythonVariants } from '../python/entries.js'
import { fitsPython, makePlan, type Flavour } from '../python/plan.js'
import { refusal } from '../python/refusal.js'
import { pythonImage } from '../python/versions.js'

const call = 'pythonAlpineUv()'

/** Packages without a musl build, whose image must be another. */
const checkMusl = ({ native }: PythonFacts): void => {
  const impossible = native.filter(({ glibcOnly }) => glibcOnly === true)
  if (impossible.length === 0) return
  const reasons = impossible.map(({ package: name, reason }) => `\`${name}\` (${reason})`).join(', ')
  refusal(
    'needs-glibc',
    `\`${call}\` cannot install ${reasons}: Alpine's C library is musl.`,
    'Use `pythonSlim()`, whose image is Debian, or replace what needs glibc.',
  )
}

/** uv reads its own lockfile and requirements files; those of other managers it cannot. */
const checkManager = (facts: Facts, chosen: 'pip' | 'uv' | undefined): void => {
  const manager = facts.python?.manager
  if (chosen !== undefined || manager === undefined || manager.name === 'pip' || manager.name === 'uv') return
  refusal(
    'manager-not-supported',
    `\`${call}\` installs with uv, which does not read \`${manager.lockfile ?? manager.name}\` of ${manager.name}.`,
    `Use \`pythonSlim()\`, which installs with ${manager.name}; or make a \`uv.lock\` with \`uvx migrate-to-uv\`; or export a requirements file and set \`manager: 'pip'\`.`,
  )
}

const flavour = (manager: 'pip' | 'uv' | undefined, options: PythonOptions): Flavour => ({
  call,
  system: 'apk',
  image: (version) => pythonImage(version, 'alpine'),
  runtime: 'slim',
  manager,
  tool: () => 'uv',
  installer: (name, context) =>
    name === 'uv' ? uvInstaller(context) : pipInstaller(context, uvPip(context.version, options.cache)),
  addDebugger: (version) => (requirement) => (stage) =>
    stage.run(sh`${['uv', 'pip', 'install', ...noCache('uv', options.cache), '--python', environment, requirement]}`, {
      mounts: [
        bind('/usr/local/bin/uv', { from: `${uvImage}:${version}`, source: '/uv' }),
        ...cacheMounts('uv', options.cache),
        ...secretMounts('uv', options),
      ],
    }),
})

/**
 * A Python service on Alpine, installed by uv from `uv.lock`, requirements files or pyproject.toml into `/app/.venv`,
 * which the final image copies together with the sources; it runs as 10001 and has neither uv nor a compiler.
 *
 * @example
 * ```ts
 * export default pythonAlpineUv({ port: 8080, groups: ['postgres'] })
 * ```
 * Targets: `dev` (development dependencies, reloading), `debug` (a debugger and Python's development mode), `runtime`.
 *
 * @throws GenDockerfileError when it is resolved: `no-python-project`, `no-entry-point`, `several-entry-points`, `no-server`,
 * `no-lockfile`, `needs-glibc`, `manager-not-supported`, `idle-option`, `unparsable-file`, `contradictory-facts` and others.
 */
export const pythonAlpineUv = ownPreset({
  name: 'python-alpine-uv',
  summary: 'A Python service on Alpine, installed by uv: the smallest base',
  ecosystems: ['python'],
  options: z.object({
    ...pythonOptions,
    manager: z
      .enum(['pip', 'uv'])
      .optional()
      .describe('What uv installs from: `uv` for uv.lock, `pip` for requirements files; by default what is there.'),
  }),
  // Alpine is the second choice: wheels for musl are fewer, and what has none is compiled.
  fits: (facts) => (facts.python?.native.some(({ glibcOnly }) => glibcOnly === true) ? 0 : fitsPython(facts) / 2),
  variants: pythonVariants,
  example: { extras: ['postgres'], port: 8080, env: { LOG_LEVEL: 'info' } },
  build: (options, facts) => {
    checkManager(facts, options.manager)
    if (facts.python) checkMusl(facts.python)
    return pythonDocument(makePlan(facts, options, flavour(options.manager, options)))
  },
})
