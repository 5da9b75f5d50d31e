import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextSources } from '../../../src/analysis/context-sources.js'
import { analyse } from '../../../src/analysis/analyse.js'
import { diskTree } from '../../../src/generate/disk-tree.js'
import { contextOf, createMatcher, parseIgnoreFile, takenBy } from '../../../src/ignore/index.js'
import { fileTree } from '../../../src/model/file-tree.js'
import { join } from 'node:path'
import { goService, useServices, type ServiceRepository } from './support.js'

const repository = useServices()

const app = (lines: string): string => `import { dockerfile, stage, bind } from 'gen-dockerfile'\n${lines}\n`

const files = {
  ...goService('services/api'),
  ...goService('services/web'),
  'gen-dockerfile.yaml': 'services: { services/*: {} }\n',
  'services/site/dockerfile.ts': app(
    "import { image } from './image.ts'\nexport default dockerfile({ targets: [stage().from(image).copy('public', '/html', { exclude: ['*.map'] }).user('1')], context: '../..', ignore: false })".replace(
      "'public'",
      "['services/site/public', 'shared/*.css', 'current/logo.svg']",
    ),
  ),
  'services/site/image.ts': "export const image = 'nginx:1.29'\n",
  'services/site/public/index.html': '<p>',
  'services/site/public/app.js.map': '{}',
  'services/site/public/.git/config': '',
  'shared/base.css': '',
  'shared/README.md': '',
  'releases/3/logo.svg': '',
  current: { link: 'releases/3' },
  '.dockerignore': '**/.git\n**/.env\n',
}

const affected = async (
  found: ServiceRepository,
  changed: readonly string[],
  cwd = '.',
): Promise<readonly string[]> => {
  const { services, failures } = await found.plan({ affectedBy: changed, paths: [join(found.path)] }, cwd)
  expect(failures).toEqual([])
  return services.map(({ name }) => name)
}

describe('a change touches', () => {
  const found = repository(files)
  it.each([
    ['what copies the file', ['services/api/main.go'], ['api']],
    ['what would copy a file that is new or gone', ['services/api/internal/gone.go'], ['api']],
    ['what has the manifest', ['services/web/go.mod'], ['web']],
    ['what has the lockfile', ['services/web/go.sum'], ['web']],
    [
      'of other languages only what is in none for sure',
      ['yarn.lock', '.nvmrc', 'services/api/.npmrc', 'Cargo.lock', '.python-version'],
      ['site'],
    ],
    ['all that a manifest above could be about', ['package.json'], ['api', 'site', 'web']],
    ['nothing that leaves the file out', ['services/site/public/app.js.map', 'shared/README.md'], []],
    ['nothing that ignores the file', ['services/site/public/.git/config'], []],
    ['what a glob matches', ['shared/new.css'], ['site']],
    ['what a link leads to', ['releases/3/logo.svg'], ['site']],
    ['what goes through a link that changes', ['current'], ['site']],
    ['nothing that another release is for', ['releases/2/logo.svg'], []],
    ['what the file generates', ['services/site/dockerfile.ts'], ['site']],
    ['what imports the file', ['services/site/image.ts'], ['site']],
    ['whom the configuration describes', ['gen-dockerfile.yaml'], ['api', 'site', 'web']],
    ['whose Dockerfile it is', ['services/web/Dockerfile'], ['web']],
    ['whose ignore file it is', ['.dockerignore'], ['site']],
    ['nothing, outside', ['../elsewhere', 'README.md', 'services/README.md'], []],
    ['each of several', ['services/web/main.go', 'services/api/main.go'], ['api', 'web']],
  ])('%s', async (_, changed, expected) => {
    expect(await affected(found, changed)).toEqual(expected)
  })

  it('files relative to the working directory', async () => {
    expect(await affected(found, ['main.go', '../api/main.go'], 'services/web')).toEqual(['web', 'api'])
  })
})

/** What a service takes from the disk, by the engine that lists contexts: the other way round. */
const takenFromDisk = async (found: ServiceRepository): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const { services } = await found.plan({ paths: [found.path] })
  return new Map(
    services.map(({ name, document, context, ignoreFile }) => {
      const ignore = parseIgnoreFile(found.read(ignoreFile ?? '.dockerignore')).patterns.map(({ pattern }) => pattern)
      const entries = contextOf(diskTree(join(found.path, context)), createMatcher(ignore))
      const sent = fileTree(
        entries.flatMap(({ path, node }) =>
          node.kind === 'directory' ? [] : [node.kind === 'symlink' ? { path, target: node.target } : { path }],
        ),
      )
      const taken = contextSources(analyse(document)).flatMap((source) => takenBy(sent, source))
      return [name, new Set(taken.map((path) => join(context, path)))]
    }),
  )
}

const folders = [
  'services/api',
  'services/api/internal',
  'services/web',
  'services/site/public',
  'services/site',
  'shared',
  'releases/3',
  'docs',
  'services/api/node_modules/x',
  'services/site/public/a b',
]
const names = ['x.go', 'note.md', 'style.css', 'app.js.map', '.env', 'logo.svg', 'x_test.go', 'data.bin']

it('a file touches exactly the services that copy it, or whose output it changes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...folders),
      fc.constantFrom(...names),
      fc.boolean(),
      async (folder, name, isDeleted) => {
        const found = repository(files)
        const file = `${folder}/${name}`
        const before = await found.generate('stdout', { paths: [found.path] })
        found.write({ [file]: 'changed\n' })
        await found.generate('write', { paths: [found.path] })
        const takers = await takenFromDisk(found)
        const after = await found.generate('stdout', { paths: [found.path] })
        const changed = after.results
          .filter(({ output, content }) => before.results.find((each) => each.output === output)?.content !== content)
          .map(({ output = '' }) => output.split('/')[1] ?? '')
        const expected = ['api', 'site', 'web'].filter((each) => takers.get(each)?.has(file) || changed.includes(each))
        if (isDeleted) found.remove(file)
        expect(await affected(found, [file])).toEqual(expected)
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)
