import { parseJson } from '../json-text.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { at, isRecord, sortedUnique } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import {
  expandMembers,
  namedFolders,
  withManifests,
  type MemberExpansion,
  type NamedFolders,
} from './expand-members.js'

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

/**
 * The folders that are members of a workspace of npm, pnpm, yarn or bun where they have a package.json. Nothing is read but what says
 * that there are more.
 */
export const namedNodeFolders = (
  project: Project,
  { kind, patterns, negation }: WorkspaceDeclaration,
): NamedFolders => {
  const named = namedFolders(project, { patterns, negation })
  if (kind !== 'yarn' || negation === 'none') return named
  const folders = named.folders.filter((folder) => folder !== '.')
  return { ...named, folders: sortedUnique([...named.folders, ...nestedExpansions(project, folders)]) }
}

/** The folders of the members of a workspace of npm, pnpm, yarn or bun. */
export const expandNodeMembers = (project: Project, declaration: WorkspaceDeclaration): MemberExpansion =>
  withManifests(project, namedNodeFolders(project, declaration), 'package.json')
