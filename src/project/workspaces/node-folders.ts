import { parseJson } from '../json-text.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { at, isRecord, sortedUnique, stringAt } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import { expandMembers, type MemberExpansion, type Negation } from './expand-members.js'

const isBerry = (project: Project, manifest: unknown): boolean =>
  project.has('.yarnrc.yml', 'file') ||
  /^yarn@(?:[2-9]|\d\d)/.test(stringAt(manifest, 'packageManager') ?? '') ||
  /^__metadata:/m.test(project.text('yarn.lock', 4096) ?? '')

const negationOf = (project: Project, { kind }: WorkspaceDeclaration, manifest: unknown): Negation => {
  if (kind === 'npm') return 'in-order'
  return kind === 'yarn' && !isBerry(project, manifest) ? 'none' : 'anywhere'
}

const workspacesOf = (manifest: unknown): readonly string[] => {
  const field = at(manifest, 'workspaces')
  const list = Array.isArray(field) ? field : isRecord(field) ? field['packages'] : []
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}

/** yarn berry: a member may be a workspace root itself, and its members belong to the project, too. */
const nestedExpansions = (project: Project, folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => {
    const text = project.glance.text(joinPath(folder, 'package.json')) ?? ''
    if (!text.includes('"workspaces"')) return []
    const outcome = parseJson(text)
    const patterns = outcome.kind === 'value' ? workspacesOf(outcome.value) : []
    if (patterns.length === 0) return []
    const below = expandMembers(project, {
      patterns: patterns.map((pattern) => pattern.replace(/^(!*)(?:\.?\/)?/, `$1${folder}/`)),
      manifest: 'package.json',
      negation: 'anywhere',
    }).folders
    return [...below, ...nestedExpansions(project, below)]
  })

/** The folders of the members of a workspace of npm, pnpm, yarn or bun; `manifest` is what the root's package.json says. */
export const expandNodeMembers = (
  project: Project,
  declaration: WorkspaceDeclaration,
  manifest: unknown,
): MemberExpansion => {
  const { kind, patterns } = declaration
  const negation = negationOf(project, declaration, manifest)
  const expansion = expandMembers(project, { patterns, manifest: 'package.json', negation })
  if (kind !== 'yarn' || negation === 'none') return expansion
  const nested = nestedExpansions(
    project,
    expansion.folders.filter((folder) => folder !== '.'),
  )
  return { ...expansion, folders: sortedUnique([...expansion.folders, ...nested]) }
}
