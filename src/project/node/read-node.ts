import type { WorkspaceFact } from '../common-facts.js'
import { openProject, type Project } from '../project.js'
import { compact, isRecord } from '../value.js'
import { readBuild } from './build.js'
import { readDevFile, readEntry } from './entry.js'
import { readFramework } from './frameworks.js'
import { readInstallInputs, readLifecycle, type InstallInputs } from './install-inputs.js'
import { readManifest } from './manifest.js'
import { memberFacts, type NeededMembers, type PackageFacts, readNodeMembers, withoutMembers } from './members.js'
import { fromGit, nativeDevNeeds, nativeNeedsOf } from './needs.js'
import { readNext } from './next.js'
import type { InstallInput, NodeFacts, NodeManagerFact, NodeMemberFacts } from './node-facts.js'
import { withNitro } from './nitro.js'
import { readNodePort } from './node-port.js'
import { readNodeVersion } from './node-version.js'
import { readPackageManager } from './package-manager.js'
import { readPrisma } from './prisma.js'

/** What the install of the whole workspace reads of the service, which may not say itself what that is done with. */
const inputsAsMember = async (
  project: Project,
  { manifest, lifecycle }: PackageFacts,
  { own }: InstallInputs,
  manager: NodeManagerFact,
  needed: NeededMembers,
  workspace: WorkspaceFact,
): Promise<readonly InstallInput[]> => {
  const { name, berry, zeroInstall } = needed.manager
  if (manager.name === name && manager.berry === berry && manager.zeroInstall === zeroInstall) return own
  // What is wrong there was told already.
  const again = openProject(project.cache.source, project.base, [], project.cache, project.own)
  return (await readInstallInputs(again, '.', manifest, needed.manager, lifecycle, workspace.root)).own
}

/** The members that the build needs, the service among them. */
const withService = async (
  project: Project,
  facts: PackageFacts,
  inputs: InstallInputs,
  manager: NodeManagerFact,
  needed: NeededMembers,
  workspace: WorkspaceFact,
): Promise<readonly NodeMemberFacts[]> => {
  const { others, before } = needed
  if (before === undefined) return others
  const own = await inputsAsMember(project, facts, inputs, manager, needed, workspace)
  const service = memberFacts(project, workspace.path, facts, own, workspace)
  return [...others.slice(0, before), service, ...others.slice(before)]
}

/** A script that builds all applications of an Nx repository: the dependencies beside it are those of all, and neither a framework nor a port is its own. */
const buildsMany = /\bnx (?:run-many|affected)\b/

/** Reads package.json and its neighbours, and the members of the workspace that the service needs. */
export const readNode = async (
  project: Project,
  workspace: WorkspaceFact | undefined,
): Promise<NodeFacts | undefined> => {
  const context = workspace?.root ?? '.'
  if (!project.has('package.json', 'file')) return undefined
  const parsed = project.json('package.json', 'node')
  if (parsed !== undefined && !isRecord(parsed)) {
    project.report({
      kind: 'unparsable',
      ecosystem: 'node',
      file: 'package.json',
      line: 1,
      message: '`package.json` is not an object: it says nothing about a package.',
      hint: 'Write `{ "name": "…", "dependencies": { … } }`.',
    })
  }
  const manifest = readManifest(parsed)
  const needed =
    workspace?.ecosystem === 'node' && workspace.path !== '.' ? await readNodeMembers(project, workspace) : undefined
  const manager = readPackageManager(project, context)
  const isInjected =
    manager.name === 'pnpm' && (manifest.injected ?? needed?.others.some((member) => member.manifest.injected)) === true
  const packageManager: NodeManagerFact = isInjected ? { ...manager, injects: true } : manager
  const lifecycle = readLifecycle(manifest)
  const inputs = await readInstallInputs(project, context, manifest, packageManager, lifecycle)
  const plainBuild = readBuild(project, manifest)
  const isOfMany = buildsMany.test(plainBuild?.command ?? '')
  const framework = isOfMany ? undefined : readFramework(manifest)
  const entry = readEntry(project, manifest, plainBuild, framework)
  const build = withNitro(plainBuild, entry)
  const nodeVersion = readNodeVersion(project)
  const next = readNext(project, manifest)
  const prisma = readPrisma(project, manifest)
  const native = nativeNeedsOf(manifest)
  const nativeDev = nativeDevNeeds(manifest)
  const needsGit = fromGit(manifest)
  const facts: PackageFacts = { manifest, lifecycle, native, nativeDev, needsGit, ...compact({ build, prisma }) }
  const members = needed && workspace && (await withService(project, facts, inputs, manager, needed, workspace))
  return {
    manifest,
    nodeVersion,
    packageManager,
    installInputs: workspace === undefined ? inputs.all : withoutMembers(inputs.all, workspace.path, workspace),
    lifecycle,
    typescript:
      manifest.devDependencies['typescript'] !== undefined ||
      manifest.dependencies['typescript'] !== undefined ||
      project.has('tsconfig.json', 'file'),
    native,
    nativeDev,
    needsGit,
    ...compact({
      members,
      build,
      entry,
      devFile: entry === undefined ? readDevFile(project, manifest) : undefined,
      framework,
      next,
      prisma,
      port: isOfMany ? undefined : readNodePort(project, manifest, entry, framework),
    }),
  }
}
