import { reportLockFlaw } from '../lock-health.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { placedOnce, sharedRead } from '../shared-read.js'
import { type LockHead, type LockReading, lockReaders, lockSurveys } from './lock-reading.js'
import type { NodeManagerName } from './node-facts.js'

/** A lockfile as far as it tells which manager, and which version of it, wrote it. */
export interface NodeLockfile extends LockHead {
  readonly path: string
  readonly manager: NodeManagerName
}

/** The lockfiles of Node, in the order in which they win when several are there and nothing else decides. */
export const lockfileNames: readonly (readonly [string, NodeManagerName])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

const readingOf = (project: Project, path: string, isShared: boolean): LockReading => {
  if (isShared) {
    const survey = lockSurveys[path]
    return (survey && project.glance.survey(survey, [path])[0]) ?? {}
  }
  return lockReaders[path]?.((limit) => project.glance.text(path, limit)) ?? {}
}

const readOne = (project: Project, path: string, manager: NodeManagerName, isShared: boolean): NodeLockfile => {
  // Binary: only its presence is read.
  if (path === 'bun.lockb') return { path, manager, berry: false, major: 1 }
  const { head, flaw } = readingOf(project, path, isShared)
  if (flaw !== undefined) reportLockFlaw(project, path, 'node', flaw)
  return { path, manager, berry: false, ...head }
}

const readHere = (project: Project, isShared: boolean): readonly NodeLockfile[] =>
  lockfileNames.flatMap(([path, manager]) =>
    project.has(path, 'file') ? [readOne(project, path, manager, isShared)] : [],
  )

const readAbove = sharedRead((project) => readHere(project, true))

const placed = placedOnce((locks: readonly NodeLockfile[], folder) =>
  locks.map((lock) => ({ ...lock, path: joinPath(folder, lock.path) })),
)

/**
 * Reads the headers of a folder's lockfiles, those of a folder above (`isShared`) once for all services; a broken one is reported
 * and still says which manager it belongs to.
 */
export const readLockfiles = (
  project: Project,
  folder: string,
  isShared: boolean = folder !== '.',
): readonly NodeLockfile[] => {
  if (!isShared) return readHere(project, false)
  const read = readAbove(project, folder)
  read.tell()
  return placed(read.value, folder)
}
