import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { defaultVersions } from '../../../src/images/index.js'
import { findTool, generated, removeFolders, replay, repository, type Generated, type Replayed } from './replay.js'
import { uvShapes, type Shape } from './uv-shapes.js'

// Installs are slow where much else runs.
vi.setConfig({ testTimeout: 300_000 })

afterAll(removeFolders)

const uv = findTool('uv', defaultVersions.uv)
if (uv === undefined)
  console.warn('skipped: uv cannot be installed here (`python3 -m pip`), so no install of a uv workspace was run')

const lock = (folder: string): void => {
  // Where versions come from git: this folder only looks like a repository.
  const env = { ...process.env, SETUPTOOLS_SCM_PRETEND_VERSION: '9.9.9' }
  execFileSync(uv ?? '', ['lock', '--quiet'], { cwd: folder, env })
}

const made = async ({ files, service, call = 'pythonSlim()' }: Shape): Promise<Generated> => {
  const source = `import { pythonSlim } from 'gen-dockerfile'\n\nexport default ${call}\n`
  const folder = repository({ ...files, [`${service}/dockerfile.ts`]: source })
  lock(folder)
  return generated(folder, service)
}

/** The last stage that fills the environment. */
const filled = ({ text }: Generated): string => (text.includes(' AS build\n') ? 'build' : 'deps')

const install = (from: Generated, stage: string): Replayed => replay(from, stage, { uv: uv ?? '' })

describe.skipIf(uv === undefined)('with the files that reach the builder, uv installs', () => {
  it.each(Object.entries<Shape>(uvShapes))('%s', async (_, shape) => {
    const from = await made(shape)
    expect(from.sent).toEqual([...shape.sent].sort())
    const runtime = install(from, filled(from))
    expect(runtime.packages).toEqual(shape.runtime)
    if (shape.prints !== undefined) expect(runtime.run(...(shape.prints[0] as [string]))).toBe(shape.prints[1])
    expect(install(from, 'dev').packages).toEqual(shape.dev)
  })
})

/** Whether two installs gave the same environment. */
const same = (a: Replayed, b: Replayed): boolean =>
  JSON.stringify([...a.files].sort()) === JSON.stringify([...b.files].sort())

const example = fileURLToPath(new URL('../../../examples/uv-workspace', import.meta.url))

describe.skipIf(uv === undefined)('of the example', () => {
  const services = readdirSync(join(example, 'services'))
  const copied = (): string => {
    const folder = repository({})
    cpSync(example, folder, { recursive: true })
    return folder
  }

  it('the lockfile is up to date and names no host', () => {
    const folder = copied()
    execFileSync(uv ?? '', ['lock', '--check', '--quiet'], { cwd: folder })
    expect(execFileSync('grep', ['-c', 'manifest', join(folder, 'uv.lock')], { encoding: 'utf8' }).trim()).toBe('1')
  })

  it.each(['api'])('%s needs every file that reaches the builder', async (service) => {
    const from = await generated(copied(), `services/${service}`)
    const stage = { build: install(from, 'build'), dev: install(from, 'dev') }
    const idle = from.sent.filter((path) => {
      const without = { ...from, sent: from.sent.filter((each) => each !== path) }
      try {
        return same(install(without, 'build'), stage.build) && same(install(without, 'dev'), stage.dev)
      } catch {
        return false
      }
    })
    // Tests are for the target `dev`, which installs nothing from them.
    expect(idle.filter((path) => !path.includes('/tests/'))).toEqual([])
  })

  it.each(services)('%s has the same lines when other projects change', async (service) => {
    const folder = copied()
    const { text, sent } = await generated(folder, `services/${service}`)
    const others = readdirSync(join(folder, 'services')).filter((name) => name !== service)
    for (const name of others) rmSync(join(folder, 'services', name), { recursive: true })
    lock(folder)
    const after = await generated(folder, `services/${service}`)
    expect([after.text, after.sent]).toEqual([text, sent])
  })
})
