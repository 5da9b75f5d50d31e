import { describe, expect, it } from 'vitest'
import type { NodeFacts } from '../../../src/project/facts.js'
import { brief, facts, manifest } from '../support.js'

const node = async (
  files: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<NodeFacts> => {
  const { node: found } = await facts({ 'package.json': manifest(fields), ...files })
  if (found === undefined) throw new Error('there are no facts of Node')
  return found
}

describe('the version of Node', () => {
  it.each([
    [{}, {}, '24', 'default'],
    [{ '.nvmrc': 'v22.11.0\n' }, { engines: { node: '>=20' } }, '22.11.0', '.nvmrc'],
    [{ '.nvmrc': 'lts/iron' }, {}, '20', '.nvmrc'],
    [{ '.nvmrc': 'lts/*' }, {}, '24', '.nvmrc'],
    [{ '.nvmrc': '# comment\n\n20\n' }, {}, '20', '.nvmrc'],
    [{ '.node-version': '22' }, {}, '22', '.node-version'],
    [{ '.tool-versions': 'nodejs 20.9.0' }, {}, '20.9.0', '.tool-versions'],
    [{}, { volta: { node: '20.1.2' } }, '20.1.2', 'volta'],
    [{}, { engines: { node: '^20.3.0' } }, '20', 'engines'],
    [{}, { engines: { node: '>=18' } }, '24', 'engines'],
    [{}, { engines: { node: 'nonsense' } }, '24', 'default'],
    [{}, { devEngines: { runtime: { name: 'node', version: '22.x' } } }, '22', 'devEngines'],
    [
      {},
      {
        devEngines: {
          runtime: [
            { name: 'bun', version: '1' },
            { name: 'node', version: '22.x' },
          ],
        },
      },
      '22',
      'devEngines',
    ],
  ])('%j %j gives %s', async (files, fields, version, source) => {
    expect((await node(files, fields)).nodeVersion).toMatchObject({ version, source })
  })

  it.each([
    ['>=20', '22.11.0', '22.11.0', '.nvmrc'],
    ['>=18', 'lts/*', '24', '.nvmrc'],
    ['>=18', 'nothing that says a version', '24', 'engines'],
    ['^20', '22.11.0', '20', 'engines'],
    ['20.9.0', '22', '20.9.0', 'engines'],
  ])('of a member that can run with %s below a .nvmrc of %s', async (engines, nvmrc, version, source) => {
    const files = {
      'package.json': manifest({ workspaces: ['apps/*'], engines: { node: '>=16' } }),
      '.nvmrc': nvmrc,
      'apps/api/package.json': manifest({ name: 'api', engines: { node: engines } }),
    }
    const result = await facts(files, { dir: 'apps/api' })
    expect(result.node?.nodeVersion).toMatchObject({ version, source })
    expect(result.problems).toEqual([])
  })

  it('reports .nvmrc and engines that exclude each other', async () => {
    const result = await facts({ 'package.json': manifest({ engines: { node: '>=22' } }), '.nvmrc': '20\n' })
    expect(brief(result.problems)).toEqual(['contradiction .nvmrc:1'])
    expect(result.problems[0]?.message).toContain('`>=22`')
  })
})

describe('how a Node service starts', () => {
  const built = { scripts: { build: 'tsc' } }
  it.each([
    [
      'start script',
      {},
      { scripts: { start: 'node server.js' } },
      { kind: 'file', file: 'server.js', exists: false, source: 'start-script' },
    ],
    [
      'flags and arguments',
      {},
      { scripts: { start: 'NODE_ENV=production node --enable-source-maps -r ./x.js a.js --port 80' } },
      {
        file: 'a.js',
        nodeArgs: ['--enable-source-maps', '-r', './x.js'],
        args: ['--port', '80'],
        env: { NODE_ENV: 'production' },
      },
    ],
    [
      'start:prod before a developer start',
      {},
      { scripts: { start: 'nest start', 'start:dev': 'nest start --watch', 'start:prod': 'node dist/main' } },
      { file: 'dist/main.js' },
    ],
    [
      'a start script that goes on',
      {},
      { scripts: { start: 'npm run serve', serve: 'node app.js' } },
      { file: 'app.js' },
    ],
    [
      'a start script for each system',
      {},
      { scripts: { start: 'run-script-os', 'start:windows': 'node w.js', 'start:default': 'node app.js' } },
      { file: 'app.js' },
    ],
    ['a file that yarn finds node for', {}, { scripts: { start: 'yarn node a.js' } }, { file: 'a.js', nodeArgs: [] }],
    ['a file that pnpm finds node for', {}, { scripts: { start: 'pnpm exec node a.js' } }, { file: 'a.js' }],
    ['a tool that npm finds', {}, { scripts: { start: 'npm exec -- next start' } }, { words: ['next', 'start'] }],
    ['a tool that yarn finds', {}, { scripts: { start: 'yarn next start' } }, { words: ['next', 'start'] }],
    [
      'a tool that bun finds',
      {},
      { scripts: { start: 'bunx --bun next start' } },
      { words: ['bunx', '--bun', 'next', 'start'] },
    ],
    [
      'a script of another member',
      {},
      { scripts: { start: 'yarn workspace api serve' } },
      { words: ['yarn', 'workspace', 'api', 'serve'] },
    ],
    [
      'a script with arguments',
      {},
      { scripts: { start: 'pnpm serve --port 80', serve: 'node a.js' } },
      { words: ['pnpm', 'serve', '--port', '80'] },
    ],
    ['a command', {}, { scripts: { start: 'next start' } }, { kind: 'command', words: ['next', 'start'] }],
    [
      'a command for a shell',
      {},
      { scripts: { start: 'prisma migrate deploy && node x.js' } },
      { kind: 'command', script: 'start' },
    ],
    [
      'a build before',
      {},
      { scripts: { start: 'npm run build && node dist/x.js', build: 'make' } },
      { file: 'dist/x.js', source: 'start-script' },
    ],
    [
      'a compiler before',
      {},
      { scripts: { start: 'rimraf dist && npx tsc -b && node dist/x.js --all' } },
      { file: 'dist/x.js', args: ['--all'] },
    ],
    [
      'a script of compilers before',
      {},
      { scripts: { start: 'yarn make && next start', make: 'prisma generate && next build' } },
      { words: ['next', 'start'] },
    ],
    [
      'a script of something else before',
      {},
      { scripts: { start: 'yarn make && next start', make: 'next build && node seed.js' } },
      { command: 'yarn make && next start' },
    ],
    [
      'a program before that is called like a compiler',
      {},
      { scripts: { start: 'node webpack.js && node x.js' } },
      { kind: 'command', script: 'start' },
    ],
    [
      'an application that Nx builds where it says',
      {
        'project.json': '{ "targets": { "build": { "options": { "outputPath": "dist/apps/api" } } } }',
        'tsconfig.json': '{}',
        'src/main.ts': '',
      },
      { scripts: { build: 'nx build' }, dependencies: { '@nestjs/core': '11' } },
      { file: 'dist/apps/api/main.js', source: 'convention' },
    ],
    [
      'nodemon is no start',
      { 'index.js': '' },
      { scripts: { start: 'nodemon src/x.ts' } },
      { file: 'index.js', source: 'convention' },
    ],
    ['main', {}, { ...built, main: 'dist/x.js' }, { file: 'dist/x.js', source: 'main' }],
    ['a service that is called so', {}, { scripts: { start: 'node watch.js -w' } }, { file: 'watch.js' }],
    [
      'node . takes main',
      { 'lib/run.js': '' },
      { main: 'lib/run.js', scripts: { start: 'node .' } },
      { file: 'lib/run.js', exists: true },
    ],
    ['main without extension', { 'lib/run.js': '' }, { main: './lib/run' }, { file: 'lib/run.js', exists: true }],
    [
      'main that is not there is no entry',
      { 'server.js': '' },
      { main: 'index.js' },
      { file: 'server.js', source: 'convention' },
    ],
    [
      'one bin of a package that others import',
      { 'cli.js': '', 'index.js': '' },
      { name: 'x', main: 'index.js', exports: './index.js', bin: 'cli.js' },
      { file: 'cli.js', source: 'bin' },
    ],
    ['one bin', { 'cli.js': '' }, { name: 'x', bin: 'cli.js' }, { file: 'cli.js', source: 'bin' }],
    [
      'compiled TypeScript',
      { 'tsconfig.json': '{ "compilerOptions": { "outDir": "./build" } }', 'src/server.ts': '' },
      built,
      { file: 'build/server.js', exists: false },
    ],
    [
      'nuxt',
      {},
      { scripts: { build: 'nuxt build' }, dependencies: { nuxt: '4' } },
      { file: '.output/server/index.mjs', source: 'framework' },
    ],
  ])('%s', async (_, files, fields, expected) => {
    expect((await node(files, fields)).entry).toMatchObject(expected)
  })

  it.each(['node --watch x.js', 'tsc -p tsconfig.json -w --pretty', 'rollup -c -w', 'npm run watch:build'])(
    'does not start with `%s`',
    async (start) => {
      const { entry } = await node({}, { scripts: { start, build: 'tsc' }, main: 'dist/x.js' })
      expect(entry).toMatchObject({ source: 'main', file: 'dist/x.js' })
    },
  )

  it.each([
    ['nothing', {}, {}],
    [
      'a site that only a development server shows',
      { 'tsconfig.json': '{}', 'src/index.ts': '' },
      {
        scripts: { start: 'webpack-dev-server --mode development', build: 'webpack --mode production' },
        devDependencies: { 'webpack-dev-server': '5' },
      },
    ],
    [
      'the root of many applications',
      {},
      { scripts: { build: 'nx run-many --target=build' }, dependencies: { '@nestjs/core': '11' } },
    ],
    ['a static site', { 'index.js': '' }, { devDependencies: { vite: '7' }, scripts: { build: 'vite build' } }],
  ])('%s has no entry', async (_, files, fields) => {
    expect((await node(files, fields)).entry).toBeUndefined()
  })

  it('takes neither a framework nor a port of one application for that of many', async () => {
    const files = { 'apps/api/src/main.ts': 'app.listen(3333)' }
    const dependencies = { '@nestjs/core': '11' }
    const one = await node(files, { scripts: { build: 'tsc' }, dependencies })
    expect([one.framework?.name, one.port?.port]).toEqual(['nest', 3333])
    const many = await node(files, { scripts: { build: 'nx run-many -t build' }, dependencies })
    expect([many.framework, many.port]).toEqual([undefined, undefined])
  })

  it('survives scripts that call each other', async () => {
    expect(
      (await node({}, { scripts: { start: 'npm run a', a: 'npm run start', build: 'npm run build' } })).entry,
    ).toBeDefined()
  })
})

describe('the build', () => {
  it.each([
    [{ 'tsconfig.json': '{ // c\n "compilerOptions": { "outDir": "lib", }, }' }, 'tsc', 'tsc', 'lib', 'config'],
    [
      { 'tsconfig.json': '{ "extends": "./base" }', 'base.json': '{ "compilerOptions": { "outDir": "o" } }' },
      'tsc',
      'tsc',
      'o',
      'config',
    ],
    [{ 'tsconfig.json': '{ "extends": "./tsconfig.json" }' }, 'tsc', 'tsc', undefined, undefined],
    [
      { 'tsconfig.build.json': '{ "compilerOptions": { "outDir": "d" } }' },
      'tsc -p tsconfig.build.json',
      'tsc',
      'd',
      'config',
    ],
    [
      {
        'tsconfig.json': '{ "compilerOptions": { "outDir": "d/cjs" } }',
        'tsconfig.esm.json': '{ "compilerOptions": { "outDir": "d/esm" } }',
      },
      'tsc && tsc -p tsconfig.esm.json',
      'tsc',
      'd',
      'config',
    ],
    [
      {
        'tsconfig.json': '{ "compilerOptions": { "outDir": "lib" } }',
        'tsconfig.esm.json': '{ "compilerOptions": { "outDir": "es" } }',
      },
      'tsc && tsc -p tsconfig.esm.json',
      'tsc',
      'lib',
      'config',
    ],
    [
      {
        'tsconfig.json': '{ "compilerOptions": { "outDir": "lib" } }',
        'tsconfig.check.json': '{ "compilerOptions": { "outDir": "checked" } }',
      },
      'tsc --noEmit -p tsconfig.check.json && tsc',
      'tsc',
      'lib',
      'config',
    ],
    [{}, 'tsc --outDir out2', 'tsc', 'out2', 'script'],
    [{}, 'tsc --outDir o/cjs && tsc --module esnext --outDir o/esm', 'tsc', 'o', 'script'],
    [{}, 'tsup src/index.ts', 'tsup', 'dist', 'tool-default'],
    [{ 'vite.config.ts': "export default { build: { outDir: 'web' } }" }, 'vite build', 'vite', 'web', 'config'],
    [{}, 'esbuild src/a.ts --bundle --outfile=build/a.js', 'esbuild', 'build', 'script'],
    [{}, 'swc src -d lib', 'swc', 'lib', 'script'],
    [{}, 'next build', 'next', '.next', 'tool-default'],
    [{}, 'nest build', 'nest', 'dist', 'tool-default'],
    [{}, 'npm run compile', 'tsc', undefined, undefined],
    [{}, 'run-s clean compile', 'tsc', undefined, undefined],
    [{}, 'make', undefined, undefined, undefined],
  ])('%j %s', async (files, command, tool, output, outputSource) => {
    const { build } = await node(files, { scripts: { build: command, compile: 'tsc', clean: 'rm -rf dist' } })
    expect([build?.command, build?.tool, build?.output, build?.outputSource]).toEqual([
      command,
      tool,
      output,
      outputSource,
    ])
  })
})

describe('the build script', () => {
  it.each([
    ['tsc --build', { 'tsconfig.json': '{ "compilerOptions": { "outDir": "lib" }, "include": [] }' }, false],
    ['tsc -p a.json', { 'a.json': '{ "files": [], "include": [] }', 'tsconfig.json': '{}' }, false],
    ['tsc -p a.json', { 'a.json': '{}', 'tsconfig.json': '{ "include": [] }' }, true],
    ['tsc', { 'tsconfig.json': '{ "files": ["a.ts"], "include": [] }' }, true],
    ['tsc -b', { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./a" }] }' }, true],
    ['tsc && cp a b', { 'tsconfig.json': '{ "include": [] }' }, true],
  ])('%s with %j builds: %s', async (build, files, builds) => {
    expect((await node(files, { scripts: { build } })).build !== undefined).toBe(builds)
  })

  it.each([
    ['bun build a.ts --target bun --outdir dist', true],
    ['bun build a.ts --outdir=dist --target=bun', true],
    ['bun build a.ts --target node --outdir dist', undefined],
    ['bun build a.ts --outdir dist && tool --target bun', undefined],
  ])('%s is for Bun alone: %s', async (build, isForBun) => {
    expect((await node({}, { scripts: { build } })).build?.isForBun).toBe(isForBun)
  })

  it.each<[Readonly<Record<string, string>>, string | undefined]>([
    [{ build: 'check-db && next build', 'build-docker': 'next build' }, 'build-docker'],
    [{ build: 'tsc', 'docker:build': 'npm run build' }, 'docker:build'],
    [{ build: 'tsc', 'docker:build': 'docker build -t shop .' }, 'build'],
    [{ build: 'tsc', 'build-docker': 'npm run build && npm run image', image: 'docker buildx build .' }, 'build'],
    [{ compile: 'tsc' }, 'compile'],
    [{ test: 'vitest' }, undefined],
  ])('%j', async (scripts, script) => {
    expect((await node({}, { scripts })).build?.script).toBe(script)
  })
})

describe('the imports of a configuration', () => {
  it.each([
    ['nothing', '', {}, []],
    ['packages', "import a from 'a'; require('b')", {}, []],
    ['a file', "import './env.mjs'", { 'env.mjs': '' }, ['env.mjs']],
    ['a file in TypeScript', "import { env } from './src/env.js'", { 'src/env.ts': '' }, ['src/env.ts']],
    ['what is required', "const a = require('./lib')", { 'lib/index.js': '' }, ['lib/index.js']],
    ['what jiti loads', "await jiti.import('./env')", { 'env.ts': '' }, ['env.ts']],
    [
      'data',
      "import a from './a.json' with { type: 'json' }",
      { 'a.json': "import './b.json'", 'b.json': '' },
      ['a.json'],
    ],
    [
      'one through another, in a circle',
      "import './a.js'",
      { 'a.js': "import './b/c.js'", 'b/c.js': "export * from '../a.js'" },
      ['a.js', 'b/c.js'],
    ],
    ['a type, a comment', "import type { A } from './a'\n// import './a'", { 'a.ts': '' }, []],
    ['a file behind a type of its own', "export type A = string\nimport './env.mjs'", { 'env.mjs': '' }, ['env.mjs']],
    ['the manifest', "import { version } from './package.json'", {}, []],
    ['another package', "import '../../x.js'", {}, []],
  ])('are %s', async (_, text, files, expected) => {
    const { next } = await node({ 'next.config.mjs': text, ...files }, { dependencies: { next: '16' } })
    expect(next?.configImports).toEqual(expected)
  })
})

describe('what Nitro makes', () => {
  it.each([
    ['by a plugin of Vite', { build: 'vite build', start: 'node .output/server/index.mjs' }, { vite: '8' }],
    ['by a plugin of Vite, without a start script', { build: 'vite build' }, { nitro: '3', vite: '8' }],
    ['by vinxi', { build: 'vinxi build', start: 'vinxi start' }, { vinxi: '0.5' }],
    ['by itself', { build: 'nitro build', start: 'node .output/server/index.mjs' }, {}],
    ['by Nuxt', { build: 'nuxt build' }, { nuxt: '4' }],
  ])('is in one folder %s', async (_, scripts, dependencies) => {
    expect(await node({}, { scripts, dependencies })).toMatchObject({
      build: { output: '.output', selfContained: true },
      entry: { kind: 'file', file: '.output/server/index.mjs' },
      port: { port: 3000 },
    })
  })

  it('is not what another program starts', async () => {
    const { build } = await node(
      { 'server.mjs': '' },
      { scripts: { build: 'nuxt build', start: 'node server.mjs' }, dependencies: { nuxt: '4' } },
    )
    expect(build).toMatchObject({ output: '.output' })
    expect(build?.selfContained).toBeUndefined()
  })
})

describe('the port of Node', () => {
  it.each([
    [{ 'a.js': 'app.listen(3001)' }, {}, 3001, 'source', undefined],
    [{ 'a.js': 'app.listen(process.env.PORT || 4000)' }, {}, 4000, 'source', 'PORT'],
    [{ 'a.ts': "const p = process.env['API_PORT'] ?? '4001'" }, {}, 4001, 'source', 'API_PORT'],
    [{ 'a.js': '// app.listen(1234)\nconst port = 5000; app.listen(port)' }, {}, 5000, 'source', undefined],
    [
      { 'a.ts': "redis(c.get('REDIS_PORT', 6379)); await app.listen(c.get('PORT') || 3170)" },
      {},
      3170,
      'source',
      'PORT',
    ],
    [{ 'a.ts': "await app.listen(c.get<number>('APP_PORT', 3171), '0.0.0.0')" }, {}, 3171, 'source', 'APP_PORT'],
    [{ 'a.ts': 'app.listen(settings.http.port ?? 3172)' }, {}, 3172, 'source', undefined],
    [{ 'a.js': 'connect(process.env.DB_PORT || 5432)' }, {}, undefined, undefined, undefined],
    [{ 'a.js': 'app.listen(99999)' }, {}, undefined, undefined, undefined],
    [{ 'a.test.js': 'app.listen(1)', 'node_modules/x/a.js': 'app.listen(3005)' }, {}, undefined, undefined, undefined],
    [
      { 'extra/a.js': 'app.listen(1111)', 'server/b.js': 'app.listen(2222)', 'server/s.js': '' },
      { scripts: { start: 'node server/s.js' } },
      2222,
      'source',
      undefined,
    ],
    [{}, { scripts: { start: 'node a.js --port 8081' } }, 8081, 'start-script', 'PORT'],
    [{}, { scripts: { start: 'next start -p 3333' }, dependencies: { next: '16' } }, 3333, 'start-script', 'PORT'],
    [{}, { dependencies: { next: '16' } }, 3000, 'framework', 'PORT'],
    [
      {},
      { scripts: { start: 'serve -s build/client -l 3001' }, devDependencies: { vite: '8' } },
      3001,
      'start-script',
      'PORT',
    ],
    [{}, { scripts: { start: 'npx serve --listen tcp://0.0.0.0:88 build' } }, 88, 'start-script', 'PORT'],
    [{ 'a.js': 'app.listen(1)' }, { scripts: { start: 'http-server dist' } }, 8080, 'framework', 'PORT'],
    [
      { 'a.js': 'createServer().listen(3004)' },
      { scripts: { start: 'node a.js' }, devDependencies: { vite: '8' } },
      3004,
      'source',
      undefined,
    ],
    [
      { 'vite.config.ts': '', 'src/a.ts': 'other.listen(1234)' },
      {
        scripts: { build: 'vite build', start: 'node .output/server/index.mjs' },
        devDependencies: { vite: '8' },
      },
      3000,
      'framework',
      'PORT',
    ],
  ])('%j %j', async (files, fields, port, source, variable) => {
    const found = (await node(files, fields)).port
    expect([found?.port, found?.source, found?.variable]).toEqual([port, source, variable])
  })
})

describe('what the install needs', () => {
  it('names every file that it reads, once and sorted', async () => {
    const files = {
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
      '.npmrc': '',
      'patches/a@1.patch': '',
      'fixes/b.patch': '',
      'scripts/setup.mjs': '',
      'libs/shared/package.json': '{}',
      '.env': 'SECRET=1',
      'pnpm-workspace.yaml': 'patchedDependencies:\n  b@1: fixes/b.patch\n  a@1: patches/a@1.patch\n',
    }
    const found = await node(files, {
      scripts: { postinstall: 'node scripts/setup.mjs && echo ok', prepare: 'husky' },
      dependencies: { shared: 'file:./libs/shared' },
    })
    expect(found.installInputs.map(({ path, why }) => `${path} ${why}`)).toEqual([
      '.npmrc registry',
      'fixes/b.patch patch',
      'libs/shared local-package',
      'patches patch',
      'pnpm-workspace.yaml workspace',
      'scripts/setup.mjs lifecycle-script',
    ])
    expect(found.lifecycle).toEqual({ postinstall: 'node scripts/setup.mjs && echo ok', prepare: 'husky' })
  })

  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['npm', 'file:../lib', ['../lib runs'], []],
    ['pnpm', 'file:../lib', ['../lib'], []],
    ['pnpm', 'link:../lib', ['../lib runs'], []],
    ['yarn', 'portal:../lib', ['../lib runs'], []],
    ['npm', 'file:../x.tgz', ['../x.tgz'], []],
    ['npm', 'file:../gone', [], ['contradiction package.json:1']],
    ['npm', 'file:./gone.tgz', [], ['contradiction package.json:1']],
    ['npm', 'file:../../../out', [], ['contradiction package.json:1']],
    // A build may write these.
    ['npm', 'file:./pkg', [], []],
    ['npm', 'link:../lib/dist', [], []],
  ])('knows what a dependency of %s on %s brings', async (manager, range, inputs, problems) => {
    const found = await facts(
      {
        'app/package.json': JSON.stringify({ packageManager: `${manager}@10.0.0`, dependencies: { lib: range } }),
        'lib/package.json': '{}',
        'x.tgz': '',
      },
      { dir: 'app', ecosystems: ['node'] },
    )
    const local = (found.node?.installInputs ?? []).filter(({ why }) => why === 'local-package')
    expect(local.map(({ path, runs }) => `${path}${runs ? ' runs' : ''}`)).toEqual(inputs)
    expect(brief(found.problems)).toEqual(problems)
  })

  it.each([
    ['github:a/b', true],
    ['a/b', true],
    ['git+ssh://git@github.com/a/b.git', true],
    ['^1.0.0', false],
    ['npm:a@1', false],
    ['workspace:*', false],
    ['file:../x', false],
    ['https://example.com/x.tgz', false],
  ])('a dependency on %s needs git: %s', async (range, needsGit) => {
    expect((await node({}, { dependencies: { x: range } })).needsGit).toBe(needsGit)
  })

  it.each([
    [{ bcrypt: '^5.1.0' }, ['bcrypt']],
    [{ bcrypt: '^6.0.0', sharp: '^0.34', esbuild: '1' }, []],
    [{ 'better-sqlite3': '12', canvas: '3', 'pg-native': '3' }, ['better-sqlite3', 'canvas', 'pg-native']],
    [{ constructor: '1', 'to-string': '1' }, []],
  ])('%j', async (dependencies, names) => {
    expect((await node({}, { dependencies })).native.map((need) => need.package)).toEqual(names)
  })

  it('tells development needs apart', async () => {
    const found = await node({}, { dependencies: { argon2: '1' }, devDependencies: { 'node-sass': '9' } })
    expect([found.native.length, found.nativeDev.map((need) => need.package)]).toEqual([0, ['node-sass']])
  })
})

describe('frameworks', () => {
  it.each([
    [{ express: '5' }, {}, 'express', 'server'],
    [{ '@nestjs/core': '11', express: '5' }, {}, 'nest', 'server'],
    [{ next: '16', react: '19' }, {}, 'next', 'ssr'],
    [{ fastify: '5' }, { vite: '7' }, 'fastify', 'server'],
    [{ react: '19' }, { vite: '7' }, 'vite', 'static'],
    [{}, { 'webpack-dev-server': '5' }, 'webpack', 'static'],
    [{ koa: '3' }, { 'webpack-dev-server': '5' }, 'koa', 'server'],
    [{}, { express: '5' }, undefined, undefined],
  ])('%j %j', async (dependencies, devDependencies, name, kind) => {
    const { framework } = await node({}, { dependencies, devDependencies })
    expect([framework?.name, framework?.kind]).toEqual([name, kind])
  })

  it('reads next.config without running it', async () => {
    const files = { 'next.config.ts': "// output: 'export'\nexport default { output: 'standalone' }", 'public/x': '' }
    expect((await node(files, { dependencies: { next: '16' } })).next).toEqual({
      output: 'standalone',
      config: 'next.config.ts',
      configImports: [],
      hasPublic: true,
    })
    expect((await node({}, { dependencies: { next: '16' } })).next).toEqual({ configImports: [], hasPublic: false })
  })

  it.each([
    ["export default { env: { a: 'b' }, output: 'export' }", 'export'],
    ["export default { output: process.env.DOCKER ? 'standalone' : undefined }", undefined],
    ["export default { ...(process.env.DOCKER === 'true' ? { output: 'standalone' } : {}) }", undefined],
    ["export default { ...(isDocker && { distDir: 'd', output: 'standalone' }) }", undefined],
    ["export default { ...(isSite ? { images: { unoptimized: true }, output: 'export' } : {}) }", undefined],
    ["const a = b ? {} : {}\nexport default { images: { unoptimized: true }, output: 'export' }", 'export'],
    ["export default { ...(isSite ? { output: 'export' } : {}), output: 'standalone' }", 'standalone'],
  ])('takes of %s the output %s', async (config, output) => {
    const { next } = await node({ 'next.config.mjs': config }, { dependencies: { next: '16' } })
    expect(next?.output).toBe(output)
  })

  it.each([
    [
      { 'prisma/schema.prisma': '' },
      { dependencies: { '@prisma/client': '^6' } },
      { schema: 'prisma/schema.prisma', callers: [] },
    ],
    [{ 'prisma/schema.prisma': '' }, { dependencies: { '@prisma/client': '^7' } }, { callers: [], variables: [] }],
    [
      { 'db/schema.prisma': '' },
      { dependencies: { '@prisma/client': '^7' }, scripts: { build: 'prisma generate && tsc' } },
      { schema: 'db/schema.prisma', callers: ['build'] },
    ],
    [
      { 'a/x.prisma': '' },
      {
        prisma: { schema: 'a/x.prisma' },
        dependencies: { '@prisma/client': '^7' },
        scripts: { postinstall: 'prisma generate' },
      },
      { schema: 'a/x.prisma', callers: ['postinstall'] },
    ],
    [
      {
        'schema/a.prisma': '',
        'prisma.config.ts': "{ schema: './schema', url: env('A'), shadow: env<Env>(\"B\"), again: env('A') }",
      },
      { devDependencies: { prisma: '^7' }, scripts: { build: 'pnpm gen && tsc', gen: 'prisma generate' } },
      { schema: 'schema', callers: ['build', 'gen'], variables: ['A', 'B'] },
    ],
    [
      { 'prisma/schema.prisma': '', 'prisma.config.ts': "{ url: process.env('A') }" },
      { dependencies: { prisma: '^7' }, scripts: { postinstall: 'npm run gen', gen: 'prisma generate' } },
      { callers: ['postinstall', 'gen'], variables: [] },
    ],
    [
      { 'prisma/schema/a.prisma': '' },
      { dependencies: { prisma: '^6' }, scripts: { gen: 'prisma generate --schema=./prisma/schema' } },
      { schema: 'prisma/schema', isElsewhere: true },
    ],
    [{ 'db/schema.prisma': '' }, { dependencies: { '@prisma/client': '^7' } }, { isElsewhere: true }],
    [
      { 'my/schema.prisma': '', 'pg/schema.prisma': '', 'other/schema.prisma': '' },
      {
        dependencies: { '@prisma/client': '^7' },
        scripts: {
          push: 'prisma db push --schema my/schema.prisma',
          migrate: 'prisma migrate dev --schema=pg/schema.prisma',
        },
      },
      { schema: 'pg/schema.prisma', isElsewhere: true },
    ],
    [
      { 'my/schema.prisma': '', 'pg/schema.prisma': '' },
      {
        dependencies: { '@prisma/client': '^7' },
        scripts: {
          migrate: 'prisma migrate dev --schema=pg/schema.prisma',
          gen: 'prisma generate --schema my/schema.prisma',
        },
      },
      { schema: 'my/schema.prisma', isElsewhere: true },
    ],
    [{}, { dependencies: { '@prisma/client': '^6' } }, undefined],
  ])('prisma %j', async (files, fields, expected) => {
    const { prisma } = await node(files, fields)
    if (expected === undefined) expect(prisma).toBeUndefined()
    else expect(prisma).toMatchObject(expected)
  })

  it.each([
    ['provider = "prisma-client-js"', {}, {}],
    [
      'provider = "prisma-client-js"\n  output = "../generated/client"',
      {},
      { outputs: [{ path: 'generated', isCompiled: false }] },
    ],
    [
      'provider = "prisma-client"\n  output   = "../generated/client" // here',
      { 'generated/client/index.ts': '' },
      { outputs: [{ path: 'generated', isCompiled: true }] },
    ],
    [
      'provider = "prisma-client-js"\n  output = "../generated/client"',
      { 'generated/other/a.js': '' },
      { outputs: [{ path: 'generated/client', isCompiled: false }] },
    ],
    [
      'provider = "prisma-client-js"\n  output = "./client"',
      {},
      { outputs: [{ path: 'prisma/client', isCompiled: false }] },
    ],
    ['output = "../node_modules/.prisma/client"\n  provider = "prisma-client-js"', {}, {}],
    ['provider = "prisma-docs"\n output = "../docs/schema.md"', {}, {}],
    ['provider = "prisma-client-js"\n output = "../../client"', {}, {}],
    [
      'provider = "node --no-warnings ./tools/gen.mjs"\n output = "../.made/index.ts"',
      { 'tools/gen.mjs': '' },
      { generators: ['tools/gen.mjs'], outputs: [{ path: '.made', isCompiled: true }] },
    ],
    ...[{}, { 'generated/a/x.js': '', 'generated/b/y.js': '' }].map((files): [string, object, object] => [
      'provider = "prisma-client-js"\n  output = "../generated/a"\n}\ngenerator b {\n  provider = "prisma-client-js"\n  output = "../generated/b"',
      files,
      { outputs: [{ path: 'generated', isCompiled: false }] },
    ]),
    ['provider = "bun tools/gone.ts"', {}, {}],
  ])('prisma generates with { %s }', async (block, files, expected) => {
    const schema = `generator a {\n  ${block}\n}\nmodel B {\n  id Int @id\n}\n`
    const { prisma } = await node(
      { 'prisma/schema.prisma': schema, ...files },
      { dependencies: { '@prisma/client': '^7' } },
    )
    const { generators, outputs } = prisma ?? {}
    expect({ ...(generators && { generators }), ...(outputs && { outputs }) }).toEqual(expected)
  })

  it('reads the generators of a schema in several files', async () => {
    const files = {
      'prisma/schema/a.prisma': 'generator a {\n output = "../../made"\n provider = "prisma-client-js"\n}\n',
      'prisma/schema/b.prisma': 'model B {\n  id Int @id\n}\n',
      'prisma/schema/notes.txt': 'generator b {\n output = "../../other"\n}\n',
    }
    const { prisma } = await node(files, { dependencies: { '@prisma/client': '^6' } })
    expect(prisma?.outputs).toEqual([{ path: 'made', isCompiled: false }])
  })

  it.each([
    [{ 'prisma/schema.prisma': '' }, {}],
    [{ 'schema.prisma': '' }, {}],
    [{ 'a/x.prisma': '' }, { prisma: { schema: 'a/x.prisma' } }],
    [{ 'a/x.prisma': '', 'prisma.config.ts': "export default { schema: './a/x.prisma' }" }, {}],
  ])('prisma finds %j by itself', async (files, fields) => {
    const { prisma } = await node(files, { dependencies: { '@prisma/client': '^7' }, ...fields })
    expect(prisma).toBeDefined()
    expect(prisma?.isElsewhere).toBeUndefined()
  })

  it.each(["path.join(__dirname, 'db', 'all')", 'resolve(import.meta.dirname, "db/all")', "'./db/all'"])(
    'prisma: the schema of a configuration, %s',
    async (schema) => {
      const text = `export default { schema: ${schema} }`
      const files = { 'db/all/a.prisma': '', 'prisma/schema.prisma': '', 'prisma.config.ts': text }
      expect((await node(files, { dependencies: { prisma: '^7' } })).prisma).toMatchObject({ schema: 'db/all' })
    },
  )
})

describe('odd manifests', () => {
  it.each([
    ['{\n  "name": "x",\n}', 'unparsable package.json:3'],
    ['', 'unparsable package.json:1'],
    ['[]', 'unparsable package.json:1'],
    ['"x"', 'unparsable package.json:1'],
  ])('%j is reported', async (text, problem) => {
    const result = await facts({ 'package.json': text })
    expect(brief(result.problems)).toContain(problem)
    expect(result.node).toBeDefined()
  })

  it('ignores values of the wrong type', async () => {
    const found = await node(
      {},
      {
        name: 1,
        scripts: [],
        dependencies: { a: 1, b: '2' },
        engines: 'node',
        bin: 5,
        workspaces: 'x',
        packageManager: {},
        main: '',
        volta: null,
      },
    )
    expect(found.manifest).toMatchObject({ dependencies: { b: '2' }, scripts: {}, bin: {} })
    expect(found.manifest).not.toHaveProperty('name')
  })

  it('reads a byte order mark and CRLF', async () => {
    expect((await facts({ 'package.json': '\uFEFF{\r\n"name": "@a/B_c"\r\n}' })).name).toBe('b-c')
  })
})
