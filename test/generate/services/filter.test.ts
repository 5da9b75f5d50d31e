import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../src/generate/filter.js'
import { isGenDockerfileError } from '../../../src/model/error.js'
import { goService, useServices } from './support.js'

const repository = useServices()

const member = (name: string, needs: readonly string[] = [], development: readonly string[] = []): string => {
  const list = (names: readonly string[]) => Object.fromEntries(names.map((each) => [`@shop/${each}`, 'workspace:*']))
  return JSON.stringify({
    name: `@shop/${name}`,
    scripts: { start: 'node index.js' },
    dependencies: list(needs),
    devDependencies: list(development),
  })
}

const workspace = {
  'package.json': '{"name":"shop","private":true,"packageManager":"pnpm@10.20.0"}',
  'pnpm-workspace.yaml': 'packages: [apps/*, packages/*]\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'packages/db/package.json': member('db'),
  'packages/log/package.json': member('log'),
  'packages/orders/package.json': member('orders', ['db']),
  'packages/unused/package.json': member('unused'),
  'apps/api/package.json': member('api', ['orders', 'log']),
  'apps/api/index.js': '',
  'apps/web/package.json': member('web', ['log'], ['db']),
  'apps/web/index.js': '',
  'apps/jobs/package.json': member('jobs', ['api']),
  'apps/jobs/index.js': '',
  'apps/old/package.json': member('old-site'),
  'apps/old/index.js': '',
  ...goService('services/gateway'),
  'gen-dockerfile.yaml': 'services: { apps/*: {}, services/*: {}, apps/web: { name: site } }\n',
}

const filtered = async (filter: readonly string[]): Promise<readonly string[]> => {
  const { services, failures } = await repository(workspace).plan({ filter })
  return [...failures.map(({ rule, hint }) => `${rule}: ${hint}`), ...services.map(({ folder }) => folder)]
}

const all = ['apps/api', 'apps/jobs', 'apps/old', 'apps/web', 'services/gateway']
const without = (...folders: readonly string[]) => all.filter((each) => !folders.includes(each))

describe('a filter', () => {
  it.each([
    ['a folder', ['api'], ['apps/api']],
    ['a name of the configuration', ['site'], ['apps/web']],
    ['a name of a manifest', ['@shop/old-site'], ['apps/old']],
    ['a name of a manifest without its scope', ['old-site'], ['apps/old']],
    ['a glob of names', ['@shop/*'], ['apps/api', 'apps/jobs', 'apps/old', 'apps/web']],
    ['a path', ['./apps/web'], ['apps/web']],
    ['a path without ./', ['apps/web/'], ['apps/web']],
    ['a folder of services', ['./apps'], without('services/gateway')],
    ['a glob of paths', ['apps/{a,j}*'], ['apps/api', 'apps/jobs']],
    ['several', ['web', 'gateway'], ['apps/web', 'services/gateway']],
    ['all but one', ['!old'], without('apps/old')],
    ['some but one', ['apps/*', '!./apps/old'], without('apps/old', 'services/gateway')],
    ['what needs a library', ['...db'], ['apps/api', 'apps/jobs', 'apps/web']],
    ['what needs a service, and it', ['...api'], ['apps/api', 'apps/jobs']],
    ['what needs a library by its path', ['...packages/orders'], ['apps/api', 'apps/jobs']],
    ['what a service needs, and it', ['jobs...'], ['apps/api', 'apps/jobs']],
    ['both', ['...api...'], ['apps/api', 'apps/jobs']],
    ['without what needs a library', ['!...db'], ['apps/old', 'services/gateway']],
    ['a misspelt name', ['gatevay'], ['no-service-matches: Did you mean `gateway`?']],
    ['a library that nothing needs', ['...unused'], ['no-service-matches: Run `gen-dockerfile list` for their names.']],
  ])('names %s', async (_, filter, expected) => {
    expect(await filtered(filter)).toEqual(expected)
  })

  it.each(['', '!', '...', '!...'])('that names nothing is refused: `%s`', (text) => {
    try {
      parseFilter(text)
      expect.fail('accepted')
    } catch (error) {
      expect(isGenDockerfileError(error) && error.code).toBe('invalid-filter')
    }
  })

  it('that leaves nothing is no failure', async () => {
    const { services, failures, attempted } = await repository(workspace).plan({ filter: ['api', '!api'] })
    expect({ services, failures, attempted }).toEqual({ services: [], failures: [], attempted: true })
  })
})

