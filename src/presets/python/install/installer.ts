import type { StageStep } from '../../../builders/steps/packages.js'
import type { PythonFacts } from '../../../project/facts.js'
import type { PythonOptions } from '../options.js'
import type { Locals } from '../locals.js'
import type { Layout } from '../paths.js'

/** What an installer is made from. */
export interface InstallContext {
  readonly python: PythonFacts
  readonly options: PythonOptions
  readonly layout: Layout
  /** Version of the manager, where it is not the default one. */
  readonly version: string
  /** Minor version of Python 3. */
  readonly minor: number
  /** Whether production installs the project itself, not only its dependencies. */
  readonly installsProject: boolean
  /** Name of the project when it is a member of a uv workspace. */
  readonly member?: string
  /** Whether the project is the root or a member of a uv workspace. */
  readonly workspace: boolean
  /** Other projects of the repository that come along, where the build context holds more than the service. */
  readonly locals?: Locals
  /** How the preset is called, for messages. */
  readonly call: string
}

/** How a package manager fills `/app/.venv`; every step runs in `/app`. */
export interface Installer {
  /** Brings the manager and its settings into the stage. */
  readonly prepare: StageStep
  /** Projects and archives in the repository that the dependencies are installed from; they must be there before. */
  readonly localPaths: readonly string[]
  /** Whether other projects of the repository must be there before the dependencies are installed. */
  readonly localsFirst?: boolean
  /** Installs production's dependencies; undefined where they only come with the project. */
  readonly dependencies?: StageStep
  /** Installs the project, once its files are there. */
  readonly project?: StageStep
  /** Adds the dependencies of development. */
  readonly devDependencies?: StageStep
  /** Installs the project so that it runs from its sources. */
  readonly devProject?: StageStep
}

/**
 * `ENV SOURCE_DATE_EPOCH=315532800`, the earliest date that a wheel can hold: with it bytecode is checked against the content of its source and
 * not its time, so that two builds give the same files, and files whose times change keep theirs.
 *
 * @see https://docs.python.org/3/library/py_compile.html#py_compile.PycInvalidationMode
 */
export const reproducible = { SOURCE_DATE_EPOCH: 315_532_800 } as const

/** Where the environment is, in every stage: it holds absolute paths and so cannot move. */
export const environment = '/app/.venv'

/** The interpreter of the environment, from `/app`. */
export const interpreter = '.venv/bin/python'

/**
 * Makes the environment; without pip, which nothing needs at run time. Before Python 3.12 setuptools came with it, and
 * packages of that time import `pkg_resources` without saying so.
 *
 * @see https://docs.python.org/3/whatsnew/3.12.html#venv
 */
export const createEnvironment = (minor: number): string =>
  minor < 12 ? 'python -m venv .venv' : 'python -m venv --without-pip .venv'
