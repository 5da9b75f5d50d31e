import { nativeNeeds } from '../native-table.js'
import type { Project } from '../project.js'
import { compact, isRecord } from '../value.js'
import { readBuild } from './build.js'
import { readEntry } from './entry.js'
import { readFramework } from './frameworks.js'
import { readInstallInputs, readLifecycle } from './install-inputs.js'
import { readManifest } from './manifest.js'
import { nativePackages } from './native-packages.js'
import { readNext } from './next.js'
import type { DependencyRanges, NodeFacts } from './node-facts.js'
import { readNodePort } from './node-port.js'
import { readNodeVersion } from './node-version.js'
import { readPackageManager } from './package-manager.js'
import { readPrisma } from './prisma.js'

const fromGit = (range: string): boolean =>
  /^(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:)/.test(range) ||
  /^[\w.-]+\/[\w.-]+(?:#.+)?$/.test(range) ||
  /^https?:\/\/\S+\.git(?:#|$)/.test(range)

/** Only rows that ask for something: the table also records packages that need nothing. */
const needs = (dependencies: DependencyRanges) =>
  nativeNeeds(nativePackages, Object.keys(dependencies)).filter(
    (need) => !(need.package === 'bcrypt' && /^[~^>=]*\s*[6-9]/.test(dependencies['bcrypt'] ?? '')),
  )

/** Reads package.json and its neighbours; `context` is the way to the workspace root. */
export const readNode = async (project: Project, context: string): Promise<NodeFacts | undefined> => {
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
  const packageManager = readPackageManager(project, context)
  const lifecycle = readLifecycle(manifest)
  const build = readBuild(project, manifest)
  const framework = readFramework(manifest)
  const entry = readEntry(project, manifest, build, framework)
  const production = { ...manifest.optionalDependencies, ...manifest.dependencies }
  return {
    manifest,
    nodeVersion: readNodeVersion(project),
    packageManager,
    installInputs: await readInstallInputs(project, context, manifest, packageManager, lifecycle),
    lifecycle,
    typescript:
      manifest.devDependencies['typescript'] !== undefined ||
      manifest.dependencies['typescript'] !== undefined ||
      project.has('tsconfig.json', 'file'),
    native: needs(production),
    nativeDev: needs(
      Object.fromEntries(Object.entries(manifest.devDependencies).filter(([name]) => production[name] === undefined)),
    ),
    needsGit: Object.values({ ...production, ...manifest.devDependencies }).some(fromGit),
    ...compact({
      build,
      entry,
      framework,
      next: readNext(project, manifest),
      prisma: readPrisma(project, manifest, lifecycle),
      port: readNodePort(project, manifest, entry, framework),
    }),
  }
}
