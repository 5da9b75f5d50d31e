import type { WorkspaceKind, WorkspaceMember } from '../common-facts.js'
import type { Project } from '../project.js'
import type { WorkspaceDeclaration } from './declaration.js'

/**
 * Reads the members of a workspace and how they depend on each other. The project is opened at the workspace's root, so its
 * paths are relative to it; a problem whose file is a member's manifest is told only to the services that need that member.
 */
export type MemberReader = (project: Project, declaration: WorkspaceDeclaration) => Promise<readonly WorkspaceMember[]>

const node = async (): Promise<MemberReader> => (await import('./node.js')).readMembers

/** The reader of each kind of workspace, loaded when there is one. */
export const memberReaders: Readonly<Record<WorkspaceKind, () => Promise<MemberReader>>> = {
  npm: node,
  pnpm: node,
  yarn: node,
  bun: node,
  go: async () => (await import('./go.js')).readMembers,
  cargo: async () => (await import('./cargo.js')).readMembers,
  uv: async () => (await import('./uv.js')).readMembers,
}
