import { nodeProdDeps } from '../../../src/presets/node-prod-deps/index.js'
import type { Example } from '../compiled/repository.js'

type Manifest = Readonly<Record<string, unknown>>
type Files = Readonly<Record<string, string>>

const json = (value: Manifest): string => `${JSON.stringify(value, undefined, 2)}\n`

const built: Manifest = { scripts: { build: 'tsc' }, main: 'dist/index.js' }
const config = { 'tsconfig.json': '{"compilerOptions":{"outDir":"dist"}}' }

const below = (dir: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${dir}/${path}`, text]))

/** A shop: `apps/api` needs `packages/db`, which needs `packages/log`; `apps/web` and `packages/ui` are about something else. */
const shop = (range: string, root: Manifest, files: Files, more: Readonly<Record<string, Manifest>> = {}): Files => ({
  'package.json': json({ name: 'shop', private: true, ...root }),
  ...files,
  'tsconfig.base.json': '{}',
  'README.md': '# Shop',
  'packages/log/package.json': json({ name: '@shop/log', main: 'index.js', dependencies: { pino: '^10.0.0' } }),
  'packages/log/index.js': '',
  'packages/db/package.json': json({
    name: '@shop/db',
    ...built,
    dependencies: { '@shop/log': range },
    devDependencies: { typescript: '^5.9.0' },
    ...more['db'],
  }),
  ...below('packages/db', { ...config, 'src/index.ts': '', 'migrations/1.sql': '', 'README.md': '' }),
  'packages/ui/package.json': json({ name: '@shop/ui' }),
  'apps/web/package.json': json({ name: '@shop/web', dependencies: { '@shop/ui': range } }),
  'apps/api/package.json': json({
    name: '@shop/api',
    scripts: { build: 'tsc', start: 'node dist/server.js', dev: 'tsx watch src/server.ts' },
    dependencies: { '@shop/db': range, express: '^5.0.0' },
    devDependencies: { typescript: '^5.9.0', tsx: '^4.20.0' },
    ...more['api'],
  }),
  ...below('apps/api', { ...config, 'src/server.ts': 'listen(process.env.PORT ?? 8080)', 'public/a.css': '' }),
})

const workspaces = { workspaces: ['packages/*', 'apps/*'] }
const npmLock = { 'package-lock.json': '{"lockfileVersion":3,"packages":{}}' }
const pnpmLock = { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }
const pnpmWorkspace = 'packages:\n  - packages/*\n  - apps/*\n'
const berryLock = { 'yarn.lock': '__metadata:\n  version: 8\n' }
const dir = 'apps/api'

const many = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [
    `packages/part-${index}/package.json`,
    json({ name: `@shop/part-${index}` }),
  ]),
)

/** Services of workspaces; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const workspaceExamples: Readonly<Record<string, Example>> = {
  'workspace-npm': { files: shop('*', workspaces, npmLock), dir, preset: nodeProdDeps() },
  'workspace-published-beside-output': {
    files: {
      ...shop('*', workspaces, npmLock, {
        db: {
          files: [
            'dist',
            'src',
            'README.md',
            './tables/**',
            'generated',
            'cli.js',
            '!tables/*.test.sql',
            '*.d.ts',
            'lib',
          ],
          bin: { 'shop-db': './bin/db.js' },
        },
      }),
      ...below('packages/db', {
        'tables/orders.sql': '',
        'tables/items.test.sql': '',
        'bin/db.js': '',
        'cli.js': '',
        'lib/left-over.js': '',
        'unpublished/a.sql': '',
      }),
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-checked': {
    files: {
      ...shop('*', workspaces, npmLock, {
        api: {
          scripts: { prebuild: 'eslint .', build: 'npm test && tsc', test: 'jest', start: 'node dist/server.js' },
        },
      }),
      'eslint.config.js': '',
      'vitest.config.js': '',
      'packages/db/eslint.config.js': '',
      'packages/db/test/a.js': '',
      'apps/api/eslint.config.js': '',
      'apps/api/jest.config.js': '',
      'apps/api/vitest.config.js': '',
      'apps/api/test/a.js': '',
      'apps/api/e2e/a.js': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-references': {
    files: {
      ...shop('*', workspaces, npmLock, {
        api: { scripts: { build: 'tsc --build', start: 'node dist/server.js' } },
        db: { scripts: {} },
      }),
      'tsconfig.base.json': '{"compilerOptions":{"composite":true}}',
      'packages/db/tsconfig.json': '{"extends":"../../tsconfig.base.json","compilerOptions":{"outDir":"dist"}}',
      'apps/api/tsconfig.json': '{"compilerOptions":{"outDir":"dist"},"references":[{"path":"../../packages/db"}]}',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-linked-folder': {
    files: {
      ...shop('*', workspaces, npmLock, {
        api: {
          dependencies: { '@shop/db': '*', cache: 'file:../../elsewhere/cache' },
          devDependencies: { typescript: '^5.9.0', fake: 'file:../../elsewhere/fake' },
        },
      }),
      'elsewhere/cache/package.json': json({ name: 'cache', main: 'index.js' }),
      'elsewhere/cache/index.js': '',
      'elsewhere/fake/package.json': json({ name: 'fake' }),
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-pnpm': {
    files: shop(
      'workspace:*',
      { devDependencies: { turbo: '^2.0.0' }, scripts: { prepare: 'husky' } },
      { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace, '.npmrc': '', 'patches/a.patch': '', '.pnpmfile.cjs': '' },
    ),
    dir,
    preset: nodeProdDeps({ secretEnv: ['NPM_TOKEN'] }),
  },
  'workspace-pnpm-without-cache-mounts': {
    files: shop('workspace:*', {}, { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace }),
    dir,
    preset: nodeProdDeps({ cache: 'layer', runtime: 'distroless' }),
  },
  'workspace-pnpm-injected': {
    files: shop(
      'workspace:*',
      {},
      { ...pnpmLock, 'pnpm-workspace.yaml': `${pnpmWorkspace}injectWorkspacePackages: true\n` },
    ),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-turbo': {
    files: shop(
      'workspace:*',
      { devDependencies: { turbo: '^2.0.0' } },
      { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace, 'turbo.json': '{}', 'tools/a.js': '' },
      { api: { scripts: { build: 'turbo run compile --filter=@shop/api...', start: 'node dist/server.js' } } },
    ),
    dir,
    preset: nodeProdDeps({ output: ['dist'], shared: ['tools'] }),
  },
  'workspace-prisma': {
    files: {
      ...shop('*', workspaces, npmLock, {
        db: {
          scripts: { build: 'tsc', postinstall: 'node scripts/setup.js', prepare: 'npm run codegen', codegen: 'gen' },
          dependencies: { '@prisma/client': '^6.0.0', '@shop/log': '*' },
          devDependencies: { prisma: '^6.0.0', typescript: '^5.9.0' },
        },
      }),
      'packages/db/prisma/schema.prisma': '',
      'packages/db/scripts/setup.js': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-prisma-with-configuration': {
    files: {
      ...shop(
        'workspace:*',
        {},
        { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace },
        {
          db: {
            scripts: { build: 'pnpm generate && tsc', generate: 'prisma generate' },
            dependencies: { '@prisma/client': '^7.0.0', '@shop/log': 'workspace:*' },
            devDependencies: { prisma: '^7.0.0', typescript: '^5.9.0' },
          },
          api: {
            scripts: {
              build: 'pnpm prisma:generate && tsc',
              start: 'node dist/server.js',
              'prisma:generate': 'prisma generate --schema ./prisma/schema',
            },
            dependencies: { '@prisma/client': '^6.0.0', '@shop/db': 'workspace:*' },
            devDependencies: { prisma: '^6.0.0', typescript: '^5.9.0' },
          },
        },
      ),
      'packages/db/schema/shop.prisma': '',
      'packages/db/prisma.config.ts':
        "import { env } from 'prisma/config'\nexport default { schema: './schema', datasource: { url: env('DATABASE_URL'), shadowDatabaseUrl: env('SHADOW_URL') } }",
      'apps/api/prisma/schema/shop.prisma': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-bun-prisma': {
    files: {
      ...shop(
        'workspace:*',
        workspaces,
        { 'bun.lock': '{ "lockfileVersion": 1 }' },
        {
          api: { scripts: { build: 'bun build src/server.ts --target bun --outdir dist' } },
          db: {
            scripts: { deploy: 'prisma migrate deploy --schema pg/schema.prisma' },
            main: 'src/index.ts',
            dependencies: { '@prisma/client': '^7.0.0', '@shop/log': 'workspace:*' },
            devDependencies: { prisma: '^7.0.0' },
          },
        },
      ),
      'packages/db/pg/schema.prisma': `
generator client {
  provider = "prisma-client"
  output   = "../generated/client"
}
generator types {
  provider = "bun tools/types.ts"
  output   = "../.types/index.ts"
}
`,
      'packages/db/prisma.config.ts': 'export default {}',
      'packages/db/tools/types.ts': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-pnpm-root-of-the-same-name': {
    files: shop('workspace:*', { name: '@shop/api' }, { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace }),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-nitro': {
    files: shop(
      'workspace:*',
      {},
      { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace },
      {
        api: {
          scripts: { build: 'vite build', start: 'node .output/server/index.mjs' },
          dependencies: { '@shop/db': 'workspace:*', '@tanstack/react-start': '^1.168.0' },
          devDependencies: { vite: '^8.0.0' },
        },
      },
    ),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-yarn-1': {
    files: shop('*', workspaces, { 'yarn.lock': '# yarn lockfile v1\n' }),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-yarn-berry': {
    files: {
      ...shop(
        'workspace:*',
        { ...workspaces, packageManager: 'yarn@4.18.1' },
        {
          ...berryLock,
          '.yarnrc.yml': 'nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.18.1.cjs\n',
          '.yarn/releases/yarn-4.18.1.cjs': '',
        },
      ),
      ...many,
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-plug-n-play': {
    files: shop('workspace:*', workspaces, { ...berryLock, '.yarnrc.yml': 'enableTelemetry: false\n' }),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-bun': {
    files: shop('workspace:*', workspaces, { 'bun.lock': '{ "lockfileVersion": 1 }' }),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-bun-1-4': {
    files: shop(
      'workspace:*',
      { ...workspaces, packageManager: 'bun@1.4.5' },
      { 'bun.lock': '{ "lockfileVersion": 1 }' },
    ),
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-next-standalone': {
    files: {
      ...shop('*', workspaces, npmLock, {
        api: {
          scripts: { build: 'next build', start: 'next start', dev: 'next dev' },
          dependencies: { next: '^16.0.0', '@shop/db': '*' },
        },
      }),
      'apps/api/next.config.js': "module.exports = { output: 'standalone' }",
      'apps/api/app/page.jsx': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-next-server': {
    files: {
      ...shop('*', { ...workspaces, devDependencies: { typescript: '^5.9.0' } }, npmLock, {
        api: {
          scripts: { build: 'next build', start: 'next start', dev: 'next dev' },
          dependencies: { next: '^16.0.0', '@shop/db': '*' },
          devDependencies: {},
        },
      }),
      'apps/api/next.config.ts': 'export default {}',
      'apps/api/app/page.jsx': '',
    },
    dir,
    preset: nodeProdDeps(),
  },
  'workspace-init': { files: shop('*', workspaces, npmLock), dir, preset: nodeProdDeps({ init: true }) },
  'workspace-command': {
    files: shop('*', workspaces, npmLock, {
      api: {
        scripts: { start: 'fastify start server.js' },
        dependencies: { 'fastify-cli': '^7.0.0', '@shop/log': '*' },
      },
    }),
    dir,
    preset: nodeProdDeps({ writable: ['data'], assets: ['public'] }),
  },
}

/** What the preset refuses, with a part of what it says. */
export const workspaceRefusals: Readonly<
  Record<
    string,
    Example & { readonly code: string; readonly says: string; readonly hint: string; readonly file?: string }
  >
> = {
  'the root of a workspace': {
    files: shop('*', { ...workspaces, scripts: { start: 'node a.js' } }, { ...npmLock, 'a.js': '' }),
    preset: nodeProdDeps(),
    code: 'workspace-root',
    says: 'npm workspace of `package.json`',
    hint: '`apps/api`, `apps/web`, `packages/db`',
  },
  'a workspace without a lockfile': {
    files: shop('*', workspaces, {}),
    dir,
    preset: nodeProdDeps(),
    code: 'no-lockfile',
    says: 'no lockfile',
    hint: 'npm install',
    file: 'apps/api/package.json',
  },
  'a dependency that is no member': {
    files: shop(
      'workspace:*',
      {},
      { ...pnpmLock, 'pnpm-workspace.yaml': pnpmWorkspace },
      {
        db: { dependencies: { '@shop/lgo': 'workspace:*' } },
      },
    ),
    dir,
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: '`@shop/lgo`',
    hint: 'Correct the name',
    file: 'packages/db/package.json',
  },
  'a folder that is not there': {
    files: shop('*', workspaces, npmLock, { db: { dependencies: { cache: 'file:../../elsewhere/cache' } } }),
    dir,
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: 'nothing is there',
    hint: 'commit what it names',
    file: 'packages/db/package.json',
  },
  'a folder outside of the repository': {
    files: shop('*', workspaces, npmLock, { api: { dependencies: { cache: 'link:../../../elsewhere/cache' } } }),
    dir,
    preset: nodeProdDeps(),
    code: 'contradictory-facts',
    says: 'lies outside of the repository',
    hint: 'bring it into the repository',
    file: 'apps/api/package.json',
  },
  'a service that no pattern names': {
    files: shop('*', { workspaces: ['packages/*', 'app/*'] }, npmLock),
    dir,
    preset: nodeProdDeps(),
    code: 'no-workspace-member',
    says: 'no pattern of `package.json` there (`packages/*` and `app/*`) names it',
    hint: 'Add `apps/api`',
    file: 'package.json',
  },
  'a member with nothing to start': {
    files: shop('*', workspaces, npmLock),
    dir: 'packages/ui',
    preset: nodeProdDeps(),
    code: 'no-entry-point',
    says: 'no `start` script and no `main`',
    hint: 'entry:',
  },
  'yarn 3 without the plugin that narrows': {
    files: shop(
      'workspace:*',
      { ...workspaces, packageManager: 'yarn@3.8.7' },
      { 'yarn.lock': '__metadata:\n  version: 6\n' },
    ),
    dir,
    preset: nodeProdDeps(),
    code: 'yarn-without-focus',
    says: 'workspace-tools',
    hint: 'yarn plugin import workspace-tools',
  },
  'a member without a name in a workspace of yarn': {
    files: {
      ...shop('*', workspaces, { 'yarn.lock': '# yarn lockfile v1\n' }),
      'apps/api/package.json': json({ scripts: { start: 'node a.js' } }),
      'apps/api/a.js': '',
    },
    dir,
    preset: nodeProdDeps(),
    code: 'unnamed-member',
    says: '`apps/api/package.json` has no `name`',
    hint: 'Give it one',
    file: 'apps/api/package.json',
  },
}
