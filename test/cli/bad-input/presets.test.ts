import { expect, it } from 'vitest'
import { type Files, useCli } from '../support/cli.js'

const cli = useCli()

const node: Files = {
  'services/api/i.js': '',
  'services/api/dockerfile.ts': "import { nodeProdDeps } from 'gen-dockerfile'\nexport default nodeProdDeps()\n",
}

const cases: Readonly<
  Record<string, { readonly files: Files; readonly code: number; readonly says: readonly string[] }>
> = {
  'an option that does not exist': {
    files: {
      'services/api/dockerfile.ts':
        "import { goDistroless } from 'gen-dockerfile'\nexport default goDistroless({ runtimImage: 'x' })\n",
    },
    code: 2,
    says: ['no option `runtimImage`', 'at services/api/dockerfile.ts:2:16', 'Did you mean `runtimeImage`?'],
  },
  'another language': {
    files: {
      'services/api/dockerfile.ts': "import { goDistroless } from 'gen-dockerfile'\nexport default goDistroless()\n",
    },
    code: 1,
    says: ['There is no `go.mod`'],
  },
  'a lockfile that does not parse': {
    files: {
      ...node,
      'services/api/package.json': '{ "name": "a", "scripts": { "start": "node i.js" }, "dependencies": { "x": "1" } }',
      'services/api/package-lock.json': '{ "lockfileVersion": 3,\n  oops',
    },
    code: 1,
    says: ['`package-lock.json` cannot be parsed', 'at services/api/package-lock.json:2', '> 2 |   oops'],
  },
  'facts that contradict each other': {
    files: {
      ...node,
      'services/api/package.json':
        '{ "name": "a", "packageManager": "pnpm@10.0.0", "scripts": { "start": "node i.js" } }',
      'services/api/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
    },
    code: 1,
    says: ['`pnpm`', '`package-lock.json`', 'at services/api/package.json:1'],
  },
  'a folder that does not exist': {
    files: {
      'services/api/dockerfile.ts':
        "import { goDistroless } from 'gen-dockerfile'\nexport default goDistroless({ dir: 'nope' })\n",
    },
    code: 1,
    says: ['There is no folder `services/api/nope`'],
  },
}

it.each(Object.entries(cases))('%s', async (_, { files, code, says }) => {
  const repository = cli.repository(files)
  const before = repository.list()
  const result = await repository.run(['services/api'])
  for (const what of says) expect(result.stderr).toMatch(what)
  expect(result).toMatchObject({ code, stdout: 'failed     services/api/dockerfile.ts\n1 failed, 1 error\n' })
  expect(result.stderr).not.toMatch(/^\s+at .*\(?node:/m)
  expect(repository.list()).toEqual(before)
})
