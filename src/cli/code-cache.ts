import { lstatSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What `require` gives, with the means to import modules, which code from a cache has lost. */
export interface ProgramRequire {
  (name: string): unknown
  readonly importer: (url: string) => Promise<unknown>
}

type Wrapped = (exports: object, require: ProgramRequire, module: object, file: string, folder: string) => void

/** A folder of our own that nobody else can write to: what is in it is run. */
const isOurs = (folder: string): boolean => {
  const found = lstatSync(folder)
  if (!found.isDirectory()) return false
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0)
}

/** Where the compiled code of this version is kept; `undefined` where that cannot be done safely. */
const openFolder = (version: string): string | undefined => {
  // Node's own variables for its cache, which older versions do not know: that it is not wanted, and where it is.
  const { NODE_DISABLE_COMPILE_CACHE: isOff = '', NODE_COMPILE_CACHE: base = tmpdir() } = process.env
  if (isOff !== '') return undefined
  try {
    const user = process.getuid === undefined ? '' : `-${process.getuid()}`
    const folder = join(base, `gen-dockerfile-${version}-${process.version}-${process.arch}${user}`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return isOurs(folder) ? folder : undefined
  } catch {
    return undefined
  }
}

const checksumLength = 4

const checksumOf = (code: Uint8Array): number => process.getBuiltinModule('node:zlib').crc32(code)

/** What was kept; `undefined` for what is damaged, which V8 would run without noticing. */
const readKept = (file: string): Buffer | undefined => {
  try {
    const bytes = readFileSync(file)
    const code = bytes.subarray(0, -checksumLength)
    return bytes.length > checksumLength && bytes.readUInt32LE(code.length) === checksumOf(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** Written whole or not at all, whoever else writes it at the same time. */
const keep = (file: string, code: Buffer): void => {
  const checksum = Buffer.alloc(checksumLength)
  checksum.writeUInt32LE(checksumOf(code))
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, Buffer.concat([code, checksum]), { mode: 0o600 })
    renameSync(draft, file)
  } catch {
    // A disk that is full or read-only: the next run compiles again.
  }
}

/** A program that was loaded. */
export interface CachedProgram {
  readonly exports: unknown
  /** Writes down what was compiled, best when all is done: functions are compiled when they are called. */
  readonly keepCompiled: () => void
}

/**
 * Loads the bundled program (`run.cjs` and the files beside it) with the code that the last run compiled: a third of a short
 * run is reading the program. For versions of Node that have no such cache themselves.
 */
export const requireWithCache = (
  main: string,
  version: string,
  importer: ProgramRequire['importer'],
): CachedProgram => {
  const { Script } = process.getBuiltinModule('node:vm')
  const folder = dirname(main)
  const cache = openFolder(version)
  const ofNode = createRequire(main)
  const known = new Map<string, { readonly exports: object }>()
  const compiled: (() => void)[] = []

  const load = (file: string): object => {
    const { size, mtimeMs } = statSync(file)
    // Two builds of one version differ in time or size; V8 itself compares nothing but the length of a text.
    const kept = cache && join(cache, `${file.slice(folder.length + 1)}-${size}-${Math.trunc(mtimeMs)}`)
    const cachedData = kept === undefined ? undefined : readKept(kept)
    const text = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`
    const script = new Script(text, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) })
    if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
      compiled.push(() => keep(kept, script.createCachedData()))
    const module = { exports: {} }
    known.set(file, module)
    const wrapped: Wrapped = script.runInThisContext()
    wrapped(module.exports, ours, module, file, folder)
    return module.exports
  }
  const ours: ProgramRequire = Object.assign(
    (name: string): unknown => {
      if (!name.startsWith('./')) return ofNode(name)
      const file = join(folder, name)
      return known.get(file)?.exports ?? load(file)
    },
    { importer },
  )
  return {
    exports: load(main),
    keepCompiled: () => {
      for (const write of compiled) write()
    },
  }
}
