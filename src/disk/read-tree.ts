import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** A name in a folder, with links as what they are. */
export interface TreeEntry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'link'
  /** The text of a link. */
  readonly target?: string
}

/** Lists a folder for a build context, which sends links as links. What cannot be read is empty: the build itself will tell. */
export const readTree = (folder: string): readonly TreeEntry[] => {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry): TreeEntry => {
      const { name } = entry
      if (entry.isSymbolicLink()) return { name, kind: 'link', target: readlinkSync(join(folder, name)) }
      return { name, kind: entry.isDirectory() ? 'directory' : 'file' }
    })
  } catch {
    return []
  }
}
