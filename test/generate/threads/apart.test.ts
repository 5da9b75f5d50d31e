import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { library } from '../../../src/cli/library/library.js'
import type { Config, ServiceValue } from '../../../src/config/config.js'
import type { SourceFile } from '../../../src/generate/source-file.js'
import { findApart } from '../../../src/generate/threads/apart.js'
import { foreseenOutput } from '../../../src/generate/threads/foreseen.js'

const config: Config = {
  file: '/none/gen-dockerfile.yaml',
  defaults: { options: {} },
  lint: { rules: {}, ignore: [] },
  placeOf: () => ({ file: 'gen-dockerfile.yaml' }),
}

interface Described {
  readonly dir: string
  readonly value?: ServiceValue
  readonly defaults?: Partial<Config['defaults']>
  readonly file?: string
  readonly root?: string
}

const source = ({
  dir,
  value = {},
  defaults,
  root = '/none',
  file = `${root}/gen-dockerfile.yaml`,
}: Described): SourceFile => {
  const own = { ...config, file: `${root}/gen-dockerfile.yaml`, defaults: { ...config.defaults, ...defaults } }
  const entry = { config: own, dir, keys: [dir], value }
  return { file, folder: `${root}/${dir}`, root, entry, display: (path) => path }
}

/** Whether it is known of all services where they write, and that they do not meet. */
const areApart = (sources: readonly SourceFile[]): boolean => {
  const known = sources.flatMap((each) => {
    const output = foreseenOutput(each, library)
    return output === undefined ? [] : [{ output, folder: each.folder }]
  })
  return known.length === sources.length && findApart(known, sources) !== undefined
}

it.each<[string, boolean, readonly Described[]]>([
  ['folders of their own', true, [{ dir: 'a' }, { dir: 'b' }]],
  [
    'files of their own in one folder',
    true,
    [
      { dir: 'a', value: { output: 'x.Dockerfile' } },
      { dir: 'b', value: { output: 'y.Dockerfile' } },
    ],
  ],
  [
    'a template with the folder',
    true,
    [
      { dir: 'a', defaults: { output: 'docker/{dir}.Dockerfile' } },
      { dir: 'b', defaults: { output: 'docker/{dir}.Dockerfile' } },
    ],
  ],
  [
    'one file',
    false,
    [
      { dir: 'a', value: { output: 'Dockerfile' } },
      { dir: 'b', value: { output: 'Dockerfile' } },
    ],
  ],
  [
    'one file but for the case',
    false,
    [
      { dir: 'a', value: { output: 'x' } },
      { dir: 'b', value: { output: 'X' } },
    ],
  ],
  ['the ignore file of another', false, [{ dir: 'a' }, { dir: 'b', value: { output: 'a/Dockerfile.dockerignore' } }]],
  ['the shared ignore file of another', false, [{ dir: 'a' }, { dir: 'b', value: { output: 'a/.dockerignore' } }]],
  ['a name that only manifests tell', false, [{ dir: 'a', defaults: { output: '{name}.Dockerfile' } }]],
  ['a preset of the team', false, [{ dir: 'a', value: { preset: './presets/ours.ts' } }]],
  ['a script', false, [{ dir: 'a', file: '/none/a/dockerfile.ts' }]],
])('knows that nothing is written twice: %s', (_, expected, described) => {
  expect(areApart(described.map(source))).toBe(expected)
})

it('follows links of ignore files', () => {
  const root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-apart-'))
  try {
    for (const dir of ['a', 'b']) mkdirSync(join(root, dir))
    const of = (dir: string) => source({ dir, root })
    expect(areApart([of('a'), of('b')])).toBe(true)
    symlinkSync('../a/.dockerignore', join(root, 'b', '.dockerignore'))
    writeFileSync(join(root, 'a', '.dockerignore'), '')
    expect(areApart([of('a'), of('b')])).toBe(false)
  } finally {
    rmSync(root, { recursive: true })
  }
})

it('needs a configuration, or a script that it can read', () => {
  const { entry: _, ...bare } = source({ dir: 'a' })
  expect(areApart([bare])).toBe(false)
})

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

const both = (defaults: Partial<Config['defaults']>): readonly Described[] =>
  ['a', 'b'].map((dir) => ({ dir, defaults }))

const call = "import { rust } from 'gen-dockerfile'\n\nexport default rust({ port: 8080 })\n"

