import type { CopyOptions } from '../../builders/instructions/copy.js'
import type { Facts, FileEntry, PythonFacts } from '../../project/facts.js'
import { outermost } from '../compiled/paths.js'
import { isNotProgram } from './not-program.js'
import type { PythonOptions } from './options.js'
import { source, target, type Layout } from './paths.js'
import { joinPaths } from '../join-paths.js'
import type { StageStep } from '../../builders/steps/packages.js'

/** What the stages copy; all paths are relative to the service. */
export interface Sources {
  /** What runs: in the final image. */
  readonly program: readonly string[]
  /** What an install of the project reads. */
  readonly project: readonly string[]
  /** Everything of development. */
  readonly development: readonly string[]
}

const firstPart = (path: string): string => path.split('/')[0] ?? path

const unique = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort((a, b) => (a < b ? -1 : 1))

/** What the program is made of, by name: every entry of the service's folder that is not known to be something else. */
const programEntries = (files: readonly FileEntry[], python: PythonFacts): readonly string[] => {
  const packages = new Set((python.project?.packages ?? []).map(firstPart))
  return files.filter(({ name, kind }) => packages.has(name) || !isNotProgram(name, kind)).map(({ name }) => name)
}

/** Whether a folder holds other projects of the repository, which are installed or belong to other services. */
const holdsProjects = ({ dir, workspace, python }: Facts, name: string): boolean => {
  const path = joinPaths(dir, name)
  return [...(workspace?.members ?? []), ...(python?.members ?? [])].some(
    (member) => member.dir === path || member.dir.startsWith(`${path}/`),
  )
}

/** What a test run in the `dev` target reads. */
const forChecks = new Set(['conftest.py', 'pyproject.toml', 'pytest.ini', 'setup.cfg', 'test', 'tests'])

/**
 * Chooses what is copied; what the environment already holds as an installed package is not copied again where only its
 * name matters: below `src/`, and behind a console script.
 *
 * @param command what the container runs
 * @param together whether other projects of the repository are installed with the service
 */
export const chooseSources = (
  facts: Facts,
  python: PythonFacts,
  options: PythonOptions,
  installsProject: boolean,
  command: readonly string[],
  together: boolean,
): Sources => {
  const { project } = python
  const manifests = unique(
    ['pyproject.toml', 'setup.py', 'setup.cfg', 'MANIFEST.in'].filter((name) =>
      facts.files.some((file) => file.name === name),
    ),
  )
  const packages = unique((project?.packages ?? []).map((path) => (project?.layout === 'src' ? firstPart(path) : path)))
  const entries = programEntries(facts.files, python).filter((name) => !together || !holdsProjects(facts, name))
  // A project without a package folder consists of modules beside the manifest.
  const code = packages.length > 0 ? packages : entries
  const checks = facts.files.filter(({ name }) => forChecks.has(name)).map(({ name }) => name)
  // What is served often reads its own files by their path: migrations, templates, `fastapi run` without a name.
  const byPath = project?.layout !== 'src' && !Object.hasOwn(project?.scripts ?? {}, command[0] ?? '')
  const installed = new Set(installsProject && !byPath ? code : [])
  const settings = command[0] === 'fastapi' ? manifests.filter((name) => name === 'pyproject.toml') : []
  return {
    program:
      options.sources?.map((path) => joinPaths(path)) ??
      unique([...entries.filter((name) => !installed.has(name)), ...settings]),
    project: outermost([...manifests, ...(project?.buildFiles ?? []), ...code]),
    development: outermost([
      ...(options.sources?.map((path) => joinPaths(path)) ?? [...entries, ...checks]),
      ...(installsProject ? [...manifests, ...(project?.buildFiles ?? []), ...code] : []),
    ]),
  }
}

/** Copies files and folders of the service to their place under `/app`. A folder needs a COPY of its own: only what is in it is copied. */
export const copyPaths =
  (
    paths: readonly string[],
    layout: Layout,
    isFolder: (path: string) => boolean,
    options: CopyOptions = {},
  ): StageStep =>
  (stage) => {
    if (paths.includes('.')) {
      return stage.copy(source(layout, '.'), layout.inApp === '.' ? '.' : `./${layout.inApp}`, options)
    }
    let result = stage
    const atTop = paths.filter((path) => !isFolder(path) && !path.includes('/'))
    for (const path of paths.filter((each) => !atTop.includes(each))) {
      result = result.copy(source(layout, path), `./${target(layout, path)}`, options)
    }
    const destination = layout.inApp === '.' ? './' : `./${layout.inApp}/`
    return atTop.length > 0
      ? result.copy(
          atTop.map((path) => source(layout, path)),
          destination,
          options,
        )
      : result
  }
