import { rememberOf } from '../../model/remember.js'
import { checkLockText } from '../lock-health.js'
import type { Project } from '../project.js'
import { type LockGraph, readLockGraph } from './lock-graph.js'

/** Cargo.lock as far as names go. */
export interface CargoLock {
  readonly version?: number
  readonly crates: ReadonlyMap<string, string>
  readonly git: boolean
  /** Its packages and what they depend on, read when somebody asks. */
  readonly graph: () => LockGraph
}

let last: { readonly text: string; readonly lock: CargoLock } | undefined

const parse = (text: string): CargoLock => {
  const version = /^version = (\d+)$/m.exec(text)?.[1]
  const crates = new Map(
    [...text.matchAll(/^name = "([^"]+)"\nversion = "([^"]+)"/gm)].map(([, name = '', number = '']) => [name, number]),
  )
  let graph: LockGraph | undefined
  return {
    ...(version === undefined ? {} : { version: Number(version) }),
    crates,
    git: /^source = "git\+/m.test(text),
    graph: () => (graph ??= readLockGraph(`\n${text}`)),
  }
}

/** The names of all locked crates. */
export const lockedNames = rememberOf(({ crates }: CargoLock): ReadonlySet<string> => new Set(crates.keys()))

/** All services of a workspace have one, so that the last is remembered. */
const parseOnce = (text: string): CargoLock => {
  if (last?.text !== text) last = { text, lock: parse(text) }
  return last.lock
}

/** Reads Cargo.lock by lines: it is machine-written, one key a line, and may be long. */
export const readCargoLock = (project: Project, path: string): CargoLock | undefined => {
  const text = project.text(path)
  if (text === undefined || !checkLockText(project, path, 'rust', text)) return undefined
  const lock = parseOnce(text)
  if (lock.version === undefined && lock.crates.size === 0) {
    project.report({
      kind: 'unparsable',
      ecosystem: 'rust',
      file: path,
      line: 1,
      message: `\`${path}\` holds no package: \`cargo build --locked\` refuses it.`,
      hint: 'Run `cargo generate-lockfile` and commit the result.',
    })
    return undefined
  }
  return lock
}
