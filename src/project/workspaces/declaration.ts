import type { Ecosystem, WorkspaceKind } from '../common-facts.js'
import { goWorkUses } from '../go/go-work.js'
import type { Project } from '../project.js'
import { at, isRecord, stringAt, stringsAt } from '../value.js'
import { memberMatcher, type Negation } from './expand-members.js'

/** A workspace that a folder declares; `file` is relative to that folder. */
export interface WorkspaceDeclaration {
  readonly kind: WorkspaceKind
  readonly file: string
  /** As written. */
  readonly patterns: readonly string[]
  readonly exclude?: readonly string[]
  readonly negation: Negation
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

const isBerry = (project: Project, manifest: unknown): boolean =>
  project.has('.yarnrc.yml', 'file') ||
  /^yarn@(?:[2-9]|\d\d)/.test(stringAt(manifest, 'packageManager') ?? '') ||
  /^__metadata:/m.test(project.glance.text('yarn.lock', 4096) ?? '')

/** What `!` means to those that read `workspaces`; the two yarns do not agree. */
const negations: Readonly<Partial<Record<WorkspaceKind, Negation>>> = {
  npm: 'in-order',
  pnpm: 'anywhere',
  bun: 'from-globs',
}

const pnpm: Detector = async (project) => {
  const file = 'pnpm-workspace.yaml'
  if (!project.has(file, 'file')) return undefined
  const patterns = stringsAt(await project.yaml(file, 'node'), 'packages')
  // Since pnpm 10 the file also holds settings; without packages there is no workspace.
  return patterns.length === 0 ? undefined : { kind: 'pnpm', file, patterns, negation: 'anywhere' }
}

const packageJson: Detector = async (project) => {
  const file = 'package.json'
  if (!project.has(file, 'file')) return undefined
  const manifest = project.json(file, 'node')
  const patterns = [...stringsAt(manifest, 'workspaces'), ...stringsAt(manifest, 'workspaces', 'packages')]
  if (patterns.length === 0) return undefined
  const kind = nodeKind(project, manifest)
  return { kind, file, patterns, negation: negations[kind] ?? (isBerry(project, manifest) ? 'anywhere' : 'none') }
}

const goWork: Detector = async (project) => {
  const file = 'go.work'
  const text = project.text(file)
  return text === undefined ? undefined : { kind: 'go', file, patterns: goWorkUses(text), negation: 'none' }
}

const cargo: Detector = async (project) => {
  const file = 'Cargo.toml'
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'rust')
  if (!isRecord(at(manifest, 'workspace'))) return undefined
  const patterns = stringsAt(manifest, 'workspace', 'members')
  const exclude = stringsAt(manifest, 'workspace', 'exclude')
  return { kind: 'cargo', file, patterns, exclude, negation: 'none', open: true }
}

const uv: Detector = async (project) => {
  const file = 'pyproject.toml'
  if (!project.has(file, 'file')) return undefined
  const manifest = await project.toml(file, 'python')
  if (!isRecord(at(manifest, 'tool', 'uv', 'workspace'))) return undefined
  const patterns = stringsAt(manifest, 'tool', 'uv', 'workspace', 'members')
  const exclude = stringsAt(manifest, 'tool', 'uv', 'workspace', 'exclude')
  return { kind: 'uv', file, patterns, exclude, negation: 'none' }
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

type Matcher = ReturnType<typeof memberMatcher>

/** Declarations are shared by thousands of services: their patterns are read once. */
const matchers = new WeakMap<WorkspaceDeclaration, Matcher>()

const matcherOf = (declaration: WorkspaceDeclaration): Matcher => {
  const { open, exclude } = declaration
  const patterns = open === true ? ['**'] : declaration.patterns
  const hidden = declaration.negation === 'none'
  const known = matchers.get(declaration)
  const matcher =
    known ??
    memberMatcher({ patterns, negation: declaration.negation, hidden, ...(exclude === undefined ? {} : { exclude }) })
  matchers.set(declaration, matcher)
  return matcher
}

/** Whether the patterns of a declaration name a folder; the root always belongs to it. */
export const isNamedMember = (path: string, declaration: WorkspaceDeclaration): boolean =>
  path === '.' || matcherOf(declaration)(path)
