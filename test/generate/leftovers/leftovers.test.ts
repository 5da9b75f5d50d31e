import { describe, expect, it } from 'vitest'
import { library } from '../../../src/cli/library/library.js'
import { generateFleet } from '../../../src/generate/fleet/generate-fleet.js'
import { type Files, goService, type ServiceRepository, useServices } from '../services/support.js'

const repository = useServices()

const shop: Files = { ...goService('services/api'), ...goService('services/web') }

/** A configuration with some services and what holds for all. */
const config = (services: string, more = ''): Files => ({
  'gen-dockerfile.yaml': `${more}services: { ${services} }\n`,
})

const both = config('services/api: {}, services/web: {}')
const inImages = "defaults: { output: 'images/{name}.Dockerfile' }\n"

const script = (value: string): string =>
  `import { stage } from 'gen-dockerfile'\n\nconst image = stage().from('alpine:3.23').user('100').cmd(['true'])\nexport default ${value}\n`

const told = ({ diagnostics }: Awaited<ReturnType<ServiceRepository['generate']>>): readonly (string | undefined)[] =>
  diagnostics.filter(({ rule }) => rule === 'leftover-file').map(({ file }) => file)

/** Generates, changes something, and gives what the next check tells. */
const afterChange = async (
  before: Files,
  change: (made: ServiceRepository) => void,
  ...check: Parameters<ServiceRepository['generate']>
): Promise<readonly (string | undefined)[]> => {
  const made = repository(before)
  expect(told(await made.generate())).toEqual([])
  change(made)
  const [mode = 'check', ...rest] = check
  return told(await made.generate(mode, ...rest))
}

const ofService = (folder: string): readonly string[] => [`${folder}/.dockerignore`, `${folder}/Dockerfile`]

