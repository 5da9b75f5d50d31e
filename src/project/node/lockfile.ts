import { checkLockText } from '../lock-health.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { placedOnce, sharedRead } from '../shared-read.js'
import { at } from '../value.js'
import type { NodeManagerName } from './node-facts.js'

/** A lockfile as far as it tells which manager, and which version of it, wrote it. */
export interface NodeLockfile {
  readonly path: string
  readonly manager: NodeManagerName
  readonly lockfileVersion?: string
  /** The oldest major of the manager that reads this format and is still the usual one for it. */
  readonly major?: number
  readonly berry: boolean
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

/** pnpm's lockfile formats and the major that is known to write them (pnpm.io/installation). 9.0 is shared by 9, 10 and 11. */
const pnpmMajors: Readonly<Record<string, number>> = {
  '5.1': 5,
  '5.2': 5,
  '5.3': 6,
  '5.4': 7,
  '6.0': 8,
  '6.1': 8,
  '9.0': 10,
}

/** Yarn berry's `__metadata.version`: 4 to 6 by yarn 2 and 3, 8 by yarn 4. */
const berryMajor = (version: number): number => (version >= 7 ? 4 : version >= 5 ? 3 : 2)

type LockfileReader = (project: Project, path: string) => Omit<NodeLockfile, 'path' | 'manager'> | undefined

const unparsable = (project: Project, path: string, reason: string): undefined => {
  project.report({
    kind: 'unparsable',
    ecosystem: 'node',
    file: path,
    line: 1,
    message: `\`${path}\` cannot be parsed: ${reason}. A frozen install refuses it.`,
    hint: 'Let the package manager write it again, and commit it.',
  })
}

/** Every format says its version at its beginning; what lies beyond this is only looked at for an unfinished merge. */
const headLength = 1024 * 1024
const lockLimit = 64 * 1024 * 1024

/** The text of a lockfile, and whether it is all of it. */
const lockText = (project: Project, path: string): { readonly text: string; readonly whole: boolean } | undefined => {
  const text = project.glance.text(path, lockLimit)
  if (text === undefined || !checkLockText(project, path, 'node', text)) return undefined
  return { text: text.slice(0, headLength), whole: text.length <= headLength }
}

const versionInJson = (head: string): number | undefined => {
  const version = /^\s*"lockfileVersion":\s*(\d+)/m.exec(head)?.[1]
  return version === undefined ? undefined : Number(version)
}

const npmLock: LockfileReader = (project, path) => {
  const read = lockText(project, path)
  if (read === undefined) return undefined
  const lock = read.whole ? project.json(path, 'node') : { lockfileVersion: versionInJson(read.text) }
  if (lock === undefined) return undefined
  const version = at(lock, 'lockfileVersion')
  return { berry: false, ...(typeof version === 'number' ? { lockfileVersion: String(version) } : {}) }
}

const pnpmLock: LockfileReader = (project, path) => {
  const text = lockText(project, path)?.text
  if (text === undefined) return undefined
  const version = /^lockfileVersion:\s*['"]?(\d+(?:\.\d+)?)['"]?/m.exec(text)?.[1]
  if (version === undefined) return unparsable(project, path, 'it has no `lockfileVersion`')
  // Asked first for a tab anywhere: the expression tries each of tens of thousands of lines.
  if (text.includes('\t') && /^ *\t/m.test(text)) return unparsable(project, path, 'YAML has no tabs as indentation')
  const major =
    pnpmMajors[version] ?? pnpmMajors[`${version}.0`] ?? (Number(version) > 9 ? Math.floor(Number(version)) : undefined)
  return { berry: false, lockfileVersion: version, ...(major === undefined ? {} : { major }) }
}

const yarnLock: LockfileReader = (project, path) => {
  const text = lockText(project, path)?.text
  if (text === undefined) return undefined
  const berry = /^__metadata:\s*\n(?:[ \t]+\w+:.*\n)*?[ \t]+version:\s*['"]?(\d+)/m.exec(text)?.[1]
  if (berry !== undefined) return { berry: true, lockfileVersion: berry, major: berryMajor(Number(berry)) }
  // Yarn 1 says so in a comment; a lockfile without dependencies holds nothing else.
  if (/^# yarn lockfile v1/m.test(text)) return { berry: false, lockfileVersion: '1', major: 1 }
  return /^\S.*:\s*\n {2}version /m.test(text)
    ? { berry: false, lockfileVersion: '1', major: 1 }
    : unparsable(project, path, 'it is neither a yarn 1 nor a yarn berry lockfile')
}

const bunLock: LockfileReader = (project, path) => {
  const read = lockText(project, path)
  if (read === undefined) return undefined
  const version = read.whole ? at(project.jsonc(path), 'lockfileVersion') : versionInJson(read.text)
  return typeof version === 'number'
    ? { berry: false, lockfileVersion: String(version), major: 1 }
    : unparsable(project, path, 'it has no `lockfileVersion`')
}

const readers: Readonly<Record<string, LockfileReader>> = {
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'pnpm-lock.yaml': pnpmLock,
  'yarn.lock': yarnLock,
  'bun.lock': bunLock,
  // Binary: only its presence is read.
  'bun.lockb': () => ({ berry: false, major: 1 }),
}

const readHere = (project: Project): readonly NodeLockfile[] =>
  lockfileNames.flatMap(([path, manager]) =>
    project.has(path, 'file') ? [{ path, manager, berry: false, ...readers[path]?.(project, path) }] : [],
  )

const readAbove = sharedRead(readHere)

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
  if (!isShared) return readHere(project)
  const read = readAbove(project, folder)
  read.tell()
  return placed(read.value, folder)
}
