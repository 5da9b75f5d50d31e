import type { Survey } from '../../disk/survey.js'
import { type TextReader, textSurvey } from '../file-text.js'
import { parseJson, parseJsonc } from '../json-text.js'
import { type LockFlaw, lockFlawIn } from '../lock-health.js'
import { at } from '../value.js'

/** What a lockfile says at its beginning. */
export interface LockHead {
  readonly lockfileVersion?: string
  /** The oldest major of the manager that reads this format and is still the usual one for it. */
  readonly major?: number
  readonly berry: boolean
}

/** A lockfile that was looked into: neither where it cannot be read. */
export interface LockReading {
  readonly head?: LockHead
  readonly flaw?: LockFlaw
}

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

const unparsable = (reason: string): LockReading => ({ flaw: { kind: 'unparsable', reason } })

const noVersion = unparsable('it has no `lockfileVersion`')

/** Every format says its version at its beginning; what lies beyond this is only looked at for an unfinished merge. */
const headLength = 1024 * 1024
const lockLimit = 64 * 1024 * 1024

const versionInJson = (head: string): number | undefined => {
  const version = /^\s*"lockfileVersion":\s*(\d+)/m.exec(head)?.[1]
  return version === undefined ? undefined : Number(version)
}

/** Reads the beginning of a lockfile, which may be all of it. */
type HeadReader = (head: string, isWhole: boolean) => LockReading

const npmLock: HeadReader = (head, isWhole) => {
  const outcome = isWhole ? parseJson(head) : undefined
  if (outcome?.kind === 'error') {
    const { reason, line, column } = outcome
    return { flaw: { kind: 'unparsable', reason, line, column } }
  }
  const version = outcome === undefined ? versionInJson(head) : at(outcome.value, 'lockfileVersion')
  return { head: { berry: false, ...(typeof version === 'number' ? { lockfileVersion: String(version) } : {}) } }
}

const pnpmLock: HeadReader = (head) => {
  const version = /^lockfileVersion:\s*['"]?(\d+(?:\.\d+)?)['"]?/m.exec(head)?.[1]
  if (version === undefined) return noVersion
  // Asked first for a tab anywhere: the expression tries each of tens of thousands of lines.
  if (head.includes('\t') && /^ *\t/m.test(head)) return unparsable('YAML has no tabs as indentation')
  const major =
    pnpmMajors[version] ?? pnpmMajors[`${version}.0`] ?? (Number(version) > 9 ? Math.floor(Number(version)) : undefined)
  return { head: { berry: false, lockfileVersion: version, ...(major === undefined ? {} : { major }) } }
}

const yarnLock: HeadReader = (head) => {
  const berry = /^__metadata:\s*\n(?:[ \t]+\w+:.*\n)*?[ \t]+version:\s*['"]?(\d+)/m.exec(head)?.[1]
  if (berry !== undefined) return { head: { berry: true, lockfileVersion: berry, major: berryMajor(Number(berry)) } }
  // Yarn 1 says so in a comment; a lockfile without dependencies holds nothing else.
  return /^# yarn lockfile v1/m.test(head) || /^\S.*:\s*\n {2}version /m.test(head)
    ? { head: { berry: false, lockfileVersion: '1', major: 1 } }
    : unparsable('it is neither a yarn 1 nor a yarn berry lockfile')
}

const bunLock: HeadReader = (head, isWhole) => {
  const outcome = isWhole ? parseJsonc(head) : undefined
  const value = outcome?.kind === 'value' ? at(outcome.value, 'lockfileVersion') : undefined
  const version = isWhole ? value : versionInJson(head)
  return typeof version === 'number'
    ? { head: { berry: false, lockfileVersion: String(version), major: 1 } }
    : noVersion
}

const headReaders: Readonly<Record<string, HeadReader>> = {
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'pnpm-lock.yaml': pnpmLock,
  'yarn.lock': yarnLock,
  'bun.lock': bunLock,
}

const lockReader =
  (read: HeadReader) =>
  (readText: TextReader): LockReading => {
    const text = readText(lockLimit)
    if (text === undefined) return {}
    const flaw = lockFlawIn(text)
    return flaw === undefined ? read(text.slice(0, headLength), text.length <= headLength) : { flaw }
  }

/** How lockfiles are looked into, by their names. */
export const lockReaders: Readonly<Record<string, (readText: TextReader) => LockReading>> = Object.fromEntries(
  Object.entries(headReaders).map(([name, read]) => [name, lockReader(read)]),
)

/** The same as questions: a lockfile of a large repository changes with every dependency, and what it says of itself hardly ever. */
export const lockSurveys: Readonly<Record<string, Survey<LockReading>>> = Object.fromEntries(
  Object.entries(lockReaders).map(([name, read]) => [name, textSurvey(`lock-${name}`, read)]),
)
