import type { Ecosystem, WorkspaceKind } from '../common-facts.js'
import { matchesMember } from '../glob.js'
import { goWorkUses } from '../go/go-work.js'
import type { Project } from '../project.js'
import { at, isRecord, stringsAt } from '../value.js'

/** A workspace that a folder declares; `file` is relative to that folder. */
export interface WorkspaceDeclaration {
  readonly kind: WorkspaceKind
  readonly file: string
  /** As written. */
  readonly patterns: readonly string[]
  readonly exclude?: readonly string[]
  /** Cargo: path dependencies of members are members, too, so a crate below the root may belong to it without being named. */
  readonly open?: boolean
}

/** Reads what the folder of a project declares. */
type Detector = (project: Project) => Promise<WorkspaceDeclaration | undefined>

/** npm, yarn and bun share the field; the lockfile tells them apart. */
const nodeKind = (project: Project, manifest: unknown): WorkspaceKind => {
  const manager = at(manifest, 'packageManager')
  if (typeof manager === 'string') {
    const name = /^(npm|pnpm|yarn|bun)@/.exec(manager)?.[1]
    if (name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun') return name
  }
  if (project.has('yarn.lock')) return 'yarn'
  return project.has('bun.lock') || project.has('bun.lockb') ? 'bun' : 'npm'
}

const pnpm: Detector = async (project) => {
  const file = 'pnpm-workspace.yaml'
  if (!project.has(file, 'file')) return undefined
  const patterns = stringsAt(await project.yaml(file, 'node'), 'packages')
  // Since pnpm 10 the file also holds settings; without packages there is no workspace.
  return patterns.length === 0 ? undefined : { kind: 'pnpm', file, patterns }
}

const packageJson: Detector = async (project) => {
  const file = 'package.json'
  if (!project.has(file, 'file')) return undefined
  const manifest = project.json(file, 'node')
  const patterns = [...stringsAt(manifest, 'workspaces'), ...stringsAt(manifest, 'workspaces', 'packages')]
  return patterns.length === 0 ? undefined : { kind: nodeKind(project, manifest), file, patterns }
}

const goWork: Detector = async (project) => {
  const file = 'go.work'
  const text = project.text(file)
  return text === undefined ? undefined : { kind: 'go', file, patterns: goWorkUses(text) }
}

const cargo: Detector = async (project) => {
  const file = 'Cargo.toml'
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'rust')
  if (!isRecord(at(manifest, 'workspace'))) return undefined
  const patterns = stringsAt(manifest, 'workspace', 'members')
  return { kind: 'cargo', file, patterns, exclude: stringsAt(manifest, 'workspace', 'exclude'), open: true }
}

const uv: Detector = async (project) => {
  const file = 'pyproject.toml'
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'python')
  if (!isRecord(at(manifest, 'tool', 'uv', 'workspace'))) return undefined
  const patterns = stringsAt(manifest, 'tool', 'uv', 'workspace', 'members')
  return { kind: 'uv', file, patterns, exclude: stringsAt(manifest, 'tool', 'uv', 'workspace', 'exclude') }
}

/** How each kind of workspace is found, in the order in which a folder's own manifests decide. */
export const detectors: readonly {
  readonly ecosystem: Ecosystem
  /** The file that declares it; no two detectors look at the same file for one ecosystem. */
  readonly file: string
  /** What a member has. */
  readonly manifest: string
  readonly detect: Detector
}[] = [
  { ecosystem: 'node', file: 'pnpm-workspace.yaml', manifest: 'package.json', detect: pnpm },
  { ecosystem: 'node', file: 'package.json', manifest: 'package.json', detect: packageJson },
  { ecosystem: 'go', file: 'go.work', manifest: 'go.mod', detect: goWork },
  { ecosystem: 'rust', file: 'Cargo.toml', manifest: 'Cargo.toml', detect: cargo },
  { ecosystem: 'python', file: 'pyproject.toml', manifest: 'pyproject.toml', detect: uv },
]

/** Whether the patterns of a declaration name a folder; the root always belongs to it. */
export const isNamedMember = (path: string, { patterns, exclude = [], open }: WorkspaceDeclaration): boolean => {
  if (path === '.') return true
  if (matchesMember(path, exclude)) return false
  return open === true || matchesMember(path, patterns)
}
