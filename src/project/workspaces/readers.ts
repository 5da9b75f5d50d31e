import type { WorkspaceKind, WorkspaceMember } from '../common-facts.js'
import type { Project } from '../project.js'
import type { WorkspaceDeclaration } from './declaration.js'

/**
 * Reads the members of a workspace and how they depend on each other. The project is opened at the workspace's root, so its
 * paths are relative to it; a problem whose file is a member's manifest is told only to the services that need that member.
 */
export type MemberReader = (project: Project, declaration: WorkspaceDeclaration) => Promise<readonly WorkspaceMember[]>

/** The reader of each kind of workspace, loaded when there is one. */
export const memberReaders: Readonly<Partial<Record<WorkspaceKind, () => Promise<MemberReader>>>> = {
  npm: async () => (await import('./node.js')).readMembers,
  pnpm: async () => (await import('./node.js')).readMembers,
  yarn: async () => (await import('./node.js')).readMembers,
  bun: async () => (await import('./node.js')).readMembers,
  go: async () => (await import('./go.js')).readMembers,
  uv: async () => (await import('./uv.js')).readMembers,
}
