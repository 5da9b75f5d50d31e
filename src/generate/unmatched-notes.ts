import { join } from 'node:path'
import type { BuiltTarget } from './build-target.js'

const whyNone = (pattern: string): string =>
  /(?:^|\/)\.\.(?:\/|$)/.test(pattern)
    ? "leads out of the workspace's folder: what it names is in no image."
    : 'finds no member.'

/**
 * Notes member patterns of the workspace that find nothing: the manager goes on without. Every service of it says the same, since of
 * none it is sure that it is brought to the disk; what is told is told once.
 */
export const unmatchedNotes = ({ facts, folder, source: { display } }: BuiltTarget): readonly string[] => {
  const { workspace } = facts ?? {}
  if (workspace?.unmatched === undefined) return []
  const file = display(join(folder, workspace.file))
  return workspace.unmatched.map((pattern) => `The workspace pattern \`${pattern}\` of \`${file}\` ${whyNone(pattern)}`)
}
