import { lstatSync } from 'node:fs'
import { descend } from '../ignore/index.js'
import type { IgnoreInForce } from './ignore-file.js'
import { systemPath } from './read-directory.js'

/** Why a path is in the context or not. */
export interface Why {
  /** Relative to the context. */
  readonly path: string
  readonly exists: boolean
  readonly ignored: boolean
  /** The pattern that decides; absent where none does. */
  readonly decidedBy?: { readonly pattern: string; readonly line: number; readonly matched: string }
  /** The directory above that is ignored as a whole, so that nothing below it is looked at. */
  readonly unread?: string
  /** The link on the way: it is sent as a link, and what it points to is not looked at through it. */
  readonly link?: string
}

const kindOf = (path: string): 'directory' | 'symlink' | 'file' | undefined => {
  try {
    const stats = lstatSync(systemPath(path), { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    return stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'symlink' : 'file'
  } catch {
    return undefined
  }
}

/**
 * Says which pattern decides about a path, whether it exists or not, as the transfer of the context decides.
 *
 * Throws `bad-ignore-pattern` where the build would fail.
 *
 * @example
 * ```ts
 * why('/repo', ignore, 'dist/app.js').decidedBy // { pattern: 'dist', line: 3, matched: 'dist' }
 * ```
 */
export const why = (root: string, ignore: IgnoreInForce, path: string): Why => {
  const descent = descend(ignore.matcher)
  const exists = kindOf(`${root}/${path}`) !== undefined
  const explain = (decidedBy: number, end: string) => {
    const { pattern, line } = ignore.lines[decidedBy] ?? {}
    const matches = ignore.matcher.patterns[decidedBy]?.matches
    if (pattern === undefined || line === undefined || matches === undefined) return {}
    return { decidedBy: { pattern, line, matched: prefixesOf(end).find(matches) ?? end } }
  }

  let level = descent.root
  for (const prefix of prefixesOf(path)) {
    const name = prefix.slice(prefix.lastIndexOf('/') + 1)
    const kind = kindOf(`${root}/${prefix}`)
    const isLast = prefix === path
    const isDirectory = kind === undefined ? !isLast : kind === 'directory'
    if (!isDirectory) {
      const decidedBy = level.decide(name)
      const through = kind === 'symlink' && !isLast ? { link: prefix } : {}
      return { path, exists, ignored: descent.excludes(decidedBy), ...explain(decidedBy, prefix), ...through }
    }
    const inner = level.enter(name)
    const ignored = descent.excludes(inner.decidedBy)
    if (isLast) return { path, exists, ignored, ...explain(inner.decidedBy, prefix) }
    if (ignored && descent.prunes(prefix)) {
      return { path, exists, ignored, ...explain(inner.decidedBy, prefix), unread: prefix }
    }
    level = inner.level
  }
  return { path, exists, ignored: false }
}

const prefixesOf = (path: string): readonly string[] => {
  const names = path.split('/').filter((name) => name !== '')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}