describe('files that nothing generates any more', () => {
  it.each<[string, Files, Files, readonly string[]]>([
    [
      'a service that is taken out',
      { ...shop, ...both },
      config('services/*: {}, services/web: false'),
      ofService('services/web'),
    ],
    [
      'one that is taken out by a glob, elsewhere',
      { ...goService('old/one'), ...shop, ...config('"*/*": {}') },
      config('"*/*": {}, old/*: false'),
      ofService('old/one'),
    ],
    [
      'a service that is named no more, beside others',
      { ...shop, ...both },
      config('services/api: {}'),
      ofService('services/web'),
    ],
    [
      'files that are written elsewhere',
      { ...shop, ...both },
      config('services/*: {}', inImages),
      [...ofService('services/api'), ...ofService('services/web')],
    ],
    [
      'a service of another name',
      { ...shop, ...config('services/api: {}, services/web: {}', inImages) },
      config('services/api: {}, services/web: { name: site }', inImages),
      ['images/web.Dockerfile', 'images/web.Dockerfile.dockerignore'],
    ],
    [
      'files beside the configuration',
      { ...shop, ...config('services/*: {}', "defaults: { output: '{name}.Dockerfile' }\n") },
      config('services/*: {}'),
      ['api.Dockerfile', 'api.Dockerfile.dockerignore', 'web.Dockerfile', 'web.Dockerfile.dockerignore'],
    ],
    [
      'a key of a record',
      { 'dockerfile.ts': script("{ api: image, 'jobs/daily': image, 'jobs/weekly': image }") },
      { 'dockerfile.ts': script("{ 'jobs/daily': image }") },
      [
        'api.Dockerfile',
        'api.Dockerfile.dockerignore',
        'jobs/weekly/Dockerfile',
        'jobs/weekly/Dockerfile.dockerignore',
      ],
    ],
    [
      'a folder that has a script now, which writes another file',
      { ...shop, ...both },
      { 'services/web/dockerfile.ts': script('{ site: image }') },
      ofService('services/web'),
    ],
  ])('are told: %s', async (_, before, change, expected) => {
    expect(await afterChange(before, ({ write }) => write(change))).toEqual(expected)
  })

  it('are told where the manifest of a service is gone', async () => {
    const before = { ...shop, ...config('services/*: {}') }
    expect(await afterChange(before, ({ remove }) => remove('services/web/go.mod'))).toEqual(ofService('services/web'))
  })

  it('are told where the script is gone', async () => {
    const before = { ...shop, ...config('services/*: {}'), 'services/web/dockerfile.ts': script('{ site: image }') }
    expect(await afterChange(before, ({ remove }) => remove('services/web/dockerfile.ts'))).toEqual([
      'services/web/site.Dockerfile',
      'services/web/site.Dockerfile.dockerignore',
    ])
  })

  it('are told where a file about all services is written elsewhere', async () => {
    const made = repository({ ...shop, ...both })
    const bake = () => generateFleet('bake', { cwd: made.path, paths: [], mode: 'write', force: false, library })
    await bake()
    expect(told(await made.generate())).toEqual([])
    made.write({ 'gen-dockerfile.yaml': `bake: { output: tools/all.hcl }\n${made.read('gen-dockerfile.yaml')}` })
    await bake()
    expect(told(await made.generate('check'))).toEqual(['docker-bake.hcl'])
  })

  it('are not those that are written about one service in its folder', async () => {
    const made = repository({ ...goService('services/api'), 'services/api/dockerfile.ts': script('image') })
    const cwd = `${made.path}/services/api`
    await generateFleet('compose', { cwd, paths: [], mode: 'write', force: false, library })
    expect(told(await made.generate('write', { paths: ['services/api'] }))).toEqual([])
  })

  it('are told by every run but one that prints, with what to do, and stay', async () => {
    const made = repository({ ...shop, ...both })
    await made.generate()
    made.write({ ...config('services/api: {}'), 'services/web/.dockerignore': '*\n' })
    made.write({ 'services/web/Dockerfile': `${made.read('services/web/Dockerfile')}RUN true\n` })
    for (const mode of ['write', 'check', 'dry-run'] as const) {
      expect((await made.generate(mode)).diagnostics).toEqual([
        {
          rule: 'leftover-file',
          codes: [],
          severity: 'warning',
          message:
            'Nothing generates this file any more: `gen-dockerfile.yaml`, which its marker names, asks for no such file. It was edited since.',
          hint: 'Delete it, or describe its service again: a build from it gets what was true before. Without the line of its marker it is yours.',
          file: 'services/web/Dockerfile',
        },
      ])
    }
    expect(told(await made.generate('stdout'))).toEqual([])
  })

  it.each<[string, Parameters<ServiceRepository['generate']>]>([
    ['--filter', ['check', { filter: ['api'] }]],
    ['--affected-by', ['check', { affectedBy: ['services/api/main.go'] }]],
    ['some of the services of a configuration', ['check', { paths: ['services/api'] }]],
    ['the services below a folder', ['check', {}, 'services']],
  ])('are not told by a run about a part: %s', async (_, check) => {
    const change = ({ write }: ServiceRepository): void => write(config('services/api: {}'))
    expect(await afterChange({ ...shop, ...both }, change, ...check)).toEqual([])
  })

  it.each([
    ['.', ['services/web/.dockerignore', 'services/web/Dockerfile']],
    ['gen-dockerfile.yaml', ['services/web/.dockerignore', 'services/web/Dockerfile']],
  ])('are told where the path %s names the whole configuration', async (path, expected) => {
    const change = ({ write }: ServiceRepository): void => write(config('services/api: {}'))
    expect(await afterChange({ ...shop, ...both }, change, 'check', { paths: [path] })).toEqual(expected)
  })

  it.each<[string, Files, (made: ServiceRepository) => void]>([
    [
      'what a service that fails would write',
      { ...shop, ...config('services/*: {}', inImages) },
      ({ write }) => write({ ...config('services/*: {}'), 'services/web/go.mod': '' }),
    ],
    [
      'a configuration with mistakes',
      { ...shop, ...both },
      ({ write }) => write(config('services/api: {}, services/none: {}')),
    ],
    [
      'a file without a marker',
      { ...shop, ...both },
      ({ write }) => {
        write(config('services/api: {}'))
        write({ 'services/web/Dockerfile': 'FROM alpine:3.23\n', 'services/web/.dockerignore': '*\n' })
      },
    ],
    [
      'a file of a script that is there, but not asked',
      { ...shop, ...both, 'services/web/dockerfile.ts': script('image') },
      ({ write }) => write(config('services/api: {}')),
    ],
    [
      'another name for a file that is generated',
      { ...shop, ...config('services/api: {}') },
      ({ write }) => write({ 'services/api/Dockerfile.prod': { link: 'Dockerfile' } }),
    ],
  ])('are not: %s', async (_, before, change) => {
    expect(await afterChange(before, change)).toEqual([])
  })
})