it('notes once that a pattern of the workspace finds nothing', async () => {
  const files = { ...workspace, 'pnpm-workspace.yaml': 'packages: [apps/*, packages/*, libs/*]\n' }
  const { notes } = await repository(files).generate('write', { filter: ['apps/*'] })
  expect(notes).toEqual(['The workspace pattern `libs/*` of `pnpm-workspace.yaml` finds no member.'])
})

it('notes it also where the first service that says so is not brought to the disk', async () => {
  const files = {
    ...workspace,
    'pnpm-workspace.yaml': 'packages: [apps/*, packages/*, libs/*]\n',
    'gen-dockerfile.yaml': 'services:\n  apps/*: {}\n  apps/api: { output: x }\n  apps/jobs: { output: x }\n',
  }
  const { notes, failures } = await repository(files).generate('write', { filter: ['./apps'] })
  expect(failures.map(({ rule }) => rule)).toEqual(['duplicate-output'])
  expect(notes).toEqual(['The workspace pattern `libs/*` of `pnpm-workspace.yaml` finds no member.'])
})

describe('a filter of services that share a dockerfile.ts', () => {
  const preset = (dir: string): string => `nodeProdDeps({ dir: '${dir}' })`
  const script = (record: Readonly<Record<string, string>>): string =>
    `import { nodeProdDeps } from 'gen-dockerfile'\nexport default { ${Object.entries(record)
      .map(([key, value]) => `'${key}': ${value}`)
      .join(', ')} }\n`
  const { 'gen-dockerfile.yaml': _, ...members } = workspace
  const shared = {
    ...members,
    'dockerfile.ts': script({ api: preset('apps/api'), 'apps/web': preset('apps/web'), late: preset('apps/jobs') }),
  }

  it.each([
    ['a key', ['api'], ['api']],
    ['a name of a manifest', ['@shop/web'], ['web']],
    ['a name of the folder', ['jobs'], ['late']],
    ['the folder of the preset', ['apps/jobs'], ['late']],
    ['the folder of the Dockerfile', ['./apps/web'], ['web']],
    ['a glob', ['apps/*'], ['api', 'late', 'web']],
    ['what needs a library', ['...db'], ['api', 'late', 'web']],
    ['what needs a service', ['...api'], ['api', 'late']],
    ['what a service needs', ['late...'], ['api', 'late']],
    ['all but one', ['!api'], ['late', 'web']],
    ['the folder of the script', ['.'], ['api', 'late', 'web']],
    ['a misspelt name', ['lade'], ['no-service-matches: Did you mean `late`?']],
  ])('names %s', async (_name, filter, expected) => {
    const { services, failures } = await repository(shared).plan({ filter })
    const names = services.map(({ name }) => name).sort()
    expect([...failures.map(({ rule, hint }) => `${rule}: ${hint}`), ...names]).toEqual(expected)
  })

  it('finds them beside services with a file of their own', async () => {
    const own = "import { nodeProdDeps } from 'gen-dockerfile'\nexport default nodeProdDeps()\n"
    const files = { ...shared, 'dockerfile.ts': script({ api: preset('apps/api') }), 'apps/web/dockerfile.ts': own }
    const { services } = await repository(files).plan({
      filter: ['...db'],
      paths: ['dockerfile.ts', 'apps/*/dockerfile.ts'],
    })
    expect(services.map(({ name }) => name)).toEqual(['api', 'web'])
  })

  it('generates those alone', async () => {
    const { results } = await repository(shared).generate('write', { filter: ['web'] })
    expect(results.map(({ output }) => output)).toEqual(['apps/web/Dockerfile', 'apps/web/Dockerfile.dockerignore'])
  })

  it('tells what is wrong with a script where nothing else is called so', async () => {
    const { failures } = await repository({ ...shared, 'dockerfile.ts': 'export default {' }).plan({ filter: ['api'] })
    expect(failures.map(({ rule }) => rule)).not.toContain('no-service-matches')
    expect(failures).toHaveLength(1)
  })
})
