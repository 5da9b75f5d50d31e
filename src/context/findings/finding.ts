import type { Diagnostic } from '../../model/diagnostic.js'
import type { WalkedFile } from '../walk.js'

/** A finding about what a context holds. */
export interface ContextFinding extends Diagnostic {
  /** What it is about, relative to the context. */
  readonly paths: readonly string[]
  readonly files: number
  readonly bytes: number
  /** The line that keeps it out, for the end of the ignore file. */
  readonly pattern?: string
}

/** What belongs to one finding. */
export interface Found {
  readonly path: string
  /** What one line of the ignore file keeps out is one finding. */
  readonly pattern: string
  readonly files: number
  readonly bytes: number
}

/** Looks at what is sent while it is walked. */
export interface Detector {
  readonly directory?: (path: string) => void
  readonly file?: (file: WalkedFile) => void
  /** The findings, when all has been seen; `sizeOf` tells what a directory came to. */
  readonly findings: (
    sizeOf: (directory: string) => { readonly files: number; readonly bytes: number },
  ) => readonly ContextFinding[]
}

/** The last name of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The directory that a path lies in, empty for the context itself. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** Puts together what one line of the ignore file keeps out. */
export const byPattern = <Each extends Found>(found: readonly Each[]): readonly (readonly [Each, ...Each[]])[] => {
  const groups = new Map<string, [Each, ...Each[]]>()
  for (const each of found) {
    const group = groups.get(each.pattern)
    if (group === undefined) groups.set(each.pattern, [each])
    else group.push(each)
  }
  return [...groups.values()]
}

/** What a group comes to, for a finding. */
export const sumOf = (found: readonly Found[]) => ({
  paths: found.map(({ path }) => path),
  files: found.reduce((sum, { files }) => sum + files, 0),
  bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
})

/**
 * The first path of a group, and how many there are besides.
 *
 * @example
 * ```ts
 * naming([{ path: 'a/.env' }, { path: 'b/.env' }]) // '`a/.env` and 1 other'
 * ```
 */
export const naming = (found: readonly { readonly path: string }[]): string => {
  const others = found.length - 1
  return `\`${found[0]?.path ?? ''}\`${others <= 0 ? '' : ` and ${others} other${others === 1 ? '' : 's'}`}`
}
