import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { generateAnew, generateKept } from '../kept/support.js'
import { goService, type ServiceRepository, useServices } from '../services/support.js'

const repository = useServices()
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const config = 'gen-dockerfile.yaml'
const services = { [config]: 'services:\n  s/*: {}\n', ...goService('s/a'), ...goService('s/b') }

describe('a configuration that changes when its services are known', () => {
  it.each<readonly [how: string, change: (made: ServiceRepository) => void, rule: string]>([
    ['is broken', ({ write }) => write({ [config]: 'services: [' }), 'invalid-yaml'],
    ['says what is not valid', ({ write }) => write({ [config]: 'lint: 1\n' }), 'invalid-config'],
    ['is removed', ({ remove }) => remove(config), 'config-gone'],
  ])('fails them where it %s, and hides nothing from the next run', async (_, change, rule) => {
    const made = repository(services)
    const { path: cwd } = made
    const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-meanwhile-'))
    folders.push(folder)
    const { results, failures } = await generateKept({ cwd, mode: 'write' }, folder, 'this', () => change(made))
    expect(results).toEqual(
      ['s/a', 's/b'].map((each) => ({ kind: 'dockerfile', source: config, folder: each, status: 'failed' })),
    )
    expect(new Set(failures.map((failure) => failure.rule))).toEqual(new Set([rule]))
    made.write({ [config]: services[config] ?? '' })
    expect(await generateKept({ cwd, mode: 'check' }, folder)).toEqual(await generateAnew({ cwd, mode: 'check' }))
  })
})
