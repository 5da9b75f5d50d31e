import { nodeProdDeps } from '../../../src/presets/node-prod-deps/index.js'
import type { Example } from '../compiled/repository.js'

const npmLock = '{"lockfileVersion":3,"packages":{}}'
const pnpmLock = "lockfileVersion: '9.0'\n"
const yarn1Lock = '# yarn lockfile v1\n'
const berryLock = '__metadata:\n  version: 8\n'
const bunLock = '{ "lockfileVersion": 1 }'

type Manifest = Readonly<Record<string, unknown>>

const manifest = (fields: Manifest): string => `${JSON.stringify({ name: 'shop', ...fields }, undefined, 2)}\n`

const server = "import express from 'express'\nexpress().listen(process.env.PORT ?? 8080)\n"

const typescript: Manifest = {
  scripts: { build: 'tsc', start: 'node dist/server.js', dev: 'tsx watch src/server.ts' },
  dependencies: { express: '^5.0.0' },
  devDependencies: { typescript: '^5.9.0', tsx: '^4.20.0' },
}
const sources = {
  'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}',
  'src/server.ts': server,
  'README.md': '# Shop',
  'shop.Dockerfile.dockerignore': '*',
}

/** A compiled service that the manager of a lockfile installs. */
const compiled = (lock: Readonly<Record<string, string>>, fields: Manifest = {}) => ({
  'package.json': manifest({ ...typescript, ...fields }),
  ...lock,
  ...sources,
})

const plain = (fields: Manifest = {}, files: Readonly<Record<string, string>> = {}) => ({
  'package.json': manifest({ scripts: { start: 'node server.js' }, dependencies: { express: '^5.0.0' }, ...fields }),
  'package-lock.json': npmLock,
  'server.js': server,
  ...files,
})

const next = (config: string, files: Readonly<Record<string, string>> = {}) => ({
  'package.json': manifest({
    scripts: { build: 'next build', start: 'next start', dev: 'next dev' },
    dependencies: { next: '^16.0.0', react: '^19.0.0', 'react-dom': '^19.0.0' },
    devDependencies: { typescript: '^5.9.0' },
  }),
  'package-lock.json': npmLock,
  'next.config.ts': config,
  'app/page.tsx': 'export default () => <p>Shop</p>',
  'tsconfig.json': '{}',
  ...files,
})

