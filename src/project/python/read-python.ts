import type { WorkspaceFact } from '../common-facts.js'
import type { Project } from '../project.js'
import { scanSources } from '../source-scan.js'
import { at, byCodeUnit, compact, isRecord, recordAt, stringAt, stringsAt } from '../value.js'
import { readAdditions, readNative } from './additions.js'
import { readDjango } from './django.js'
import { findPythonApps, isPrimary } from './python-apps.js'
import { readLegacySetup } from './legacy-setup.js'
import { findEntries } from './python-entries.js'
import type { PythonApp, PythonDependency, PythonFacts, RequirementsFile } from './python-facts.js'
import { readPythonManager } from './python-manager.js'
import { readPythonMembers } from './python-members.js'
import { readPythonPort } from './python-port.js'
import { findServers } from './python-servers.js'
import { readPythonVersion } from './python-version.js'
import { pyprojectDependencies, pyprojectNeedsGit, readPyproject } from './pyproject.js'
import { normalName } from './requirement.js'
import { installedBy, readRequirements, type ParsedRequirements } from './requirements.js'

/** A pyproject.toml that only configures linters does not make a repository a Python project. */
const manifests = [
  'requirements.txt',
  'Pipfile',
  'setup.py',
  'setup.cfg',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'manage.py',
]

const isPython = (project: Project, pyproject: unknown, requirements: readonly ParsedRequirements[]): boolean =>
  requirements.length > 0 ||
  manifests.some((name) => project.has(name, 'file')) ||
  isRecord(at(pyproject, 'project')) ||
  isRecord(at(pyproject, 'build-system')) ||
  ['poetry', 'uv', 'pdm'].some((tool) => isRecord(at(pyproject, 'tool', tool))) ||
  (pyproject === undefined && project.has('pyproject.toml', 'file'))

const pipfileDependencies = (pipfile: unknown): readonly PythonDependency[] =>
  (['packages', 'dev-packages'] as const).flatMap((table) => {
    const packages = at(pipfile, table)
    return Object.entries(isRecord(packages) ? packages : {}).map(([name, value]) => {
      const specifier = typeof value === 'string' ? value : (stringAt(value, 'version') ?? '')
      return {
        name: normalName(name),
        extras: stringsAt(value, 'extras'),
        specifier: specifier === '*' ? '' : specifier,
        group: table === 'packages' ? 'main' : 'dev',
      }
    })
  })

const plain = ({ dependencies: _, ...file }: ParsedRequirements): RequirementsFile => file

/** Each name once in a group; `main` first, then the groups by name. */
const sorted = (dependencies: readonly PythonDependency[]): readonly PythonDependency[] => {
  const unique = new Map<string, PythonDependency>()
  for (const one of dependencies) {
    const key = `${one.group} ${one.name}`
    const known = unique.get(key)
    unique.set(key, known === undefined ? one : { ...known, extras: [...new Set([...known.extras, ...one.extras])] })
  }
  return [...unique.values()].sort(
    (a, b) =>
      Number(b.group === 'main') - Number(a.group === 'main') ||
      byCodeUnit(a.group, b.group) ||
      byCodeUnit(a.name, b.name),
  )
}

/** Among a Django project's two interfaces the one that its servers can serve. */
const chooseApp = (apps: readonly PythonApp[], dependencies: readonly PythonDependency[]): PythonApp | undefined => {
  const [best] = apps
  if (best?.framework !== 'django') return best
  const [server] = findServers(dependencies, undefined)
  const has = (name: string): boolean => dependencies.some((one) => one.name === name && one.group === 'main')
  const wanted =
    !has('gunicorn') && (server === 'uvicorn' || server === 'hypercorn' || server === 'daphne' || has('channels'))
      ? 'asgi'
      : 'wsgi'
  return apps.find((app) => app.framework === 'django' && app.interface === wanted) ?? best
}

/** Reads a Python project's manifests, then its sources. */
export const readPython = async (
  project: Project,
  workspace: WorkspaceFact | undefined,
): Promise<PythonFacts | undefined> => {
  const pyproject = project.has('pyproject.toml', 'file') ? await project.toml('pyproject.toml', 'python') : undefined
  const requirements = readRequirements(project)
  if (!isPython(project, pyproject, requirements)) return undefined
  const manager = await readPythonManager(
    project,
    workspace?.kind === 'uv' ? workspace.root : '.',
    pyproject,
    requirements,
  )
  const pipfile = project.has('Pipfile', 'file') ? await project.toml('Pipfile', 'python') : undefined
  const [first] = requirements
  const main =
    manager.name === 'pip' && first !== undefined && first.role !== 'dev' ? installedBy(first, requirements) : []
  const dependencies = sorted([
    ...main.flatMap((file) => file.dependencies),
    ...requirements
      .filter((file) => file.role === 'dev')
      .flatMap((file) => file.dependencies.map((one) => ({ ...one, group: 'dev' }))),
    ...pyprojectDependencies(pyproject),
    ...pipfileDependencies(pipfile),
  ])
  const files = scanSources(project, {
    language: 'python',
    extensions: ['.py'],
    skipDir: (_, name) => /^(?:static|media|locale|templates|tests?|docs?)$/.test(name),
  })
  const apps = findPythonApps(project, files)
  const local = await readPythonMembers(project, workspace?.kind === 'uv' ? workspace : undefined)
  // What the other projects of the repository bring is in the environment as well.
  const installed = local.dependencies.length === 0 ? dependencies : sorted([...dependencies, ...local.dependencies])
  const read = readPyproject(project, pyproject) ?? readLegacySetup(project)
  const self = workspace?.kind === 'uv' ? local.members.find(({ dir }) => dir === workspace.path) : undefined
  const own = read === undefined || self === undefined ? read : { ...read, isPackage: self.isPackage }
  const entries = findEntries(project, own, files)
  // One in an example or a test only counts where there is nothing else to start.
  const services = apps.filter(({ place }) => isPrimary(place.file))
  const app = chooseApp(services.length > 0 || entries.length > 0 ? services : apps, installed)
  return {
    pythonVersion: await readPythonVersion(project, pyproject, manager.lockfile),
    manager,
    requirements: requirements.map(plain),
    dependencies,
    apps,
    servers: findServers(installed, app),
    entries,
    native: readNative(installed),
    additions: readAdditions(dependencies, own, requirements),
    members: local.members,
    archives: local.archives,
    needsGit:
      local.needsGit ||
      main.some(({ vcs }) => vcs) ||
      pyprojectNeedsGit(pyproject) ||
      Object.values(recordAt(pipfile, 'packages')).some((value) => stringAt(value, 'git') !== undefined),
    ...compact({
      project: own,
      localRoot: local.localRoot,
      app,
      django: readDjango(project, files, dependencies),
      port: readPythonPort(project, files, app),
    }),
  }
}
