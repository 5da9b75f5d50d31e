import { describe, expect, it } from 'vitest'
import { lifecyclePlan } from '../../../src/presets/node-prod-deps/lifecycle.js'
import { factsFrom } from '../../../src/project/facts-from.js'
import { memorySource } from '../../../src/project/file-source.js'

const planFor = async (scripts: Readonly<Record<string, string>>, build: string | undefined) => {
  const files = { 'package.json': JSON.stringify({ scripts }), 'scripts/setup.js': '', '.husky/install.mjs': '' }
  const { node } = await factsFrom(memorySource(files))
  if (node === undefined) throw new Error('The manifest was not read.')
  return lifecyclePlan(node, build)
}

describe('lifecyclePlan', () => {
  it.each([
    'patch-package',
    'npx patch-package --error-on-fail',
    'yarn patch-package && prisma generate --schema=db/schema.prisma',
    'npx --yes only-allow pnpm',
    'node scripts/setup.js',
    'NODE_ENV=test node -e "1"',
    'npm run generate',
    'husky && patch-package',
    'echo done',
  ])('lets the install run `%s`', async (postinstall) => {
    expect(await planFor({ postinstall, generate: 'prisma generate', build: 'tsc' }, 'build')).toEqual({
      removed: [],
      postponed: [],
    })
  })

  it.each([
    'husky',
    'husky install || true',
    'is-ci || husky install',
    'lefthook install',
    'npx simple-git-hooks',
    'git config core.hooksPath .githooks',
    'node .husky/install.mjs',
    'npm run hooks',
  ])('leaves `%s` to working copies', async (prepare) => {
    const plan = await planFor({ prepare, hooks: 'husky', build: 'tsc' }, 'build')
    expect(plan).toEqual({ removed: ['prepare'], postponed: [] })
  })

  it.each(['nuxt prepare', 'npm run codegen', 'pnpm codegen', 'husky && svelte-kit sync', 'npm run a', 'node gyp.js'])(
    'puts `%s` off until the sources are there',
    async (postinstall) => {
      const scripts = { postinstall, codegen: 'graphql-codegen', a: 'npm run b', b: 'npm run a', build: 'tsc' }
      expect(await planFor(scripts, 'build')).toEqual({ removed: ['postinstall'], postponed: ['postinstall'] })
      expect(await planFor(scripts, undefined)).toEqual({ removed: ['postinstall'], postponed: [] })
    },
  )

  it('leaves what pnpm runs before an install to working copies, unless its file is there', async () => {
    const before = (script: string) => planFor({ 'pnpm:devPreinstall': script, build: 'tsc' }, 'build')
    expect(await before('cd templates && node sync.js')).toEqual({ removed: ['pnpm:devPreinstall'], postponed: [] })
    expect(await before('node scripts/setup.js')).toEqual({ removed: [], postponed: [] })
  })

  it.each(['npm run build', 'tsc'])('does not build twice for `%s`', async (prepare) => {
    expect(await planFor({ prepare, build: 'tsc' }, 'build')).toEqual({ removed: ['prepare'], postponed: [] })
  })
})
