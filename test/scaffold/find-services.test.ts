import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readFacts } from '../../src/project/read-facts.js'
import { findServiceFolders, isService } from '../../src/scaffold/find-services.js'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

const repository = (files: Readonly<Record<string, object | string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-services-'))
  folders.push(folder)
  mkdirSync(join(folder, '.git'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const lockfile = (names: readonly string[]): object => ({
  lockfileVersion: 3,
  packages: Object.fromEntries([
    ['', {}],
    ...names.map((name) => [name, { name: `@shop/${name.split('/')[1] ?? ''}` }]),
  ]),
})

describe('findServiceFolders', () => {
  it('takes a package that others need for a library, unless it starts by itself', async () => {
    const api = { name: '@shop/api', version: '1.0.0', dependencies: { '@shop/log': '1.0.0', '@shop/auth': '1.0.0' } }
    const folder = repository({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'package-lock.json': lockfile(['packages/api', 'packages/log', 'packages/auth']),
      'packages/api/package.json': { ...api, scripts: { start: 'node index.js' } },
      'packages/api/index.js': '',
      'packages/log/package.json': { name: '@shop/log', version: '1.0.0', main: 'index.js' },
      'packages/log/index.js': '',
      'packages/auth/package.json': { name: '@shop/auth', version: '1.0.0', scripts: { start: 'node index.js' } },
      'packages/auth/index.js': '',
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(['packages/api', 'packages/auth'])
    expect(found.map(({ dir }) => dir)).toContain('packages/log')
  })
})
