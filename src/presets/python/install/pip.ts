import { chain, sh, type Shell } from '../../../builders/shell.js'
import type { StageStep } from '../../../builders/steps/packages.js'
import type { RequirementsFile } from '../../../project/facts.js'
import type { PythonOptions } from '../options.js'
import { quoted, refusal } from '../refusal.js'
import { createEnvironment, interpreter, type InstallContext, type Installer, reproducible } from './installer.js'
import { bindMounts, cacheMounts, noCache, secretMounts } from './mounts.js'

/** The requirements files that production and development install. */
export interface Requirements {
  readonly main?: string
  readonly dev?: string
}

/** Of `docs.txt`, `lint.txt` and `local.txt` the last is what developers install. */
const usualForDev = /(?:^|[-_./])(?:dev(?:el|elop|elopment)?|local)(?:[-_.]|$)/

/** A requirements file with all that it includes; one that the facts do not know stands for itself. */
const withIncluded = (path: string, files: readonly RequirementsFile[]): readonly RequirementsFile[] => {
  const found = new Set<RequirementsFile>()
  const add = (name: string): void => {
    const file = files.find((each) => each.path === name)
    if (file === undefined || found.has(file)) return
    found.add(file)
    for (const include of file.includes) add(include)
  }
  add(path)
  return [...found]
}

/**
 * Chooses the requirements files.
 *
 * @throws GenDockerfileError `unclear-requirements`
 */
export const chooseRequirements = ({ python, options, call }: InstallContext): Requirements => {
  const [first] = python.requirements
  const others = python.requirements.filter(({ role }) => role === 'other')
  const main = options.requirements ?? (first?.role === 'main' || others.length === 1 ? first?.path : undefined)
  const included = new Set(main === undefined ? [] : withIncluded(main, python.requirements).map(({ path }) => path))
  const forDev = python.requirements.filter(({ role, path }) => role === 'dev' && !included.has(path))
  const dev = options.devRequirements ?? (forDev.find(({ path }) => usualForDev.test(path)) ?? forDev[0])?.path
  if (main === undefined && others.length > 1) {
    return refusal(
      'unclear-requirements',
      `\`${call}\` found ${others.length} requirements files, none of which is named like production: ${quoted(others.map(({ path }) => path))}.`,
      `Choose one: \`${call.slice(0, -1)}{ requirements: '${others[0]?.path ?? 'requirements.txt'}' })\`.`,
    )
  }
  return { ...(main === undefined ? {} : { main }), ...(dev === undefined ? {} : { dev }) }
}

/** Everything that an install of a requirements file reads, without duplicates. */
const readBy = (path: string, context: InstallContext): readonly string[] => {
  const files = withIncluded(path, context.python.requirements)
  const paths = new Set([path, ...files.flatMap((file) => [file.path, ...file.includes, ...file.constraints])])
  const outside = [...paths].find((each) => context.layout.dir === '.' && each.startsWith('../'))
  if (outside !== undefined) {
    refusal(
      'outside-context',
      `\`${path}\` includes \`${outside}\`, which lies outside the build context.`,
      'Move it into the folder of the service: nothing above it can be copied into the image.',
    )
  }
  return [...paths].sort((a, b) => (a < b ? -1 : 1))
}

/** What spells the commands of pip, or of `uv pip`. */
export interface PipCommands {
  readonly create: string
  readonly install: (argument: Shell) => Shell
  readonly cache: 'pip' | 'uv'
  readonly prepare: StageStep
  /** Installs the dependencies that pyproject.toml names; undefined where it takes a newer Python. */
  readonly fromPyproject?: (extras: readonly string[], groups: readonly string[]) => Shell
}

const readDependencies = (extras: readonly string[]): Shell => {
  const chosen = extras.map((name) => `, *project["optional-dependencies"]["${name}"]`).join('')
  const code = `import tomllib; project = tomllib.load(open("pyproject.toml", "rb"))["project"]; print(*project.get("dependencies", [])${chosen}, sep="\\n")`
  return sh`python -c ${code} > /tmp/requirements.txt`
}

/** pip of the base image, which installs into an environment that has none. */
export const plainPip = (minor: number, kept: PythonOptions['cache']): PipCommands => ({
  create: createEnvironment(minor),
  install: (argument) => sh`pip --python ${[interpreter, 'install', ...noCache('pip', kept)]} ${argument}`,
  cache: 'pip',
  prepare: (stage) => stage.env({ PIP_DISABLE_PIP_VERSION_CHECK: 1, ...reproducible }),
  ...(minor >= 11
    ? {
        fromPyproject: (extras: readonly string[], groups: readonly string[]) =>
          chain(
            createEnvironment(minor),
            readDependencies(extras),
            sh`pip --python ${[interpreter, 'install', ...noCache('pip', kept), '-r', '/tmp/requirements.txt', ...groups]}`,
          ),
      }
    : {}),
})

/** Installs from requirements files, or from what pyproject.toml or setup.py says. */
export const pipInstaller = (context: InstallContext, commands: PipCommands): Installer => {
  const { python, options, layout, installsProject, minor } = context
  const { install, create, prepare } = commands
  const mounts = [...cacheMounts(commands.cache, options.cache), ...secretMounts(commands.cache, options)]
  const { main, dev } = chooseRequirements(context)
  const { extras } = options
  const groups = options.groups.map((name) => `--group=${name}`)
  const run =
    (command: string | Shell, files: readonly string[] = []): StageStep =>
    (stage) =>
      stage.run(command, { mounts: [...mounts, ...bindMounts(layout, files)] })
  const itself = (more: readonly string[] = []): Shell => {
    const names = [...new Set([...extras, ...more])]
    return sh`${names.length > 0 ? `./[${names.join(',')}]` : '.'}`
  }
  const forDevelopment = (): StageStep | undefined => {
    if (dev !== undefined) return run(install(sh`-r ${dev}`), readBy(dev, context))
    // pip learned about dependency groups in a release that needs Python 3.9.
    const grouped = python.project?.groups.includes('dev') === true && (minor >= 9 || commands.cache === 'uv')
    return grouped ? run(install(sh`--group=dev`), ['pyproject.toml']) : undefined
  }
  const devExtras = python.project?.extras.includes('dev') === true ? ['dev'] : []
  const devDependencies = forDevelopment()
  const common = {
    prepare,
    ...(devDependencies ? { devDependencies } : {}),
    ...(installsProject ? { devProject: run(install(sh`-e ${itself(devExtras)}`)) } : {}),
  }
  if (main !== undefined) {
    return {
      ...common,
      localPaths: withIncluded(main, python.requirements).flatMap((file) => file.localPaths),
      dependencies: run(chain(create, install(sh`${['-r', main, ...groups]}`)), [
        ...readBy(main, context),
        ...(groups.length > 0 ? ['pyproject.toml'] : []),
      ]),
      ...(installsProject ? { project: run(install(sh`--no-deps .`)) } : {}),
    }
  }
  const fromPyproject = python.project?.file === 'pyproject.toml' ? commands.fromPyproject : undefined
  return {
    ...common,
    localPaths: python.project?.localPaths ?? [],
    dependencies: fromPyproject ? run(fromPyproject(extras, groups), ['pyproject.toml']) : (stage) => stage.run(create),
    ...(installsProject ? { project: run(install(itself())) } : {}),
  }
}
