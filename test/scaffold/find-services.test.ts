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

  const crate = (name: string, more = ''): string => `[package]\nname = "${name}"\nversion = "1.0.0"\n${more}`
  const main = 'fn main() {}\n'
  const cargo = {
    'Cargo.toml': crate('shop', '[workspace]\nmembers = ["tools/*", "log"]\n'),
    'Cargo.lock': 'version = 4\n',
    'src/main.rs': main,
    'log/Cargo.toml': crate('log'),
    'log/src/lib.rs': '',
    'tools/load/Cargo.toml': crate('load'),
    'tools/load/src/main.rs': main,
  }
  const goMain = 'package main\n\nfunc main() {}\n'
  const go = {
    'go.work': 'go 1.26\n\nuse (\n\t.\n\t./load\n)\n',
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'load/go.mod': 'module example.com/load\n\ngo 1.26\n',
    'load/main.go': goMain,
  }

  it.each<[string, Readonly<Record<string, object | string>>, readonly string[]]>([
    ['a package of Cargo', cargo, ['.', 'tools/load']],
    ['a package of Cargo with several programs', { ...cargo, 'src/bin/other.rs': main }, ['tools/load']],
    ['no package', { ...cargo, 'Cargo.toml': '[workspace]\nmembers = ["tools/*", "log"]\n' }, ['tools/load']],
    ['the only program', { ...cargo, 'tools/load/Cargo.toml': crate('load', 'autobins = false\n') }, []],
    ['a module of go.work', { ...go, 'main.go': goMain }, ['.', 'load']],
    [
      'a module of Go beside packages of Node',
      {
        'package.json': { private: true, workspaces: ['apps/*'] },
        'package-lock.json': lockfile(['apps/site']),
        'apps/site/package.json': { name: '@shop/site', version: '1.0.0', scripts: { start: 'node index.js' } },
        'apps/site/index.js': '',
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': goMain,
      },
      ['.', 'apps/site'],
    ],
    ['a module of go.work that only has a generator', { ...go, 'tools/gen/main.go': goMain }, ['load']],
  ])(
    'takes the root of a workspace for a service where that is a program beside others: %s',
    async (_, files, dirs) => {
      const folder = repository(files)
      const found = await findServiceFolders(folder, await readFacts(folder))
      expect(found.filter(isService).map(({ dir }) => dir)).toEqual(dirs)
    },
  )

  it('says how to choose a program of the root', async () => {
    const folder = repository({ ...cargo, 'src/bin/other.rs': main })
    const [root] = await findServiceFolders(folder, await readFacts(folder))
    expect(root).toEqual({ dir: '.', programs: ['shop', 'other'], choice: { bin: 'shop' } })
  })

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['its name', 'load = "run --quiet --package load --"', ['.', 'tools/serve'], ['cargo load']],
    ['its name in a list', 'load = ["run", "--bin=load"]', ['.', 'tools/serve'], ['cargo load']],
    ['another name', 'start = "run -p load"', ['.', 'tools/load', 'tools/serve'], []],
    ['something else', 'load = "build -p load"', ['.', 'tools/load', 'tools/serve'], []],
    ['the name of the product', 'shop = "run -p shop"', ['.', 'tools/load', 'tools/serve'], []],
  ])('leaves out a command of Cargo: an alias of %s', async (_, alias, dirs, commands) => {
    const folder = repository({
      ...cargo,
      '.cargo/config.toml': `[alias]\n${alias}\n`,
      'tools/serve/Cargo.toml': crate('serve'),
      'tools/serve/src/main.rs': main,
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(dirs)
    expect(found.flatMap(({ command }) => command ?? [])).toEqual(commands)
  })

  it('takes no program with windows for a service', async () => {
    const crate = (name: string): string => `[package]\nname = "${name}"\nversion = "1.0.0"\nedition = "2024"\n`
    const lock = (name: string): string => `version = 4\n\n[[package]]\nname = "${name}"\nversion = "1.0.0"\n`
    const folder = repository({
      'package.json': { private: true },
      'apps/desk/src-tauri/Cargo.toml': crate('desk'),
      'apps/desk/src-tauri/Cargo.lock': lock('desk'),
      'apps/desk/src-tauri/src/main.rs': 'fn main() {}\n',
      'apps/api/Cargo.toml': crate('api'),
      'apps/api/Cargo.lock': lock('api'),
      'apps/api/src/main.rs': 'fn main() {}\n',
    })
    const found = await findServiceFolders(folder, await readFacts(folder))
    expect(found.filter(isService).map(({ dir }) => dir)).toEqual(['apps/api'])
  })
})
