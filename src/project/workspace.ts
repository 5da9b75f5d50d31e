import type { Ecosystem, WorkspaceFact, WorkspaceKind } from './common-facts.js'
import { matchesMember } from './glob.js'
import { goWorkUses } from './go/go-work.js'
import { joinPath, relativePath } from './path.js'
import type { Project } from './project.js'
import { at, isRecord, listAt, stringsAt } from './value.js'

/** A workspace that a folder declares. */
interface Declaration {
  readonly kind: WorkspaceKind
  readonly file: string
  readonly patterns: readonly string[]
  readonly exclude?: readonly string[]
  /** Cargo: path dependencies of members are members, too, so a crate below the root may belong to it without being named. */
  readonly open?: boolean
}

type Detector = (project: Project, root: string) => Promise<Declaration | undefined>

/** npm, yarn and bun share the field; the lockfile tells them apart. */
const nodeKind = (project: Project, root: string, manifest: unknown): WorkspaceKind => {
  const manager = at(manifest, 'packageManager')
  if (typeof manager === 'string') {
    const name = /^(npm|pnpm|yarn|bun)@/.exec(manager)?.[1]
    if (name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun') return name
  }
  if (project.has(joinPath(root, 'yarn.lock'))) return 'yarn'
  return project.has(joinPath(root, 'bun.lock')) || project.has(joinPath(root, 'bun.lockb')) ? 'bun' : 'npm'
}

const pnpm: Detector = async (project, root) => {
  const file = joinPath(root, 'pnpm-workspace.yaml')
  if (!project.has(file, 'file')) return undefined
  const patterns = stringsAt(await project.yaml(file, 'node'), 'packages')
  // Since pnpm 10 the file also holds settings; without packages there is no workspace.
  return patterns.length === 0 ? undefined : { kind: 'pnpm', file, patterns }
}

const packageJson: Detector = async (project, root) => {
  const file = joinPath(root, 'package.json')
  if (!project.has(file, 'file')) return undefined
  const manifest = project.json(file, 'node')
  const patterns = [...stringsAt(manifest, 'workspaces'), ...stringsAt(manifest, 'workspaces', 'packages')]
  return patterns.length === 0 ? undefined : { kind: nodeKind(project, root, manifest), file, patterns }
}

const goWork: Detector = async (project, root) => {
  const file = joinPath(root, 'go.work')
  const text = project.text(file)
  return text === undefined ? undefined : { kind: 'go', file, patterns: goWorkUses(text) }
}

const cargo: Detector = async (project, root) => {
  const file = joinPath(root, 'Cargo.toml')
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'rust')
  if (!isRecord(at(manifest, 'workspace'))) return undefined
  const patterns = stringsAt(manifest, 'workspace', 'members')
  return { kind: 'cargo', file, patterns, exclude: stringsAt(manifest, 'workspace', 'exclude'), open: true }
}

const uv: Detector = async (project, root) => {
  const file = joinPath(root, 'pyproject.toml')
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'python')
  if (!isRecord(at(manifest, 'tool', 'uv', 'workspace'))) return undefined
  return {
    kind: 'uv',
    file,
    patterns: listAt(manifest, 'tool', 'uv', 'workspace', 'members').filter((item) => typeof item === 'string'),
    exclude: stringsAt(manifest, 'tool', 'uv', 'workspace', 'exclude'),
  }
}

/** In the order in which a folder's own manifests decide. */
const detectors: readonly { readonly ecosystem: Ecosystem; readonly manifest: string; readonly detect: Detector }[] = [
  { ecosystem: 'node', manifest: 'package.json', detect: pnpm },
  { ecosystem: 'node', manifest: 'package.json', detect: packageJson },
  { ecosystem: 'go', manifest: 'go.mod', detect: goWork },
  { ecosystem: 'rust', manifest: 'Cargo.toml', detect: cargo },
  { ecosystem: 'python', manifest: 'pyproject.toml', detect: uv },
]

const isMember = (path: string, declaration: Declaration): boolean => {
  if (path === '.') return true
  if (matchesMember(path, declaration.exclude ?? [])) return false
  return declaration.open === true || matchesMember(path, declaration.patterns)
}

/** The service's folder and those above it, up to the source's root: `.`, `..`, `../..`. */
export const ancestors = (project: Project): readonly string[] => {
  const depth = project.base === '.' ? 0 : project.base.split('/').length
  return Array.from({ length: depth + 1 }, (_, up) => joinPath(...Array.from({ length: up }, () => '..')))
}

/** The workspace that the service belongs to or is the root of: the nearest that names it. */
export const findWorkspace = async (
  project: Project,
  ecosystems: readonly Ecosystem[],
): Promise<WorkspaceFact | undefined> => {
  for (const { ecosystem, manifest, detect } of detectors) {
    if (!ecosystems.includes(ecosystem)) continue
    for (const root of ancestors(project)) {
      // A folder without a manifest cannot be a member, only the root.
      if (root !== '.' && !project.has(manifest, 'file')) break
      const declaration = await detect(project, root)
      const path = relativePath(joinPath(project.base, root), project.base)
      if (declaration === undefined || !isMember(path, declaration)) continue
      const { kind, file, patterns } = declaration
      return { kind, ecosystem, root, path, file, patterns, members: [], production: [], build: [] }
    }
  }
  return undefined
}
