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
