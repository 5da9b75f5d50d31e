import { lstatSync } from 'node:fs'
import { descend, type Level } from '../ignore/index.js'
import type { Matcher } from '../ignore/index.js'
import { codeOf } from './reason.js'
import { type DirectoryEntry, type EntryKind, readDirectory, systemPath } from './read-directory.js'

/** Something of a context that could not be read. */
export interface WalkProblem {
  /** Relative to the context, empty for the context itself. */
  readonly path: string
  /** The system's name of the reason, such as `EACCES`. */
  readonly code: string
}

/** A file, link, pipe, socket or device. Paths are relative to the context, with `/`. */
export interface WalkedFile {
  readonly path: string
  readonly kind: Exclude<EntryKind, 'directory'>
  /** In bytes; of a link, the length of its text. */
  readonly size: number
}

/** What a walk tells, in BuildKit's order. */
export interface Visitor {
  /** Is sent; before what is in it. */
  readonly directory: (path: string) => void
  /** Is sent. */
  readonly file: (file: WalkedFile) => void
  /** Is left out by the pattern at this position. Where this is absent, ignored directories are not read. */
  readonly ignored?: (file: WalkedFile, decidedBy: number) => void
  /** The build fails on it; the walk goes on. */
  readonly problem: (problem: WalkProblem) => void
  /** A directory has been read. */
  readonly progress?: () => void
}

/** What is gone when it is looked at was not there. */
const isGone = (code: string): boolean => code === 'ENOENT' || code === 'ENOTDIR'

/** A directory whose exclusion waits for something in it that is kept. */
interface Open {
  readonly path: string
}

/**
 * Walks what BuildKit sends of a folder: the same as `walkContext` on the disk, with sizes. Links are not followed, nothing
 * is opened, and no more is held than the directories on the way down.
 *
 * Throws `bad-ignore-pattern` where the build would fail, after having visited what comes before.
 */
export const walkDisk = (root: string, matcher: Matcher, visitor: Visitor): void => {
  const descent = descend(matcher)
  const waiting: Open[] = []
  const { ignored } = visitor

  const read = (path: string, report: (problem: WalkProblem) => void): readonly DirectoryEntry[] => {
    try {
      return readDirectory(path === '' ? root : `${root}/${path}`)
    } catch (error) {
      const code = codeOf(error)
      if (!isGone(code) || path === '') report({ path, code })
      return []
    } finally {
      visitor.progress?.()
    }
  }

  const sizeOf = (path: string, report: (problem: WalkProblem) => void): number | undefined => {
    try {
      return lstatSync(systemPath(`${root}/${path}`), { throwIfNoEntry: false })?.size
    } catch (error) {
      report({ path, code: codeOf(error) })
      return undefined
    }
  }

  /** Everything below a directory that is left out as a whole. */
  const ignoreBelow = (directory: string, decidedBy: number, visit: NonNullable<Visitor['ignored']>): void => {
    for (const { name, kind } of read(directory, () => {})) {
      const path = `${directory}/${name}`
      if (kind === 'directory') ignoreBelow(path, decidedBy, visit)
      else visit({ path, kind, size: sizeOf(path, () => {}) ?? 0 }, decidedBy)
    }
  }

  const walk = (directory: string, prefix: string, level: Level, isExcluded: boolean): void => {
    // BuildKit passes over an unreadable directory that it would not send anyway.
    const report = (problem: WalkProblem): void => {
      if (!isExcluded || !['EACCES', 'EPERM'].includes(problem.code)) visitor.problem(problem)
    }
    for (const { name, kind } of read(directory, report)) {
      const path = prefix + name
      if (kind !== 'directory') {
        const decidedBy = level.decide(name)
        const excluded = descent.excludes(decidedBy)
        if (excluded && ignored === undefined) continue
        const size = sizeOf(path, excluded ? () => {} : visitor.problem)
        if (size === undefined) continue
        if (excluded) {
          ignored?.({ path, kind, size }, decidedBy)
          continue
        }
        for (const open of waiting.splice(0)) visitor.directory(open.path)
        visitor.file({ path, kind, size })
        continue
      }
      const inner = level.enter(name)
      const excluded = descent.excludes(inner.decidedBy)
      if (excluded && descent.prunes(path)) {
        if (ignored !== undefined) ignoreBelow(path, inner.decidedBy, ignored)
        continue
      }
      const open = { path }
      waiting.push(open)
      if (!excluded) for (const each of waiting.splice(0)) visitor.directory(each.path)
      walk(path, `${path}/`, inner.level, excluded)
      if (waiting.at(-1) === open) waiting.pop()
    }
  }
  walk('', '', descent.root, false)
}