/** Repositories of all shapes; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const nodeExamples: Readonly<Record<string, Example>> = {
  npm: { files: compiled({ 'package-lock.json': npmLock }), preset: nodeProdDeps() },
  'writable-folders': {
    files: compiled({ 'package-lock.json': npmLock }),
    preset: nodeProdDeps({ writable: ['data', '/var/lib/shop'] }),
  },
  init: { files: compiled({ 'package-lock.json': npmLock }), preset: nodeProdDeps({ init: true }) },
  'init-native': {
    files: plain({ dependencies: { canvas: '^3.0.0' } }),
    preset: nodeProdDeps({ init: true, writable: ['data'] }),
  },
  'init-distroless': {
    files: compiled({ 'package-lock.json': npmLock }),
    preset: nodeProdDeps({ init: true, runtime: 'distroless' }),
  },
  'init-on-alpine': {
    files: plain(),
    preset: nodeProdDeps({ init: true, buildImage: 'node:24-alpine3.23', runtimeImage: 'node:24-alpine3.23' }),
  },
  'npm-pinned': {
    files: compiled({ 'package-lock.json': npmLock }, { packageManager: 'npm@11.6.2', engines: { node: '>=22 <23' } }),
    preset: nodeProdDeps(),
  },
  'pnpm-by-lockfile': { files: compiled({ 'pnpm-lock.yaml': pnpmLock }), preset: nodeProdDeps() },
  'pnpm-pinned-with-settings': {
    files: compiled(
      {
        'pnpm-lock.yaml': pnpmLock,
        'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - esbuild\n',
        '.npmrc': 'node-linker=hoisted\n',
      },
      { packageManager: 'pnpm@10.20.0+sha512.abc' },
    ),
    preset: nodeProdDeps(),
  },
  'pnpm-root-of-nothing-else': {
    files: compiled({ 'pnpm-lock.yaml': pnpmLock, 'pnpm-workspace.yaml': "packages:\n  - '**'\n" }),
    preset: nodeProdDeps(),
  },
  'yarn-1': { files: compiled({ 'yarn.lock': yarn1Lock }), preset: nodeProdDeps() },
  'yarn-1-on-node-26': {
    files: compiled({ 'yarn.lock': yarn1Lock }, { engines: { node: '26' } }),
    preset: nodeProdDeps(),
  },
  'yarn-berry': {
    files: compiled(
      { 'yarn.lock': berryLock, '.yarnrc.yml': 'nodeLinker: node-modules\nnpmAuthToken: ${NPM_TOKEN}\n' },
      { packageManager: 'yarn@4.12.0' },
    ),
    preset: nodeProdDeps({ secretEnv: ['NPM_TOKEN'] }),
  },
  'yarn-plug-n-play': {
    files: compiled({ 'yarn.lock': berryLock, '.yarnrc.yml': 'enableScripts: true\n' }, { type: 'module' }),
    preset: nodeProdDeps(),
  },
  'yarn-of-the-repository': {
    files: compiled({
      'yarn.lock': berryLock,
      '.yarnrc.yml': 'nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.12.0.cjs\n',
      '.yarn/releases/yarn-4.12.0.cjs': '',
    }),
    preset: nodeProdDeps(),
  },
  bun: {
    files: compiled(
      { 'bun.lock': bunLock },
      { packageManager: 'bun@1.3.5', scripts: { ...Object(typescript['scripts']), postinstall: 'patch-package' } },
    ),
    preset: nodeProdDeps(),
  },
  'bun-at-run-time': {
    files: {
      'package.json': manifest({ scripts: { start: 'bun run src/server.ts' }, dependencies: { hono: '^4.0.0' } }),
      'bun.lock': bunLock,
      'src/server.ts': 'Bun.serve({ port: 3000 })',
    },
    preset: nodeProdDeps(),
  },
  'without-build': {
    files: plain({}, { 'lib/a.js': '', 'public/a.css': '', 'test/a.js': '', '.env': 'X=1' }),
    preset: nodeProdDeps(),
  },
  'without-dependencies': {
    files: {
      'package.json': manifest({ scripts: { start: 'node server.js' }, dependencies: undefined }),
      'server.js': server,
    },
    preset: nodeProdDeps(),
  },
  'development-dependencies-only': {
    files: compiled({ 'package-lock.json': npmLock }, { dependencies: {} }),
    preset: nodeProdDeps(),
  },
  'compiled-with-folders-beside': {
    files: {
      ...compiled({ 'package-lock.json': npmLock }),
      'views/a.ejs': '',
      'public/a.css': '',
      'data/seed.json': '{}',
    },
    preset: nodeProdDeps({ assets: ['data/seed.json'] }),
  },
  'start-file-beside-the-build': {
    files: {
      'package.json': manifest({
        scripts: { build: 'webpack --output-path public/build', start: 'node server.js' },
        dependencies: { express: '^5.0.0' },
        devDependencies: { webpack: '^5.0.0' },
      }),
      'package-lock.json': npmLock,
      'server.js': server,
      'client/index.js': '',
      'public/index.html': '',
      'webpack.config.js': '',
    },
    preset: nodeProdDeps(),
  },
  'typescript-at-run-time': {
    files: compiled(
      { 'package-lock.json': npmLock },
      {
        scripts: { build: 'tsc --noEmit', start: 'NODE_ENV=production tsx src/server.ts --verbose' },
        dependencies: { tsx: '^4.0.0' },
        devDependencies: {},
      },
    ),
    preset: nodeProdDeps(),
  },
  'env-file-and-flags': {
    files: plain({
      scripts: {
        start: 'NODE_ENV=production LOG=info node --env-file=.env --enable-source-maps server.js --port 9000',
      },
    }),
    preset: nodeProdDeps(),
  },
  'native-module': {
    files: compiled(
      { 'package-lock.json': npmLock },
      { dependencies: { express: '5', 'better-sqlite3': '^12.0.0', 'pg-native': '^3.0.0' } },
    ),
    preset: nodeProdDeps(),
  },
  distroless: { files: compiled({ 'package-lock.json': npmLock }), preset: nodeProdDeps({ runtime: 'distroless' }) },
  'distroless-native': {
    files: compiled({ 'package-lock.json': npmLock }, { dependencies: { express: '5', 'better-sqlite3': '^12.0.0' } }),
    preset: nodeProdDeps({ runtime: 'distroless', node: '22' }),
  },
  'git-hooks': {
    files: compiled(
      { 'package-lock.json': npmLock },
      { scripts: { ...Object(typescript['scripts']), prepare: 'husky' } },
    ),
    preset: nodeProdDeps(),
  },
  'scripts-that-need-sources': {
    files: compiled(
      { 'package-lock.json': npmLock },
      {
        scripts: {
          ...Object(typescript['scripts']),
          prepare: 'npm run build',
          postinstall: 'npm run codegen',
          codegen: 'graphql-codegen',
        },
      },
    ),
    preset: nodeProdDeps(),
  },
  patches: {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        { scripts: { ...Object(typescript['scripts']), postinstall: 'patch-package && node scripts/after.js' } },
      ),
      'patches/express+5.0.0.patch': '',
      'scripts/after.js': '',
    },
    preset: nodeProdDeps(),
  },
  prisma: {
    files: {
      ...compiled(
        { 'pnpm-lock.yaml': pnpmLock },
        {
          dependencies: { express: '5', '@prisma/client': '^6.0.0' },
          devDependencies: { typescript: '5', tsx: '4', prisma: '^6.0.0' },
        },
      ),
      'prisma/schema.prisma': '',
      'prisma/migrations/1/a.sql': '',
    },
    preset: nodeProdDeps(),
  },
  'prisma-with-configuration': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        {
          scripts: { ...Object(typescript['scripts']), build: 'prisma generate && tsc' },
          dependencies: { express: '5', '@prisma/client': '^7.0.0', prisma: '^7.0.0' },
        },
      ),
      'prisma/schema.prisma': '',
      'prisma.config.ts': "export default { schema: 'prisma/schema.prisma' }",
    },
    preset: nodeProdDeps(),
  },
  'prisma-that-insists-on-variables': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        {
          scripts: {
            ...Object(typescript['scripts']),
            postinstall: 'npm run db:generate',
            'db:generate': 'prisma generate',
            build: 'npm run db:generate && tsc',
          },
          dependencies: { express: '5', '@prisma/client': '^7.0.0' },
          devDependencies: { typescript: '5', prisma: '^7.0.0' },
        },
      ),
      'prisma/schema.prisma': '',
      'prisma.config.ts':
        "import './env'\nexport default { schema: 'prisma/schema.prisma', datasource: { url: env('POSTGRES_URL') } }",
      'env.ts': '',
    },
    preset: nodeProdDeps(),
  },
  'prisma-beside-the-build': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        {
          dependencies: { express: '5', '@prisma/client': '^6.0.0' },
          devDependencies: { prisma: '^6.0.0', typescript: '5' },
        },
      ),
      'prisma/schema.prisma':
        'generator client {\n  provider = "prisma-client-js"\n  output = "../generated/client"\n}\n',
    },
    preset: nodeProdDeps(),
  },
  'local-package': {
    files: {
      ...plain({ dependencies: { express: '5', money: 'file:./packages/money' } }),
      'packages/money/package.json': '{}',
      'packages/money/index.js': '',
    },
    preset: nodeProdDeps(),
  },
  'from-git': { files: plain({ dependencies: { express: 'github:expressjs/express' } }), preset: nodeProdDeps() },
  'private-registry': {
    files: plain({}, { '.npmrc': '@acme:registry=https://npm.acme.example\n' }),
    preset: nodeProdDeps({ npmrc: true, secretEnv: ['NPM_TOKEN'] }),
  },
  'private-registry-of-the-repository': {
    files: plain(
      {},
      { '.npmrc': '@acme:registry=https://npm.acme.example\n//npm.acme.example/:_authToken=${ACME_TOKEN}\n' },
    ),
    preset: nodeProdDeps({ secretEnv: ['OTHER_TOKEN'] }),
  },
  'private-pnpm': {
    files: {
      'package.json': manifest({ dependencies: { express: '5' }, main: 'server.js' }),
      'server.js': server,
      'pnpm-lock.yaml': pnpmLock,
    },
    preset: nodeProdDeps({ npmrc: true }),
  },
  'next-standalone': {
    files: next("export default { output: 'standalone' }", { 'public/a.svg': '' }),
    preset: nodeProdDeps({ buildEnv: { NEXT_PUBLIC_URL: 'https://shop.example' } }),
  },
  'next-server': { files: next('export default {}'), preset: nodeProdDeps() },
  'next-with-imports': {
    files: {
      ...next("import { hosts } from './lib/hosts.js'\nimport './src/env'\nexport default { images: { hosts } }"),
      'lib/hosts.js': "export * from './more.js'",
      'lib/more.js': 'export const hosts = []',
      'src/env.js': '',
    },
    preset: nodeProdDeps(),
  },
  nest: {
    files: {
      'package.json': manifest({
        scripts: {
          build: 'nest build',
          start: 'nest start',
          'start:dev': 'nest start --watch',
          'start:prod': 'node dist/main',
        },
        dependencies: { '@nestjs/core': '^11.0.0' },
        devDependencies: { '@nestjs/cli': '^11.0.0', typescript: '5' },
      }),
      'package-lock.json': npmLock,
      'nest-cli.json': '{}',
      'tsconfig.json': '{"compilerOptions":{"outDir":"./dist"}}',
      'src/main.ts': 'await app.listen(process.env.PORT ?? 3000)',
    },
    preset: nodeProdDeps(),
  },
  nuxt: {
    files: {
      'package.json': manifest({
        scripts: { build: 'nuxt build', dev: 'nuxt dev', postinstall: 'nuxt prepare' },
        dependencies: { nuxt: '^4.0.0' },
      }),
      'pnpm-lock.yaml': pnpmLock,
      'nuxt.config.ts': '',
      'app/app.vue': '',
      'docs/a.md': '',
    },
    preset: nodeProdDeps(),
  },
  'react-router': {
    files: {
      'package.json': manifest({
        scripts: {
          build: 'react-router build',
          start: 'react-router-serve ./build/server/index.js',
          dev: 'react-router dev',
        },
        dependencies: { '@react-router/serve': '^7.0.0', react: '19' },
        devDependencies: { '@react-router/dev': '^7.0.0' },
      }),
      'package-lock.json': npmLock,
      'app/root.tsx': '',
      'vite.config.ts': '',
    },
    preset: nodeProdDeps(),
  },
  'everything-by-hand': {
    files: plain(
      { scripts: { bundle: 'esbuild src/a.ts --bundle --outfile=out/a.cjs', start: 'vite' } },
      { 'src/a.ts': '', 'config/a.json': '{}' },
    ),
    preset: nodeProdDeps({
      node: '22.11.0',
      entry: 'out/a.cjs',
      build: 'bundle',
      output: ['out/a.cjs'],
      assets: ['config'],
      systemPackages: { build: ['libvips-dev'], runtime: ['libvips42t64'] },
      port: 4000,
      env: { LOG_LEVEL: 'info' },
      labels: { 'org.opencontainers.image.title': 'Shop' },
      healthcheck: ['node', 'health.js'],
      stopSignal: 'SIGINT',
    }),
  },
  browser: {
    files: compiled({ 'package-lock.json': npmLock }, { dependencies: { express: '5', puppeteer: '^25.0.0' } }),
    preset: nodeProdDeps(),
  },
  'published-beside-output': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        {
          files: ['bin', 'dist', 'marketplaces', 'oauth.html', 'oclif.manifest.json'],
          bin: './bin/run',
          scripts: { build: 'tsc', start: 'cd bin && ./run start' },
        },
      ),
      'bin/run': '',
      'marketplaces/a.json': '',
      'oauth.html': '',
    },
    preset: nodeProdDeps({ command: ['dumb-init', 'node', 'dist/server.js'] }),
  },
  'published-sources': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        { files: ['src'], scripts: { build: 'tsc', start: 'node src/server.js' } },
      ),
      'src/server.js': '',
    },
    preset: nodeProdDeps(),
  },
  'published-program': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        { files: ['bin', 'dist'], bin: './bin/run.js', scripts: { build: 'tsc', start: 'node bin/run.js' } },
      ),
      'bin/run.js': '',
    },
    preset: nodeProdDeps(),
  },
  'published-program-beside-others': {
    files: {
      ...compiled(
        { 'package-lock.json': npmLock },
        { files: ['bin', 'lib'], scripts: { build: 'webpack', start: 'node bin/server.js' } },
      ),
      'bin/server.js': "require('../lib/app')",
      'lib/app.js': '',
    },
    preset: nodeProdDeps(),
  },
  'command-of-an-installed-file': {
    files: compiled({ 'package-lock.json': npmLock }),
    preset: nodeProdDeps({ command: ['node', 'node_modules/next/dist/bin/next', 'start'] }),
  },
  'command-of-a-file': {
    files: compiled({ 'package-lock.json': npmLock }),
    preset: nodeProdDeps({ runtime: 'distroless', command: ['node', './dist/server.js', 'start'] }),
  },
  'own-images-and-command': {
    files: plain(),
    preset: nodeProdDeps({
      buildImage: 'registry.example.com/node:24',
      runtimeImage: 'gcr.io/distroless/nodejs24-debian13:nonroot',
      command: ['node', '--max-old-space-size=256', 'server.js'],
    }),
  },
}

/** Repositories that the preset cannot decide about, and how it says so. */
export const nodeRefusals: Readonly<
  Record<
    string,
    Example & {
      readonly code: string
      readonly says: string
      readonly hint: string
      readonly file?: string
      readonly line?: number
    }
  >
