import { isSameText, type Ownership, ownershipOf } from './marker.js'
import type { GenerateMode } from './options.js'
import type { FileStatus } from './result.js'

/** What is to happen to one file. */
export interface Plan {
  readonly status: Extract<FileStatus, 'created' | 'updated' | 'unchanged' | 'stale' | 'missing' | 'conflict'>
  /** For a conflict: why the file is not overwritten, and what to do. */
  readonly why?: { readonly message: string; readonly hint: string }
}

type Unowned = Exclude<Ownership, 'ours'>

const conflicts: Readonly<Record<Unowned, (name: string) => NonNullable<Plan['why']>>> = {
  foreign: (name) => ({
    message: `\`${name}\` was not made by gen-dockerfile (it has no marker) and is not overwritten.`,
    hint: 'Compare the two, then run with `--force` to replace it.',
  }),
  edited: (name) => ({
    message: `\`${name}\` was edited by hand since it was generated and is not overwritten.`,
    hint: 'Move the change to its source, then run with `--force` to replace it.',
  }),
  'merge-conflict': (name) => ({
    message: `\`${name}\` has the marks of a merge conflict.`,
    hint: 'Resolve the conflict in its source, then generate it again with `--force`.',
  }),
}

/**
 * Decides what is to happen to a file, from the text that is there and the one that belongs there.
 *
 * @example
 * ```ts
 * planFile('Dockerfile', undefined, text, 'write', false).status // 'created'
 * planFile('Dockerfile', 'FROM mine\n', text, 'write', false).status // 'conflict'
 * ```
 */
export const planFile = (
  name: string,
  present: string | undefined,
  text: string,
  mode: GenerateMode,
  force: boolean,
): Plan => {
  const isCheck = mode === 'check'
  if (present === undefined) return { status: isCheck ? 'missing' : 'created' }
  if (isSameText(present, text)) return { status: 'unchanged' }
  const ownership = ownershipOf(present)
  if (ownership === 'ours' || force) return { status: isCheck ? 'stale' : 'updated' }
  return { status: 'conflict', why: conflicts[ownership](name) }
}
