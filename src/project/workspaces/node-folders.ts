import { parseJson } from '../json-text.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { at, isRecord, sortedUnique } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import { expandMembers, type MemberExpansion } from './expand-members.js'

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

/** The folders of the members of a workspace of npm, pnpm, yarn or bun. */
export const expandNodeMembers = (
  project: Project,
  { kind, patterns, negation }: WorkspaceDeclaration,
): MemberExpansion => {
  const expansion = expandMembers(project, { patterns, manifest: 'package.json', negation })
  if (kind !== 'yarn' || negation === 'none') return expansion
  const folders = expansion.folders.filter((folder) => folder !== '.')
  return { ...expansion, folders: sortedUnique([...expansion.folders, ...nestedExpansions(project, folders)]) }
}