> = {
  'folders to write to in an image without a shell': {
    files: plain(),
    preset: nodeProdDeps({ runtime: 'distroless', writable: ['data'] }),
    code: 'distroless-without-shell',
    says: '`data`',
    hint: 'slim',
  },
  'no package.json': {
    files: { 'go.mod': 'module x\n' },
    preset: nodeProdDeps(),
    code: 'no-manifest',
    says: 'package.json',
    hint: 'dir:',
  },
  'a lockfile with merge conflicts': {
    files: { ...plain(), 'package-lock.json': '{\n<<<<<<< HEAD\n"lockfileVersion":3\n=======\n>>>>>>> b\n}' },
    preset: nodeProdDeps(),
    code: 'unparsable-file',
    says: 'merge-conflict',
    hint: 'install',
    file: 'package-lock.json',
    line: 2,
  },
  'a lockfile of another manager': {
    files: { ...plain({ packageManager: 'pnpm@10.1.0' }) },
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: '`pnpm`',
    hint: 'pnpm install',
    file: 'package.json',
    line: 9,
  },
  'two lockfiles': {
    files: { ...plain(), 'yarn.lock': yarn1Lock },
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: '`yarn.lock` and `package-lock.json`',
    hint: 'packageManager',
    file: 'yarn.lock',
  },
  'two versions of Node': {
    files: { ...plain({ engines: { node: '^20' } }), '.nvmrc': '22\n' },
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: '`^20`',
    hint: 'option',
    file: '.nvmrc',
    line: 1,
  },
  'no lockfile': {
    files: {
      'package.json': manifest({ scripts: { start: 'node a.js' }, dependencies: { express: '5' } }),
      'a.js': '',
    },
    preset: nodeProdDeps(),
    code: 'no-lockfile',
    says: 'no lockfile',
    hint: 'npm install',
    file: 'package.json',
  },
  'nothing to start': {
    files: { 'package.json': manifest({}), 'lib/a.js': '' },
    preset: nodeProdDeps(),
    code: 'no-entry-point',
    says: 'no `start` script and no `main`',
    hint: 'entry:',
  },
  'a site of Next.js without scripts': {
    files: { ...next('export default {}'), 'package.json': manifest({ dependencies: { next: '16' } }) },
    preset: nodeProdDeps(),
    code: 'no-start-script',
    says: '`next.config.',
    hint: '"start": "next start"',
  },
  'a server that only developers start': {
    files: {
      'package.json': manifest({
        scripts: { dev: 'TZ=UTC tsx watch --clear-screen=false src/index.ts' },
        dependencies: { express: '5' },
      }),
      'package-lock.json': npmLock,
      'src/index.ts': '',
    },
    preset: nodeProdDeps(),
    code: 'no-start-script',
    says: 'runs `src/index.ts`',
    hint: '`tsc`',
  },
  'a server that only developers start, in JavaScript': {
    files: {
      'package.json': manifest({ scripts: { 'start:dev': 'nodemon ./src/api.js' }, dependencies: { express: '5' } }),
      'package-lock.json': npmLock,
      'src/api.js': '',
    },
    preset: nodeProdDeps(),
    code: 'no-start-script',
    says: 'runs `src/api.js`',
    hint: '"start": "node src/api.js"',
  },
  'a server that only developers start with bun': {
    files: {
      'package.json': manifest({
        scripts: { dev: 'PORT=3003 bun run --hot src/index.ts' },
        dependencies: { hono: '4' },
      }),
      'bun.lock': '{ "lockfileVersion": 1 }',
      'src/index.ts': '',
    },
    preset: nodeProdDeps(),
    code: 'no-start-script',
    says: 'runs `src/index.ts`',
    hint: '"start": "bun src/index.ts"',
  },
  'a library that its developers try out': {
    files: {
      'package.json': manifest({
        exports: './src/index.ts',
        scripts: { dev: 'tsx watch src/try.ts' },
        dependencies: { ms: '2' },
      }),
      'package-lock.json': npmLock,
      'src/try.ts': '',
    },
    preset: nodeProdDeps(),
    code: 'no-entry-point',
    says: 'no `start` script and no `main`',
    hint: 'entry:',
  },
  'all applications of Nx at once': {
    files: {
      'package.json': manifest({ scripts: { build: 'nx run-many -t build' }, dependencies: { '@nestjs/core': '11' } }),
      'package-lock.json': npmLock,
      'nx.json': '{}',
    },
    preset: nodeProdDeps(),
    code: 'no-entry-point',
    says: '`nx run-many -t build`',
    hint: "build: 'build:api'",
  },
  'TypeScript without a build script': {
    files: compiled({ 'package-lock.json': npmLock }, { scripts: { start: 'node dist/server.js' } }),
    preset: nodeProdDeps(),
    code: 'missing-entry-point',
    says: '`dist/server.js`',
    hint: '`tsc`',
  },
  'a site of files': {
    files: {
      'package.json': manifest({ scripts: { build: 'vite build', dev: 'vite' }, devDependencies: { vite: '^7.0.0' } }),
      'package-lock.json': npmLock,
      'index.html': '',
    },
    preset: nodeProdDeps(),
    code: 'static-site',
    says: '`vite`',
    hint: '`dist` from an image such as `nginxinc/nginx-unprivileged`',
  },
  'a site that Next.js exports': {
    files: next("export default { output: 'export' }"),
    preset: nodeProdDeps(),
    code: 'static-site',
    says: '`next`',
    hint: '`out`',
  },
  'a start script that runs a development dependency': {
    files: compiled({ 'package-lock.json': npmLock }, { scripts: { start: 'tsx src/server.ts' } }),
    preset: nodeProdDeps(),
    code: 'start-needs-dev-dependency',
    says: '`tsx`',
    hint: 'dependencies',
  },
  'a start script of several steps': {
    files: plain({ scripts: { start: 'knex migrate:latest && node --enable-source-maps server.js' } }),
    preset: nodeProdDeps(),
    code: 'start-needs-shell',
    says: '`knex migrate:latest && node --enable-source-maps server.js`',
    hint: "entry: 'server.js'",
  },
  'a start script of several programs': {
    files: plain({ scripts: { start: 'npm-run-all -p serve work' }, dependencies: { 'npm-run-all': '4' } }),
    preset: nodeProdDeps(),
    code: 'start-runs-several',
    says: '`npm-run-all -p serve work`',
    hint: 'entry:',
  },
  'bun without its lockfile': {
    files: plain({ scripts: { start: 'bun server.js' } }),
    preset: nodeProdDeps(),
    code: 'start-needs-bun',
    says: '`npm`',
    hint: 'command',
  },
  'an unknown build script': {
    files: plain(),
    preset: nodeProdDeps({ build: 'compile' }),
    code: 'unknown-script',
    says: '`compile`',
    hint: '`start`',
  },
  'a build that writes who knows where': {
    files: plain({ scripts: { build: 'node build.js', start: 'node server.js' } }),
    preset: nodeProdDeps(),
    code: 'unknown-build-output',
    says: '`node build.js`',
    hint: 'build: false',
  },
  'a package outside of the context': {
    files: {
      'api/package.json': manifest({ scripts: { start: 'node a.js' }, dependencies: { money: 'file:../money' } }),
      'api/package-lock.json': npmLock,
      'api/a.js': '',
      'money/package.json': '{}',
    },
    dir: 'api',
    preset: nodeProdDeps(),
    code: 'dependency-outside-context',
    says: '`../money`',
    hint: 'workspace',
    file: 'package.json',
  },
  "a command with Plug'n'Play": {
    files: {
      'package.json': manifest({ scripts: { start: 'fastify start a.js' }, dependencies: { 'fastify-cli': '7' } }),
      'yarn.lock': berryLock,
      'a.js': '',
    },
    preset: nodeProdDeps(),
    code: 'command-with-plug-n-play',
    says: '`fastify`',
    hint: 'nodeLinker: node-modules',
  },
  '.npmrc for yarn berry': {
    files: compiled({ 'yarn.lock': berryLock }),
    preset: nodeProdDeps({ npmrc: true }),
    code: 'npmrc-with-yarn-berry',
    says: '`.npmrc`',
    hint: 'secretEnv',
  },
  'a command in a distroless image': {
    files: plain({ scripts: { start: 'fastify start server.js' }, dependencies: { 'fastify-cli': '7' } }),
    preset: nodeProdDeps({ runtime: 'distroless' }),
    code: 'distroless-command',
    says: '`node_modules/.bin/fastify start server.js`',
    hint: "runtime: 'slim'",
  },
  'libraries in a distroless image': {
    files: plain({ dependencies: { 'fluent-ffmpeg': '2' } }),
    preset: nodeProdDeps({ runtime: 'distroless' }),
    code: 'distroless-without-packages',
    says: '`ffmpeg`, which `fluent-ffmpeg` needs',
    hint: "runtime: 'slim'",
  },
  'a version without a distroless image': {
    files: plain({ engines: { node: '23' } }),
    preset: nodeProdDeps({ runtime: 'distroless' }),
    code: 'no-distroless-image',
    says: 'Node 23',
    hint: '20, 22, 24, 26',
  },
}
