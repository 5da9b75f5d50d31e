import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readFacts } from '../../src/project/read-facts.js'
import { findServiceFolders, isService, startsNothing } from '../../src/scaffold/find-services.js'

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
    const api = {
      name: '@shop/api',
      version: '1.0.0',
      dependencies: { '@shop/log': '1.0.0', '@shop/auth': '1.0.0' },
      devDependencies: { '@shop/lint': '1.0.0' },
    }
    const folder = repository({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'package-lock.json': lockfile(['packages/api', 'packages/lint', 'packages/log', 'packages/auth']),
      'packages/api/package.json': { ...api, scripts: { start: 'node index.js' } },
      'packages/api/index.js': '',
      'packages/log/package.json': { name: '@shop/log', version: '1.0.0', main: 'index.js' },
      'packages/log/index.js': '',
      'packages/lint/package.json': { name: '@shop/lint', version: '1.0.0', main: 'index.js' },
      'packages/lint/index.js': '',
      'packages/auth/package.json': { name: '@shop/auth', version: '1.0.0', scripts: { start: 'node index.js' } },
      'packages/auth/index.js': '',
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(['packages/api', 'packages/auth'])
    expect(found.map(({ dir }) => dir)).toContain('packages/log')
  })

  it('takes a package that says how it is imported for a library, unless it starts by itself', async () => {
    const library = { version: '1.0.0', main: 'index.js', types: 'index.d.ts' }
    const folder = repository({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'package-lock.json': lockfile(['packages/api', 'packages/hook', 'packages/sdk', 'packages/tool']),
      'packages/api/package.json': { ...library, name: '@shop/api', scripts: { start: 'node index.js' } },
      'packages/api/index.js': '',
      'packages/sdk/package.json': { ...library, name: '@shop/sdk', dependencies: { hono: '^4.0.0' } },
      'packages/sdk/index.js': '',
      'packages/tool/package.json': { ...library, name: '@shop/tool', bin: 'cli.js' },
      'packages/tool/cli.js': '',
      'packages/hook/package.json': {
        name: '@shop/hook',
        version: '1.0.0',
        files: ['dist'],
        dependencies: { hono: '^4.0.0' },
      },
      'packages/hook/index.js': '',
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(['packages/api', 'packages/hook', 'packages/tool'])
  })

  it('says why there is no image of what starts by itself', async () => {
    const folder = repository({
      'package.json': { private: true, workspaces: ['apps/*'] },
      'package-lock.json': lockfile(['apps/api', 'apps/bot', 'apps/docs', 'apps/site']),
      'apps/api/package.json': {
        name: '@shop/api',
        version: '1.0.0',
        scripts: { build: './build.sh', start: './serve.sh' },
      },
      'apps/bot/package.json': {
        name: '@shop/bot',
        version: '1.0.0',
        scripts: { dev: 'tsx watch src/bot.ts' },
        dependencies: { hono: '4.0.0' },
      },
      'apps/bot/src/bot.ts': '',
      'apps/docs/package.json': { name: '@shop/docs', version: '1.0.0', dependencies: { express: '5.0.0' } },
      'apps/site/package.json': { name: '@shop/site', version: '1.0.0', dependencies: { next: '16.0.0' } },
      'apps/site/next.config.js': 'module.exports = {}',
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.map(({ dir, refusal }) => [dir, refusal?.replace(/\. .*/, '.')])).toEqual([
      ['apps/api', 'nodeProdDeps() does not know where the script `build` (`./build.sh`) writes.'],
      [
        'apps/bot',
        'nodeProdDeps() does not know what to start: package.json has no `start` script, only one for developers, which runs `src/bot.ts`.',
      ],
      ['apps/docs', undefined],
      ['apps/site', 'There is a `next.config.js`, but package.json has no scripts that build the site and start it.'],
    ])
  })

  it('sees a root without a program, also where what listens below it shows a port', async () => {
    const files = {
      'package.json': { private: true, dependencies: { ms: '2.1.3' } },
      'package-lock.json': '{"lockfileVersion":3}',
      'yarn.lock': '# yarn lockfile v1\n',
    }
    expect(startsNothing(await readFacts(repository({ ...files, 'api/src/server.js': 'app.listen(6060)' })))).toBe(true)
    expect(startsNothing(await readFacts(repository({ ...files, 'server.js': 'app.listen(6060)' })))).toBe(false)
  })

  it('takes a package with a command for a service, also where others need it', async () => {
    const member = (name: string, more: string): string => `[project]\nname = "${name}"\nversion = "1"\n${more}`
    const source = '[tool.uv.sources]\nserver = { workspace = true }\n'
    const folder = repository({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      'uv.lock': 'version = 1\n',
      'packages/server/pyproject.toml': member('server', '[project.scripts]\nserve = "server:main"\n'),
      'packages/server/server.py': '',
      'packages/client/pyproject.toml': member('client', `dependencies = ["server"]\n${source}`),
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(['packages/server'])
    expect(found.flatMap(({ refusal }) => refusal ?? [])).toEqual([])
  })
})