it.each<[string, boolean, Readonly<Record<string, string>>, readonly Described[]]>([
  ['calls of presets', true, { a: call, b: call }, [{ dir: 'a' }, { dir: 'b' }]],
  ['code', false, { a: call, b: call.replace('8080', '8000 + 80') }, [{ dir: 'a' }, { dir: 'b' }]],
  ['a script and none', true, { a: call }, [{ dir: 'a' }, { dir: 'b', file: 'gen-dockerfile.yaml' }]],
  ['a file of its own', true, { a: call, b: call }, [{ dir: 'a' }, { dir: 'b', value: { output: 'a/b.Dockerfile' } }]],
  ['the file of another', false, { a: call, b: call }, [{ dir: 'a' }, { dir: 'b', value: { output: 'a/Dockerfile' } }]],
  ['one file for all', false, { a: call, b: call }, both({ output: 'Dockerfile' })],
  ['one file for each', true, { a: call, b: call }, both({ output: '{dir}.Dockerfile' })],
  ['names', false, { a: call, b: call }, both({ output: '{name}.Dockerfile' })],
  [
    'the script of another',
    false,
    { a: call, b: call },
    [{ dir: 'a' }, { dir: 'b', value: { output: 'a/dockerfile.ts' } }],
  ],
])('reads scripts: %s', (_, expected, scripts, described) => {
  const root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-apart-'))
  made.push(root)
  for (const [dir, text] of Object.entries(scripts)) {
    mkdirSync(join(root, dir))
    writeFileSync(join(root, dir, 'dockerfile.ts'), text)
  }
  const of = (each: Described): SourceFile =>
    source({ ...each, root, file: join(root, each.file ?? join(each.dir, 'dockerfile.ts')) })
  expect(areApart(described.map(of))).toBe(expected)
  // Without a configuration each goes beside its script.
  const bare = Object.keys(scripts).map((dir) => {
    const { entry: _entry, ...rest } = of({ dir })
    return rest
  })
  expect(areApart(bare)).toBe(Object.values(scripts).every((text) => text === call))
})

it('tells what others must not write', () => {
  const root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-apart-'))
  made.push(root)
  for (const dir of ['a', 'b']) mkdirSync(join(root, dir))
  writeFileSync(join(root, 'a', 'dockerfile.ts'), call)
  writeFileSync(join(root, 'b', 'dockerfile.ts'), call.replace('8080', '8000 + 80'))
  const [a, b] = ['a', 'b'].map((dir) => source({ dir, root, file: join(root, dir, 'dockerfile.ts') }))
  if (a === undefined || b === undefined) throw new Error('There are two.')
  const isFree = findApart([{ output: join(root, 'a', 'Dockerfile'), folder: a.folder }], [a, b])
  const taken = ['a/Dockerfile', 'A/dockerfile', 'a/Dockerfile.dockerignore', 'a/.dockerignore']
  const scripts = ['a/dockerfile.ts', 'b/dockerfile.ts']
  const free = ['b/Dockerfile', 'a/x.Dockerfile', 'a/dockerfile.ts.old', 'Dockerfile', '.dockerignore']
  for (const file of [...taken, ...scripts]) expect([file, isFree?.(join(root, file))]).toEqual([file, false])
  for (const file of free) expect([file, isFree?.(join(root, file))]).toEqual([file, true])
  // The script of one that is made before the others counts, too.
  expect(findApart([{ output: join(root, 'b', 'dockerfile.ts'), folder: b.folder }], [a, b])).toBeUndefined()
})

it.each<[string, boolean, string]>([
  ['beside its own manifest', true, 's/a/Dockerfile'],
  ['in a new folder of its own', true, 's/a/docker/Dockerfile'],
  ['in a new folder of none', true, 'docker/s/a.Dockerfile'],
  ['in the folder of another, as no other name is read', true, 'lib/a.Dockerfile'],
  ['in the folder of another, under a name that may be read', false, 'lib/a.txt'],
  ['in a folder of another', true, 'lib/docker/a.Dockerfile'],
  ['in a new folder of another', false, 'lib/new/Dockerfile'],
  ['in a new folder below a folder of another', false, 'lib/docker/new/Dockerfile'],
])('knows what changes the package of another: a Dockerfile %s', (_, expected, output) => {
  const root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-apart-'))
  made.push(root)
  for (const folder of ['s/a', 'lib/docker']) mkdirSync(join(root, folder), { recursive: true })
  for (const folder of ['.', 's/a', 'lib']) writeFileSync(join(root, folder, 'package.json'), '{}')
  expect(areApart([source({ dir: 's/a', value: { output }, root })])).toBe(expected)
})
