import type { Case } from '../support/case.js'

const shell = '/bin/sh'

const healthcheck = `["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1))"]`

// The lockfile names no addresses, so npm asks for them.
const registry = { registry: 'npm', package: 'ms' } as const

/** Node services of every package manager. */
export const nodeCases: readonly Case[] = [
  {
    name: 'node-npm',
    app: 'examples/node-prod-deps',
    preset: `nodeProdDeps({ healthcheck: ${healthcheck} })`,
    port: 8080,
    path: '/distance?from=52.52,13.40&to=48.86,2.35',
    answer: /"kilometres":87\d/,
    edit: { file: 'src/distance.ts', find: '6371', replace: '63710', answer: /"kilometres":87\d\d/ },
    added: 'node-prod-deps',
    keptByHeaders: registry,
    shell,
    dev: 60,
    quick: true,
  },
  {
    name: 'node-pnpm',
    app: 'test/e2e/apps/node-pnpm',
    preset: 'nodeProdDeps()',
    port: 8080,
    path: '/',
    answer: /the tide is (?:rising|falling)/,
    edit: { file: 'lib/tide.js', find: "'falling'", replace: "'ebbing'", answer: /the tide is (?:rising|ebbing)/ },
    added: 'node-pnpm',
    shell,
    dev: 60,
    quick: true,
  },
  {
    name: 'node-yarn1',
    app: 'test/e2e/apps/node-yarn1',
    preset: "nodeProdDeps({ output: ['dist'] })",
    port: 8080,
    path: '/',
    answer: /<h1>dice<\/h1>\nyou rolled [1-6]\n/,
    edit: { file: 'lib/page.js', find: 'you rolled', replace: 'the dice say', answer: /the dice say [1-6]/ },
    added: 'node-yarn1',
    shell,
    lock: {
      name: 'yarn.lock',
      image: 'node:24-trixie-slim',
      reads: ['package.json'],
      command: 'yarn install --ignore-scripts --non-interactive',
    },
    quick: false,
  },
  {
    name: 'node-yarn4',
    app: 'test/e2e/apps/node-yarn4',
    preset: 'nodeProdDeps()',
    port: 8080,
    path: '/?say=hi',
    answer: /^HI!\n$/,
    edit: { file: 'lib/shout.js', find: '}!`', replace: '}!!`', answer: /^HI!!\n$/ },
    added: 'node-yarn4',
    shell,
    lock: {
      name: 'yarn.lock',
      image: 'node:24-trixie-slim',
      reads: ['package.json', '.yarnrc.yml'],
      command:
        'touch yarn.lock && npx --yes --package @yarnpkg/cli-dist@4.12.0 yarn install --mode=update-lockfile --no-immutable',
    },
    quick: false,
  },
  {
    name: 'node-bun',
    app: 'test/e2e/apps/node-bun',
    preset: 'nodeProdDeps()',
    port: 8080,
    path: '/',
    answer: /^it is \d\d:\d\d\n$/,
    edit: { file: 'src/time.js', find: '11, 16', replace: '11, 19', answer: /^it is \d\d:\d\d:\d\d\n$/ },
    added: 'node-bun',
    shell,
    program: { image: 'oven/bun:1.4.5-slim', package: '@oven/bun-linux-x64@1.4.5', path: '/usr/local/bin/bun' },
    quick: false,
  },
  {
    name: 'node-distroless',
    app: 'examples/node-prod-deps',
    preset: "nodeProdDeps({ runtime: 'distroless' })",
    port: 8080,
    path: '/healthz',
    answer: /^ok$/,
    edit: { file: 'src/app.ts', find: "text('ok')", replace: "text('fine')", answer: /^fine$/ },
    added: 'node-prod-deps',
    keptByHeaders: registry,
    shell: '/busybox/sh',
    quick: false,
  },
]
