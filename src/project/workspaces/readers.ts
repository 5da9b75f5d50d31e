import type { WorkspaceKind, WorkspaceMember } from '../common-facts.js'
import type { Project } from '../project.js'
import { listedMembers, type MemberSource } from './closure.js'
import type { WorkspaceDeclaration } from './declaration.js'

/**
 * Reads the members of a workspace and how they depend on each other. The project is opened at the workspace's root, so its
 * paths are relative to it; a problem whose file is a member's manifest is told only to the services that need that member.
 */
export type MemberReader = (project: Project, declaration: WorkspaceDeclaration) => Promise<MemberSource>

type ListReader = (project: Project, declaration: WorkspaceDeclaration) => Promise<readonly WorkspaceMember[]>

const node = async (): Promise<MemberReader> => (await import('./node.js')).readMembers

const atOnce =
  (load: () => Promise<ListReader>): (() => Promise<MemberReader>) =>
  async () => {
    const read = await load()
    return async (project, declaration) => listedMembers(await read(project, declaration))
  }

/** The reader of each kind of workspace, loaded when there is one. */
export const memberReaders: Readonly<Record<WorkspaceKind, () => Promise<MemberReader>>> = {
  npm: node,
  pnpm: node,
  yarn: node,
  bun: node,
  go: atOnce(async () => (await import('./go.js')).readMembers),
  cargo: atOnce(async () => (await import('./cargo.js')).readMembers),
  uv: atOnce(async () => (await import('./uv.js')).readMembers),
}
