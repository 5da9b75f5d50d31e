import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { requireWithCache } from '../../src/cli/code-cache.js'

const importer = (url: string): Promise<unknown> => Promise.resolve(`imported ${url}`)

let folder = ''
let main = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-code-cache-'))
  mkdirSync(join(folder, 'cache'))
  main = join(folder, 'run.cjs')
  writeFileSync(join(folder, 'part.cjs'), 'exports.path = require("node:path").sep; exports.add = (a, b) => a + b')
  writeFileSync(
    main,
    'const part = require("./part.cjs"); exports.sum = part.add(1, 2); exports.same = part === require("./part.cjs"); exports.importer = require.importer',
  )
  vi.stubEnv('NODE_COMPILE_CACHE', join(folder, 'cache'))
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '')
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const run = (): unknown => {
  const { exports, keepCompiled } = requireWithCache(main, '1.0.0', importer)
  keepCompiled()
  return exports
}

const cacheFolder = (): string => join(folder, 'cache', readdirSync(join(folder, 'cache'))[0] ?? '')
const cached = (): readonly string[] => readdirSync(cacheFolder()).sort()

describe('a program that is loaded with a cache', () => {
  it('gives the same without and with what the last run compiled, each file being run once', () => {
    const first = run()
    const files = cached()
    expect(first).toEqual({ sum: 3, same: true, importer })
    expect(files.map((file) => file.replace(/-.*/, ''))).toEqual(['part.cjs', 'run.cjs'])
    expect(run()).toEqual(first)
    expect(cached()).toEqual(files)
  })

  it('compiles again what has changed', () => {
    run()
    writeFileSync(main, 'exports.sum = 4')
    expect(run()).toEqual({ sum: 4 })
  })

  it('compiles again what is damaged, and puts it right', () => {
    run()
    const [, file = ''] = cached()
    const path = join(cacheFolder(), file)
    writeFileSync(path, 'no code')
    expect(run()).toMatchObject({ sum: 3 })
    expect(readFileSync(path, 'latin1')).not.toBe('no code')
  })

  it.skipIf(process.getuid === undefined)(
    'keeps nothing in a folder that others can write to, or that is a link',
    () => {
      run()
      const path = cacheFolder()
      rmSync(path, { recursive: true })
      mkdirSync(path)
      chmodSync(path, 0o777)
      expect(run()).toMatchObject({ sum: 3 })
      expect(readdirSync(path)).toEqual([])
      rmSync(path, { recursive: true })
      mkdirSync(join(folder, 'other'))
      symlinkSync(join(folder, 'other'), path)
      expect(run()).toMatchObject({ sum: 3 })
      expect(readdirSync(join(folder, 'other'))).toEqual([])
    },
  )

  it('runs without a cache where Node is told to keep none, and where there is no place for it', () => {
    vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1')
    expect(run()).toMatchObject({ sum: 3 })
    expect(readdirSync(join(folder, 'cache'))).toEqual([])
    vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '')
    vi.stubEnv('NODE_COMPILE_CACHE', join(main, 'below-a-file'))
    expect(run()).toMatchObject({ sum: 3 })
  })
})
