import type { StageStep } from '../../builders/steps/packages.js'
import type { Facts, PythonFacts, PythonManagerName } from '../../project/facts.js'
import { withAdditions } from './additions.js'
import { checkApplicable } from './applicable.js'
import { checkDistroless } from './distroless-limits.js'
import type { InstallContext, Installer } from './install/installer.js'
import { gitVersions, type GitVersions } from './git-version.js'
import { buildPaths, checkReach, chooseLocals, few, type Locals } from './locals.js'
import type { PythonOptions } from './options.js'
import { wantedPackages, type System, type WantedPackages } from './packages.js'
import { type Layout } from './paths.js'
import { joinPaths } from '../join-paths.js'
import { refusal } from './refusal.js'
import { runtimeImages, type Runtime, type RuntimeImages } from './runtime-images.js'
import { chooseSources, type Sources } from './sources.js'
import { decideStart, type Start } from './start.js'
import { checkProblems, imageVersion, managerVersion } from './versions.js'

/** How well a Python preset fits a repository: best where an application was found. */
export const fitsPython = ({ python }: Facts): number => {
  if (python === undefined) return 0
  return python.app ? 90 : python.entries.length > 0 ? 40 : 10
}

/** Everything that is decided before a stage is written. */
export interface PythonPlan {
  readonly system: System
  readonly buildImage: string
  readonly images: RuntimeImages
  readonly buildPackages: WantedPackages
  readonly runtimePackages: WantedPackages
  readonly layout: Layout
  readonly installer: Installer
  /** Whether production installs the service itself. */
  readonly installsProject: boolean
  /** Folders and files that the dependencies are installed from, relative to the service. */
  readonly localPaths: readonly string[]
  /** What the builds of other projects of the repository read, from the build context. */
  readonly locals: { readonly production: readonly string[]; readonly development: readonly string[] }
  /** Archives that dependencies are installed from, from the build context. */
  readonly archives: readonly string[]
  readonly sources: Sources
  /** How what is installed learns its version, where that comes from git. */
  readonly versions?: GitVersions
  readonly isFolder: (path: string) => boolean
  readonly start: Start
  readonly collectstatic?: { readonly managePy: string; readonly env: Readonly<Record<string, string>> }
  readonly options: PythonOptions
  readonly addDebugger: (requirement: string) => StageStep
}

/** How a preset differs from the other. */
export interface Flavour {
  /** How it is called in messages: `pythonSlim()`. */
  readonly call: string
  readonly system: System
  readonly image: (version: string) => string
  /** What the final image is made of. */
  readonly runtime: Runtime
  /** The manager that the option chose. */
  readonly manager: PythonManagerName | undefined
  /** The program that installs what a manager's files say. */
  readonly tool: (manager: PythonManagerName) => PythonManagerName
  readonly installer: (manager: PythonManagerName, context: InstallContext) => Installer
  readonly addDebugger: (version: string) => (requirement: string) => StageStep
}

const pythonFacts = (facts: Facts, call: string): PythonFacts =>
  facts.python ??
  refusal(
    'no-python-project',
    `\`${call}\` found no Python project: no pyproject.toml, requirements.txt, Pipfile or setup.py.`,
    `Name the folder that has one: \`${call.slice(0, -1)}{ dir: 'services/api' })\`.`,
  )

/** A workspace's root without a project of its own is no service. */
const checkRoot = ({ dir, workspace }: Facts, python: PythonFacts, call: string): void => {
  if (workspace?.kind !== 'uv' || dir !== '.' || python.project !== undefined) return
  const dirs = workspace.members.map((member) => member.dir)
  refusal(
    'workspace-root',
    `\`${call}\` was given the root of a uv workspace, which is no project itself; its members are ${dirs.length === 0 ? 'none' : few(dirs)}.`,
    `Name the folder of the service: \`${call.slice(0, -1)}{ dir: '${dirs[0] ?? 'services/api'}' })\`.`,
  )
}

/** Django's collectstatic: as the option says, else where WhiteNoise serves what it collects. */
const collectstaticOf = ({ django }: PythonFacts, { collectstatic }: PythonOptions, call: string) => {
  const usual = django?.whitenoise === true && django.staticRoot && django.staticFiles
  const wanted = collectstatic ?? usual
  if (wanted === false) return {}
  const managePy = django?.managePy
  if (managePy === undefined) {
    if (collectstatic === undefined) return {}
    return refusal(
      'no-manage-py',
      `\`${call}\` was told to run collectstatic, but found no \`manage.py\` of Django.`,
      'Leave the option out, or set `dir` to the folder of the Django project.',
    )
  }
  return { collectstatic: { managePy, env: wanted === true ? {} : wanted } }
}

/** Whether pip installs from a requirements file. */
const hasRequirements = (python: PythonFacts, options: PythonOptions): boolean =>
  options.requirements !== undefined || python.requirements.some(({ role }) => role !== 'dev')

/** Whether production needs the project itself in the environment. */
const installsItself = (
  python: PythonFacts,
  manager: PythonManagerName,
  options: PythonOptions,
  start: Start,
): boolean => {
  if (python.project?.isPackage !== true || manager === 'pipenv') return false
  const onlyRequirements =
    manager === 'pip' && (options.requirements !== undefined || python.requirements.some(({ role }) => role !== 'dev'))
  return !onlyRequirements || Object.hasOwn(python.project.scripts, start.command[0] ?? '')
}

const lockfiles = { uv: 'uv.lock', poetry: 'poetry.lock', pdm: 'pdm.lock', pipenv: 'Pipfile.lock' } as const

