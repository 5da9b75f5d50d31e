import { expect, it } from 'vitest'
import { targetsOf } from '../../src/generate/default-export.js'
import { dockerfile, stage } from '../../src/index.js'

const app = stage().from('scratch')
const file = dockerfile(app)

it.each([
  ['a stage', app, ['Dockerfile']],
  ['a dockerfile', file, ['Dockerfile']],
  ['an array', [app, file], [undefined, undefined]],
  ['a record', { api: app, web: file }, ['api.Dockerfile', 'web.Dockerfile']],
  ['a record of folders', { 'services/api': app, './web/': file }, ['services/api/Dockerfile', './web/Dockerfile']],
  [
    'names of files',
    { Dockerfile: app, 'web.Dockerfile': file, 'a/Dockerfile': app },
    ['Dockerfile', 'web.Dockerfile', 'a/Dockerfile'],
  ],
  ['a record without a prototype', Object.assign(Object.create(null), { api: app }), ['api.Dockerfile']],
] as const)('takes %s', (_, value, files) => {
  expect(targetsOf(value, 'dockerfile.ts', false).map((target) => target.file)).toEqual(files)
})

it.each([
  [null, 'exports null'],
  [7n, 'exports the bigint `7`'],
  ['x'.repeat(50), `exports the string \`"${'x'.repeat(38)}…\``],
  [() => app, 'exports a function'],
  [stage('a'), 'exports a stage without a base'],
  [[app, 1], 'has the number `1` as item 2 of its default export'],
  [{ api: [app] }, 'has an array as `api` of its default export'],
  [new Proxy({}, {}), 'exports an empty object'],
] as const)('refuses %o', (value, message) => {
  expect(() => targetsOf(value, 'dockerfile.ts', false)).toThrow(message)
})
