import { join } from 'node:path'
import type { BuiltTarget } from './build-target.js'

const whyNone = (pattern: string): string =>
  /(?:^|\/)\.\.(?:\/|$)/.test(pattern)
    ? "leads out of the workspace's folder: what it names is in no image."
    : 'finds no member.'

/** Makes a function that notes, once for a workspace, member patterns that find nothing: the manager goes on without. */
export const unmatchedNotes = (): ((built: BuiltTarget) => readonly string[]) => {
  const told = new Set<string>()
  return ({ facts, folder, source: { display } }) => {
    const { workspace } = facts ?? {}
    if (workspace?.unmatched === undefined) return []
    const file = display(join(folder, workspace.file))
    if (told.has(file)) return []
    told.add(file)
    return workspace.unmatched.map(
      (pattern) => `The workspace pattern \`${pattern}\` of \`${file}\` ${whyNone(pattern)}`,
    )
  }
}
