import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { GenDockerfileError } from '../model/error.js'

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['permission denied', 'Make the folder writable for this user.'],
  EPERM: ['the operation is not permitted', 'Make the folder writable for this user.'],
  EROFS: ['the file system is read-only', 'Run it where the repository can be written.'],
  ENOSPC: ['the disk is full', 'Make room and run it again.'],
  EDQUOT: ['the disk quota is exceeded', 'Make room and run it again.'],
  EFBIG: [
    'the file would be larger than the limit for this process',
    'Raise the limit (`ulimit -f`) and run it again.',
  ],
  ENOTDIR: ['a part of its path is a file', 'Choose another `file`.'],
  EISDIR: ['it is a folder', 'Choose another `file`, or move the folder away.'],
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Tells a failed system call about a file in words. */
export const fileError = (action: 'read' | 'write', name: string, error: unknown): GenDockerfileError => {
  const [reason, hint] = reasons[codeOf(error)] ?? [error instanceof Error ? error.message : String(error)]
  const kept = action === 'write' ? ' What was there before is unchanged.' : ''
  return new GenDockerfileError({
    code: `cannot-${action}`,
    message: `\`${name}\` cannot be ${action === 'read' ? 'read' : 'written'}: ${reason}.${kept}`,
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  })
}

/** Where each run is the first process of its container, one that was killed a moment ago had the same number. */
const unique = Math.random().toString(36).slice(2)

/** The file that takes the name of another when it is whole. */
export const temporaryOf = (file: string): string =>
  join(dirname(file), `.${basename(file)}.${process.pid}-${unique}.gen-dockerfile-tmp`)

/** A temporary file of a name, or of any: the process that made it. */
const temporaryPattern = (name?: string): RegExp =>
  new RegExp(`^\\.${name === undefined ? '.+' : name.replace(/[^\w]/g, '\\$&')}\\.(\\d+)-\\w+\\.gen-dockerfile-tmp$`)

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** How far the clock of a disk elsewhere may be behind, in milliseconds. */
const mostBehind = 60_000

/** Before this, in milliseconds, no thread of this process has written anything. */
const began = (): number => Date.now() - process.uptime() * 1000 - mostBehind

/** Whether a temporary file is of no use to anyone: of this process others may be on their way, in other threads. */
const isLeftover = (file: string, pid: number): boolean => {
  if (pid !== process.pid) return !isRunning(pid)
  const { mtimeMs = Infinity } = statSync(file, { throwIfNoEntry: false }) ?? {}
  return mtimeMs < began()
}

/** Removes what a killed run has left behind in a folder, for a file or for all. */
const removeLeftovers = (folder: string, name?: string): void => {
  const pattern = temporaryPattern(name)
  for (const each of readdirSync(folder)) {
    const pid = pattern.exec(each)?.[1]
    const file = join(folder, each)
    // Another thread may have removed it meanwhile.
    if (pid !== undefined && isLeftover(file, Number(pid))) rmSync(file, { force: true })
  }
}

const discard = (file: string): void => {
  try {
    unlinkSync(file)
  } catch {
    // It was never made, or the folder is gone; the error that brought us here is the one to tell.
  }
}

/** Writes into a new file that then takes the name of the old one, and its mode. */
const replace = (file: string, text: string, isFlushed: boolean): void => {
  const temporary = temporaryOf(file)
  try {
    const present = statSync(file, { throwIfNoEntry: false })
    const descriptor = openSync(temporary, 'wx')
    try {
      writeFileSync(descriptor, text)
      if (isFlushed) fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (present !== undefined) chmodSync(temporary, present.mode & 0o7777)
    renameSync(temporary, file)
  } catch (error) {
    discard(temporary)
    throw error
  }
}

/**
 * Writes a file so that at every moment the old or the new text is there, also when the power fails: into a temporary file
 * beside it that then takes its name. The mode of an existing file stays. Parent folders are made.
 *
 * @throws GenDockerfileError `cannot-write`; nothing is changed then. `name` is the file for messages.
 */
export const writeAtomically = (file: string, text: string, name: string): void => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    removeLeftovers(dirname(file), basename(file))
    replace(file, text, true)
  } catch (error) {
    throw fileError('write', name, error)
  }
}

/** Writes a file as {@link writeAtomically} does. */
export type Writer = (file: string, text: string, name: string) => void

/**
 * Makes a writer for many generated files: what killed runs left behind is looked for once in each folder, and the disk is not
 * waited for, since what a failing power takes can be generated again.
 */
export const createWriter = (): Writer => {
  const prepared = new Set<string>()
  return (file, text, name) => {
    const folder = dirname(file)
    try {
      if (!prepared.has(folder)) {
        mkdirSync(folder, { recursive: true })
        removeLeftovers(folder)
        prepared.add(folder)
      }
      replace(file, text, false)
    } catch (error) {
      throw fileError('write', name, error)
    }
  }
}
