import { describe, expect, it } from 'vitest'
import { type Files, useServices } from './support.js'

const repository = useServices()

const member = (name: string, ...needs: readonly string[]): string =>
  JSON.stringify({
    name: `@shop/${name}`,
    version: '1.0.0',
    scripts: { start: 'node index.js' },
    dependencies: Object.fromEntries(needs.map((each) => [`@shop/${each}`, 'workspace:*'])),
  })

/** `apps/api` needs `@shop/db`, `apps/web` nothing. */
const apps: Files = {
  'apps/api/package.json': member('api', 'db'),
  'apps/api/index.js': '',
  'apps/web/package.json': member('web'),
  'apps/web/index.js': '',
  'gen-dockerfile.yaml': 'services: { apps/*: {} }\n',
}

const pnpm = (...patterns: readonly string[]): Files => ({
  'package.json': '{"name":"shop","private":true,"packageManager":"pnpm@10.20.0"}',
  'pnpm-workspace.yaml': `packages: ${JSON.stringify(patterns)}\n`,
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  ...apps,
})

const npm: Files = {
  'package.json': '{"name":"shop","private":true,"workspaces":["apps/*","packages/*"]}',
  'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  ...apps,
  'apps/api/package.json': member('api', 'db').replace('workspace:*', '1.x'),
}

const linked: Files = { 'real/db/package.json': member('db'), 'packages/db': { link: '../real/db' } }

describe('a member that stops the services that need it, and no other', () => {
  it.each<readonly [string, Files, string]>([
    ['a link of pnpm', { ...pnpm('apps/*', 'packages/*'), ...linked }, '`packages/db` is a symbolic link'],
    ['a link of npm', { ...npm, ...linked }, '`packages/db` is a symbolic link'],
    ['one outside', pnpm('apps/*', '../elsewhere/*'), 'no member of the workspace is called so'],
    [
      'one that there is twice',
      {
        ...pnpm('apps/*', 'packages/*'),
        'packages/db/package.json': member('db'),
        'packages/old/package.json': member('db'),
      },
      'Two packages of the workspace are called `@shop/db`',
    ],
    [
      'one that is broken',
      { ...pnpm('apps/*', 'packages/*'), 'packages/db/package.json': '{' },
      'the file ends too early',
    ],
  ])('%s', async (_, files, message) => {
    const { results, failures } = await repository(files).generate()
    expect(failures.map((each) => each.message)).toEqual([expect.stringContaining(message)])
    expect(results.map(({ folder, output, status }) => `${status} ${output ?? folder}`).sort()).toEqual([
      'created apps/web/Dockerfile',
      'created apps/web/Dockerfile.dockerignore',
      'failed apps/api',
    ])
  })
})

it('notes once that a pattern leads out of the workspace', async () => {
  const { notes } = await repository(pnpm('apps/*', '../elsewhere/*')).generate()
  expect(notes).toEqual([
    "The workspace pattern `../elsewhere/*` of `pnpm-workspace.yaml` leads out of the workspace's folder: what it names is in no image.",
  ])
})
