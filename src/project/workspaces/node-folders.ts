import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { sortedUnique } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import {
  expandMembers,
  namedFolders,
  withManifests,
  type MemberExpansion,
  type NamedFolders,
} from './expand-members.js'
import { nestedWorkspaces, patternsIn } from './package-surveys.js'

const manifestIn = (folder: string): string => joinPath(folder, 'package.json')

/** yarn berry: a member may be a workspace root itself, and its members belong to the project, too. */
const nestedExpansions = (
  project: Project,
  folders: readonly string[],
  asked: readonly (readonly string[])[],
): readonly string[] =>
  folders.flatMap((folder, index) => {
    const patterns = asked[index] ?? []
    if (patterns.length === 0) return []
    const below = expandMembers(project, {
      patterns: patterns.map((pattern) => pattern.replace(/^(!*)(?:\.?\/)?/, `$1${folder}/`)),
      manifest: 'package.json',
      negation: 'anywhere',
    }).folders
    // They are few: no survey of their own.
    const next = below.map((each) => patternsIn(project.glance.text(manifestIn(each))))
    return [...below, ...nestedExpansions(project, below, next)]
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
  const asked = project.glance.survey(nestedWorkspaces, folders.map(manifestIn))
  return { ...named, folders: sortedUnique([...named.folders, ...nestedExpansions(project, folders, asked)]) }
}

/** The folders of the members of a workspace of npm, pnpm, yarn or bun. */
export const expandNodeMembers = (project: Project, declaration: WorkspaceDeclaration): MemberExpansion =>
  withManifests(project, namedNodeFolders(project, declaration), 'package.json')