/** pip installs what `[project]` names, as uv does, in whatever versions there are on the day. */
const orWithout = (manager: PythonManagerName, { project, dependencies }: PythonFacts, call: string): string => {
  const isNamed = project?.file === 'pyproject.toml' && dependencies.some(({ group }) => group === 'main')
  return manager === 'uv' && isNamed
    ? `, or let pip choose versions anew at each build: \`${call.slice(0, -1)}{ manager: 'pip' })\``
    : ''
}

/** Without a lockfile an image would hold other versions at every build. */
const checkLockfile = (facts: Facts, python: PythonFacts, manager: PythonManagerName, call: string): void => {
  if (manager === 'pip' || (python.manager.name === manager && python.manager.lockfile !== undefined)) return
  const lockfile = lockfiles[manager]
  if (facts.files.some(({ name }) => name === lockfile)) return
  refusal(
    'no-lockfile',
    `\`${call}\` installs with ${manager}, but there is no \`${lockfile}\`.`,
    `Run \`${manager} lock\` and commit the file${orWithout(manager, python, call)}.`,
  )
}

/** An installed package is on the import path already. */
const withoutImportRoot = ({ importRoot, ...start }: Start): Start =>
  importRoot === 'src' || importRoot === undefined ? start : { ...start, importRoot }

/** Whether the service is installed with other projects of the repository that paths name. */
const installsTogether = (python: PythonFacts, manager: PythonManagerName): boolean =>
  manager === 'uv'
    ? python.localRoot !== undefined || python.members.some(({ dir }) => dir.startsWith('../'))
    : (manager === 'poetry' || manager === 'pdm') && python.members.length > 0

/** The packages of the repository that an install builds, the service first. */
const built = (python: PythonFacts, itself: boolean, locals: Locals | undefined) => {
  const own = itself && python.project !== undefined ? [{ ...python.project, manifest: python.project.file }] : []
  const others = locals?.development.filter(({ isPackage }) => isPackage) ?? []
  return [...own, ...others.map((member) => ({ ...member, manifest: joinPaths(member.dir, 'pyproject.toml') }))]
}

/** A folder with files: named in the facts, or a path that does not look like a file. */
const folderTest = (facts: Facts) => {
  const kinds = new Map(facts.files.map(({ name, kind }) => [name, kind]))
  return (path: string): boolean => {
    const kind = kinds.get(path)
    return kind === undefined ? !/\.\w+$/.test(path) : kind === 'dir'
  }
}

/**
 * Decides everything from the facts and the options.
 *
 * @throws GenDockerfileError for what neither settles, with the option to set.
 */
export const makePlan = (facts: Facts, options: PythonOptions, flavour: Flavour): PythonPlan => {
  const { call, system } = flavour
  const python = withAdditions(pythonFacts(facts, call), options)
  checkProblems(facts, flavour.manager, options)
  const manager = flavour.manager ?? python.manager.name
  if (manager === 'uv') checkRoot(facts, python, call)
  const version = imageVersion(python, options, call)
  const { tag, minor } = version
  const images = runtimeImages(flavour.image(tag), version, options, flavour.runtime)
  const found = decideStart(options, python, call)
  const workspace = manager === 'uv' && facts.workspace?.kind === 'uv'
  const together = workspace || installsTogether(python, manager)
  if (together) checkReach(facts, python, call)
  const layout = { dir: facts.dir, inApp: together ? facts.dir : '.' }
  const installsProject = installsItself(python, manager, options, found)
  const start = installsProject && python.project?.layout === 'src' ? withoutImportRoot(found) : found
  checkLockfile(facts, python, manager, call)
  checkApplicable(options, manager, flavour.tool(manager), hasRequirements(python, options))
  const locals = together ? chooseLocals(facts, python, options) : undefined
  const installer = flavour.installer(manager, {
    python,
    options,
    layout,
    version: managerVersion(flavour.tool(manager), python, options, minor),
    minor,
    installsProject,
    workspace,
    call,
    ...(locals === undefined ? {} : { locals }),
    ...(workspace && facts.dir !== '.' && python.project?.name !== undefined ? { member: python.project.name } : {}),
  })
  const sources = chooseSources(facts, python, options, installsProject, start.command, together)
  const localPaths = installer.localPaths.map((path) => joinPaths(path))
  const outside = localPaths.find((path) => joinPaths(facts.dir, path).startsWith('../'))
  if (outside !== undefined) {
    refusal(
      'outside-context',
      `A dependency is installed from \`${outside}\`, which lies outside the build context.`,
      'Move it into the folder of the service, or make both members of a workspace.',
    )
  }
  const versions = gitVersions(built(python, installsProject || localPaths.includes('.'), locals))
  const collecting = collectstaticOf(python, options, call)
  const runtimePackages = wantedPackages(python, options, system, 'runtime')
  if (images.distroless) {
    const { command } = start
    const { healthcheck } = options
    const collectsStatic = collecting.collectstatic !== undefined
    checkDistroless({ python, packages: runtimePackages, command, healthcheck, collectsStatic })
  }
  return {
    system,
    buildImage: options.buildImage ?? flavour.image(tag),
    images,
    buildPackages: wantedPackages(python, options, system, 'build'),
    runtimePackages,
    layout,
    installer,
    installsProject,
    localPaths: localPaths.includes('.') ? sources.project : localPaths,
    locals: { production: buildPaths(locals?.production ?? []), development: buildPaths(locals?.development ?? []) },
    archives: locals?.archives ?? [],
    sources,
    ...(versions === undefined ? {} : { versions }),
    isFolder: folderTest(facts),
    start,
    ...collecting,
    options,
    addDebugger: flavour.addDebugger(managerVersion('uv', python, options, minor)),
  }
}
