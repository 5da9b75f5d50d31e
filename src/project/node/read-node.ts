import type { WorkspaceFact } from '../common-facts.js'
import type { Project } from '../project.js'
import { compact, isRecord } from '../value.js'
import { readBuild } from './build.js'
import { readEntry } from './entry.js'
import { readFramework } from './frameworks.js'
import { readInstallInputs, readLifecycle } from './install-inputs.js'
import { readManifest } from './manifest.js'
import { readNodeMembers, withoutMembers } from './members.js'
import { fromGit, nativeDevNeeds, nativeNeedsOf } from './needs.js'
import { readNext } from './next.js'
import type { NodeFacts, NodeManagerFact } from './node-facts.js'
import { readNodePort } from './node-port.js'
import { readNodeVersion } from './node-version.js'
import { readPackageManager } from './package-manager.js'
import { readPrisma } from './prisma.js'

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
  const members =
    workspace?.ecosystem === 'node' && workspace.path !== '.' ? await readNodeMembers(project, workspace) : undefined
  const manager = readPackageManager(project, context)
  const isInjected = [manifest, ...(members ?? []).map((member) => member.manifest)].some(({ injected }) => injected)
  const packageManager: NodeManagerFact =
    manager.name === 'pnpm' && isInjected ? { ...manager, injects: true } : manager
  const lifecycle = readLifecycle(manifest)
  const inputs = await readInstallInputs(project, context, manifest, packageManager, lifecycle)
  const build = readBuild(project, manifest)
  const framework = readFramework(manifest)
  const entry = readEntry(project, manifest, build, framework)
  return {
    manifest,
    nodeVersion: readNodeVersion(project),
    packageManager,
    installInputs: workspace === undefined ? inputs : withoutMembers(inputs, workspace.path, workspace),
    lifecycle,
    typescript:
      manifest.devDependencies['typescript'] !== undefined ||
      manifest.dependencies['typescript'] !== undefined ||
      project.has('tsconfig.json', 'file'),
    native: nativeNeedsOf(manifest),
    nativeDev: nativeDevNeeds(manifest),
    needsGit: fromGit(manifest),
    ...compact({
      members,
      build,
      entry,
      framework,
      next: readNext(project, manifest),
      prisma: readPrisma(project, manifest, lifecycle),
      port: readNodePort(project, manifest, entry, framework),
    }),
  }
}
