import { defaultVersions, languageImage } from '../../images/index.js'
import type { Facts, Problem, PythonFacts, PythonManagerName } from '../../project/facts.js'
import type { PythonOptions } from './options.js'
import { placeOf } from '../compiled/refusal.js'
import { refusal } from './refusal.js'

/** Release lines of tools that are pinned when the repository names no version, newest first, with the first Python 3 that runs them. */
const tools: Readonly<Record<PythonManagerName, readonly (readonly [version: string, minor: number])[]>> = {
  pip: [['', 0]],
  uv: [[defaultVersions.uv, 0]],
  poetry: [
    ['2.5.1', 10],
    ['2.2.1', 9],
    ['1.8.5', 8],
  ],
  pdm: [
    ['2.28.0', 10],
    ['2.26.9', 9],
    ['2.20.1', 8],
  ],
  pipenv: [
    ['2026.10.3', 10],
    ['2025.0.4', 9],
    ['2024.4.1', 8],
  ],
}

/** Reads lockfiles of the first format, which later releases warn about. */
const lastOfPoetry1 = '1.8.5'

/** The version of the package manager to install. */
export const managerVersion = (
  manager: PythonManagerName,
  python: PythonFacts,
  options: PythonOptions,
  minor: number,
): string =>
  options.managerVersion ??
  (manager === python.manager.name ? python.manager.version : undefined) ??
  (manager === 'poetry' && python.manager.lockfileVersion?.startsWith('1.') ? lastOfPoetry1 : undefined) ??
  tools[manager].find(([, first]) => minor >= first)?.[0] ??
  tools[manager].at(-1)?.[0] ??
  ''

/** The debugger that the `debug` target brings. */
export const debugpy = 'debugpy==1.8.22'

/**
 * The tag of an official image. An exact release has no suite in its tag: it may be older than the newest suite, and
 * images of old releases are not made again.
 */
export const pythonImage = (version: string, variant: 'slim' | 'alpine'): string =>
  version.split('.').length > 2 ? `python:${version}-${variant}` : languageImage('python', version, variant)

/** The version for the tag of the image, and its minor number. */
export interface ImageVersion {
  readonly tag: string
  readonly minor: number
}

/**
 * The version of Python in the image: a release line, which keeps getting fixes, unless only one release will do.
 *
 * @throws GenDockerfileError `python-too-old`
 */
export const imageVersion = ({ pythonVersion }: PythonFacts, options: PythonOptions, call: string): ImageVersion => {
  if (options.pythonVersion !== undefined) {
    return { tag: options.pythonVersion, minor: Number(options.pythonVersion.split('.')[1]) }
  }
  const { major, minor, source, version, declared, place } = pythonVersion
  const line = Number(defaultVersions.python.split('.')[1])
  if (major < 3 || (minor ?? line) < 8) {
    return refusal(
      'python-too-old',
      `\`${place?.file ?? 'The project'}\` asks for Python \`${declared ?? version}\`, which no image has that still gets fixes.`,
      `Raise it, or set the version: \`${call.slice(0, -1)}{ pythonVersion: '${defaultVersions.python}' })\`.`,
    )
  }
  const exact = source === 'requires-python' || source === 'poetry'
  return { tag: minor === undefined ? String(major) : exact ? version : `${major}.${minor}`, minor: minor ?? line }
}

const lockfile = /(?:^|\/)(?:uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/

/** Whether an option decides what a problem leaves open. */
const settled = ({ kind, file }: Problem, manager: PythonManagerName | undefined, options: PythonOptions): boolean => {
  if (kind === 'limit') return true
  if (lockfile.test(file)) return manager !== undefined
  return kind === 'contradiction' && options.pythonVersion !== undefined
}

/**
 * Refuses facts that are broken or contradict each other, unless an option says what holds.
 *
 * @throws GenDockerfileError `unparsable-file`, `contradictory-facts`
 */
export const checkProblems = (
  { dir, problems }: Facts,
  manager: PythonManagerName | undefined,
  options: PythonOptions,
): void => {
  const found = problems.find(
    (problem) => (problem.ecosystem ?? 'python') === 'python' && !settled(problem, manager, options),
  )
  if (found === undefined) return
  const code = found.kind === 'contradiction' ? 'contradictory-facts' : 'unparsable-file'
  refusal(code, found.message, found.hint, placeOf({ dir }, found))
}
