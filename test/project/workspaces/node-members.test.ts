import { describe, expect, it } from 'vitest'
import { factsFrom } from '../../../src/project/facts-from.js'
import { type FileSource, memorySource } from '../../../src/project/file-source.js'
import { joinPath } from '../../../src/project/path.js'
import { brief, facts, manifest } from '../support.js'

type Files = Readonly<Record<string, string>>

/** A workspace of the service `app` beside others, with what the manager's root says. */
const edges = async (root: Files, dependency: Readonly<Record<string, unknown>>, others: Files = {}) => {
  const found = await facts(
    {
      'packages/app/package.json': manifest({ name: 'app', version: '1.0.0', ...dependency }),
      'packages/db/package.json': manifest({ name: '@s/db', version: '1.2.0' }),
      'packages/raw/package.json': manifest({ name: 'raw' }),
      ...root,
      ...others,
    },
    { dir: 'packages/app', ecosystems: ['node'] },
  )
  const needed = (members: readonly { readonly dir: string }[] = []): readonly string[] =>
    members.map(({ dir }) => dir).filter((dir) => dir !== 'packages/app')
  return {
    production: needed(found.workspace?.production),
    build: needed(found.workspace?.build),
    problems: brief(found.problems),
  }
}

const workspaces = { name: 'root', private: true, workspaces: ['packages/*'] }
const npm: Files = { 'package.json': manifest(workspaces), 'package-lock.json': '{"lockfileVersion":3}' }
const yarn1: Files = { 'package.json': manifest(workspaces), 'yarn.lock': '# yarn lockfile v1\n' }
const berry: Files = { 'package.json': manifest(workspaces), 'yarn.lock': '__metadata:\n  version: 8\n' }
const bun: Files = { 'package.json': manifest(workspaces), 'bun.lock': '{"lockfileVersion":1}' }
const pnpm: Files = {
  'package.json': manifest({ name: 'root' }),
  'pnpm-workspace.yaml': 'packages: [packages/*]\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
}
const withYaml = (text: string): Files => ({ ...pnpm, 'pnpm-workspace.yaml': `packages: [packages/*]\n${text}` })
const dependsOn = (name: string, range: string) => ({ dependencies: { [name]: range } })

describe('a dependency is a member', () => {
  it.each<readonly [string, Files, Readonly<Record<string, unknown>>]>([
    ['npm by version', npm, dependsOn('@s/db', '^1.0.0')],
    ['npm by any version', npm, dependsOn('@s/db', '*')],
    ['npm by nothing', npm, dependsOn('@s/db', '')],
    ['npm by folder', npm, dependsOn('@s/db', 'file:../db')],
    ['npm as a peer', npm, { peerDependencies: { '@s/db': '>=1' } }],
    ['npm as optional', npm, { optionalDependencies: { '@s/db': '1.x' } }],
    ['yarn 1 by version', yarn1, dependsOn('@s/db', '1.2.0')],
    ['yarn by protocol', berry, dependsOn('@s/db', 'workspace:^')],
    ['yarn by a folder from the root', berry, dependsOn('@s/db', 'workspace:packages/db')],
    ['yarn by portal', berry, dependsOn('@s/db', 'portal:../db')],
    ['yarn by a link into it', berry, dependsOn('@s/db', 'link:../db/dist')],
    ['yarn by version', berry, dependsOn('@s/db', '^1.1.0')],
    ['yarn with npm:', berry, dependsOn('@s/db', 'npm:^1.1.0')],
    [
      'yarn by resolutions',
      {
        ...berry,
        'package.json': manifest({ ...workspaces, resolutions: { '@s/db@^9.0.0': 'workspace:packages/db' } }),
      },
      dependsOn('@s/db', '^9.0.0'),
    ],
    ['bun by protocol', bun, dependsOn('@s/db', 'workspace:*')],
    ['bun by version', bun, dependsOn('@s/db', '~1.2.0')],
    [
      'bun by catalog',
      { ...bun, 'package.json': manifest({ ...workspaces, catalogs: { own: { '@s/db': '^1.0.0' } } }) },
      dependsOn('@s/db', 'catalog:own'),
    ],
    ['pnpm by protocol', pnpm, dependsOn('@s/db', 'workspace:*')],
    ['pnpm by protocol and version', pnpm, dependsOn('@s/db', 'workspace:^1.2.0')],
    ['pnpm by folder', pnpm, dependsOn('@s/db', 'workspace:../db')],
    ['pnpm by alias', pnpm, dependsOn('database', 'workspace:@s/db@^')],
    ['pnpm by link', pnpm, dependsOn('@s/db', 'link:../db')],
    ['pnpm that links plain ranges', withYaml('linkWorkspacePackages: true\n'), dependsOn('@s/db', '^1.0.0')],
    ['pnpm by .npmrc', { ...pnpm, '.npmrc': 'link-workspace-packages = true\n' }, dependsOn('@s/db', '^1.0.0')],
    ['pnpm 8', { ...pnpm, 'pnpm-lock.yaml': "lockfileVersion: '6.0'\n" }, dependsOn('@s/db', '^1.0.0')],
    [
      'pnpm by catalog',
      withYaml('linkWorkspacePackages: true\ncatalog:\n  "@s/db": ^1.0.0\n'),
      dependsOn('@s/db', 'catalog:'),
    ],
    ['pnpm by overrides', withYaml('overrides:\n  "@s/db": link:packages/db\n'), dependsOn('@s/db', '^9.0.0')],
  ])('%s', async (_, root, dependency) => {
    expect(await edges(root, dependency)).toEqual({
      production: ['packages/db'],
      build: ['packages/db'],
      problems: [],
    })
  })

  it('only to build', async () => {
    expect(await edges(pnpm, { devDependencies: { '@s/db': 'workspace:*' } })).toMatchObject({
      production: [],
      build: ['packages/db'],
    })
  })

  it('without a version, where any will do', async () => {
    expect((await edges(npm, dependsOn('raw', '*'))).production).toEqual(['packages/raw'])
    expect((await edges(npm, dependsOn('raw', '^1.0.0'))).production).toEqual([])
  })

  it('that is a prerelease', async () => {
    const others = { 'packages/db/package.json': manifest({ name: '@s/db', version: '2.0.0-beta.3' }) }
    expect((await edges(npm, dependsOn('@s/db', '^2.0.0-beta.1'), others)).production).toEqual(['packages/db'])
  })
})

describe('a dependency is no member', () => {
  it.each<readonly [string, Files, Readonly<Record<string, unknown>>]>([
    ['of another version', npm, dependsOn('@s/db', '^2.0.0')],
    ['of another name', npm, dependsOn('db', '*')],
    ['an alias of another package', npm, dependsOn('@s/db', 'npm:other@^1.0.0')],
    ['pnpm, which asks the registry', pnpm, dependsOn('@s/db', '^1.0.0')],
    [
      'an optional peer',
      npm,
      { peerDependencies: { '@s/db': '*' }, peerDependenciesMeta: { '@s/db': { optional: true } } },
    ],
    [
      'yarn without transparent workspaces',
      { ...berry, '.yarnrc.yml': 'enableTransparentWorkspaces: false\n' },
      dependsOn('@s/db', '^1.0.0'),
    ],
    [
      'bun that does not link',
      { ...bun, 'bunfig.toml': '[install]\nlinkWorkspacePackages = false\n' },
      dependsOn('@s/db', '^1.0.0'),
    ],
    ['an address', npm, dependsOn('@s/db', 'https://example.com/db.tgz')],
    ['itself', npm, dependsOn('app', '*')],
  ])('%s', async (_, root, dependency) => {
    expect(await edges(root, dependency)).toEqual({ production: [], build: [], problems: [] })
  })
})

describe('problems', () => {
  it('tells of a workspace dependency that is no member, at its line', async () => {
    expect((await edges(pnpm, dependsOn('@s/gone', 'workspace:*'))).problems).toEqual(['contradiction package.json:5'])
  })

  it('tells of it to those that need the member only', async () => {
    const others = { 'packages/db/package.json': manifest({ name: '@s/db', dependencies: { gone: 'workspace:*' } }) }
    expect((await edges(pnpm, dependsOn('@s/db', 'workspace:*'), others)).problems).toEqual([
      'contradiction ../db/package.json:4',
    ])
    expect((await edges(pnpm, {}, others)).problems).toEqual([])
  })

  it('tells of patterns that lead outside, at their lines', async () => {
    const root = {
      ...npm,
      'package.json': JSON.stringify({ ...workspaces, workspaces: ['packages/*', '../x'] }, undefined, 1),
    }
    expect((await edges(root, {})).problems).toEqual(['contradiction ../../package.json:6'])
  })

  it('tells of them to those that need a member from there, where the others can be installed', async () => {
    const root = { ...pnpm, 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - ../x\n' }
    expect((await edges(root, {})).problems).toEqual([])
    const files = {
      ...root,
      'packages/app/package.json': manifest({ name: 'app', ...dependsOn('@x/a', 'workspace:*') }),
    }
    const found = await facts(files, { dir: 'packages/app', ecosystems: ['node'] })
    expect(found.workspace?.unmatched).toEqual(['../x'])
    expect(found.problems).toMatchObject([
      { kind: 'contradiction', hint: expect.stringMatching(/^What `..\/x` names lies outside/) },
    ])
  })

  it.each<readonly [string, Files, readonly string[]]>([
    ['npm', npm, []],
    ['yarn 1', yarn1, []],
    ['yarn', berry, []],
    ['bun, which misses a folder that is named', bun, ['contradiction ../../package.json']],
  ])('of patterns that match nothing, as the install does: %s', async (_, root, problems) => {
    const folders = ['packages/*', 'proto', 'gone/*', 'nowhere']
    const found = await edges(
      { ...root, 'package.json': manifest({ ...workspaces, workspaces: folders }) },
      {},
      {
        'proto/api.proto': '',
      },
    )
    expect(found.problems.map((each) => each.replace(/:\d+$/, ''))).toEqual(problems)
  })

  it('lives with a folder that pnpm finds no package in', async () => {
    const root = { ...pnpm, 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - apps/*\n  - proto\n' }
    expect((await edges(root, dependsOn('@s/db', 'workspace:*'))).problems).toEqual([])
  })

  it('tells of two packages of one name, naming both', async () => {
    const found = await facts(
      {
        ...npm,
        'packages/a/package.json': manifest({ name: 'same' }),
        'packages/b/package.json': manifest({ name: 'same' }),
      },
      { dir: 'packages/a' },
    )
    expect(found.problems.map(({ message }) => message)).toEqual([
      'Two packages of the workspace are called `same`: `packages/a/package.json` and `packages/b/package.json`. What depends on it could mean either.',
    ])
  })

  it.each([
    ['npm', npm, []],
    ['bun', bun, []],
    ['yarn', berry, ['contradiction ../../package.json']],
  ])('of %s: the root by the name of a member', async (_, root, problems) => {
    const others = { 'packages/root/package.json': manifest({ name: 'root', version: '1.0.0' }) }
    expect(await edges(root, dependsOn('root', '*'), others)).toMatchObject({ production: ['packages/root'], problems })
  })

  it('lives with a broken manifest of a member that nobody here needs', async () => {
    expect((await edges(pnpm, {}, { 'packages/db/package.json': '{' })).problems).toEqual([])
  })

  it('lives with cycles', async () => {
    const others = {
      'packages/db/package.json': manifest({ name: '@s/db', dependencies: { app: 'workspace:*' } }),
    }
    expect(await edges(pnpm, dependsOn('@s/db', 'workspace:*'), others)).toEqual({
      production: ['packages/db'],
      build: ['packages/db'],
      problems: [],
    })
  })
})

describe('members', () => {
  it('are listed with the root, which is no part of what a service needs', async () => {
    const found = await facts(
      { ...npm, 'packages/app/package.json': manifest({ name: 'app' }), 'packages/x/README.md': '' },
      { dir: 'packages/app' },
    )
    expect(found.workspace?.members).toEqual([
      { name: 'root', dir: '.', manifest: 'package.json', dependencies: [], devDependencies: [] },
      {
        name: 'app',
        dir: 'packages/app',
        manifest: 'packages/app/package.json',
        dependencies: [],
        devDependencies: [],
      },
    ])
    expect(found.workspace?.build.map(({ dir }) => dir)).toEqual(['packages/app'])
  })

  it.each([
    ['npm', npm],
    ['pnpm', pnpm],
    ['yarn', { ...npm, 'yarn.lock': '__metadata:\n  version: 8\n', '.yarnrc.yml': '' }],
  ])('of %s are those whose manifests are listed', async (_, root) => {
    const others: Files = {
      'packages/app/package.json': manifest({ name: 'app' }),
      'packages/x/README.md': '',
      'packages/nameless/package.json': '{}',
      'packages/broken/package.json': '{',
      'packages/broken-but-named/package.json': '{ "name": "broken-but-named", ',
      'packages/a/package.json': manifest({ name: 'a' }),
    }
    const { workspace } = await facts({ ...root, ...others }, { dir: 'packages/app' })
    const manifests = workspace?.members.map((each) => each.manifest)
    expect(manifests).toContain('packages/nameless/package.json')
    expect(manifests).toContain('packages/broken-but-named/package.json')
    expect(workspace?.manifests).toEqual(manifests)
  })

  it('do not include what `!` takes away, wherever it stands', async () => {
    const root = { ...pnpm, 'pnpm-workspace.yaml': 'packages: ["!packages/app", packages/*]\n' }
    expect(
      (await facts({ ...root, 'packages/app/package.json': '{}' }, { dir: 'packages/app' })).workspace,
    ).toBeUndefined()
  })

  it('tell what an install and a build need of them, the root first, with paths from the root', async () => {
    const found = await facts(
      {
        ...withYaml('patchedDependencies:\n  x@1.0.0: fixes/x.patch\n'),
        'fixes/x.patch': '',
        '.npmrc': 'inject-workspace-packages=true\n',
        'packages/app/package.json': manifest({ name: 'app', dependencies: { db: 'workspace:*', log: 'link:../log' } }),
        'packages/db/package.json': manifest({
          name: 'db',
          files: ['dist'],
          scripts: { postinstall: 'node scripts/setup.js', build: 'tsc -p .' },
          dependencies: { '@prisma/client': '^6.0.0' },
        }),
        'packages/db/scripts/setup.js': '',
        'packages/db/prisma/schema.prisma': '',
        'packages/log/package.json': manifest({ name: 'log' }),
        'packages/other/package.json': '{',
      },
      { dir: 'packages/app' },
    )
    const members = found.node?.members ?? []
    expect(members.map(({ dir }) => dir)).toEqual(['.', 'packages/app', 'packages/db', 'packages/log'])
    expect(members.map(({ installInputs }) => installInputs.map(({ path }) => path))).toEqual([
      ['.npmrc', 'fixes/x.patch', 'pnpm-workspace.yaml'],
      [],
      ['packages/db/scripts/setup.js'],
      [],
    ])
    expect(members[2]).toMatchObject({
      manifest: { name: 'db', files: ['dist'] },
      lifecycle: { postinstall: 'node scripts/setup.js' },
      build: { script: 'build', tool: 'tsc' },
      prisma: { schema: 'prisma/schema.prisma' },
    })
    expect(found.node?.packageManager.injects).toBe(true)
    expect(found.node?.installInputs.map(({ path }) => path)).not.toContain('../log')
    expect(found.problems).toEqual([])
  })

  it('are absent for the root, and outside of a workspace', async () => {
    expect((await facts(npm)).node).not.toHaveProperty('members')
    expect((await facts({ 'package.json': '{}' })).node).not.toHaveProperty('members')
  })
})

describe('a name', () => {
  const duplicate = (root: Files, dependency: Readonly<Record<string, unknown>>, others: Files) =>
    edges(root, dependency, { 'packages/other/package.json': manifest({ name: 'other' }), ...others })

  it.each<readonly [string, string]>([
    ['after other values', '{ "private": true, "version": "1.0.0", "name": "@s/kit" }'],
    ['after a table', '{ "author": { "name": "x" }, "name": "@s/kit" }'],
    ['after a list', '{ "files": ["name"], "name": "@s/kit" }'],
    ['far from the beginning', `{ "description": "${'x'.repeat(2000)}", "name": "@s/kit" }`],
    ['with an escape', String.raw`{ "name": "@s\/kit" }`],
    ['with blanks around it', '{ "name": " @s/kit " }'],
    ['of a broken manifest', '{ "name": "@s/kit", '],
  ])('is found in another folder: %s', async (_, text) => {
    for (const root of [pnpm, berry]) {
      const found = await edges(root, dependsOn('@s/kit', 'workspace:*'), { 'packages/tools/package.json': text })
      expect(found.production).toEqual(['packages/tools'])
    }
  })

  it('that two packages have is told to those that need it, where the manager takes it', async () => {
    const twice = {
      'packages/copy/package.json': manifest({ name: '@s/kit' }),
      'packages/tools/package.json': manifest({ name: '@s/kit' }),
    }
    expect((await duplicate(pnpm, {}, twice)).problems).toEqual([])
    expect((await duplicate(pnpm, dependsOn('@s/kit', 'workspace:*'), twice)).problems).toEqual([
      'contradiction package.json:5',
    ])
    expect((await duplicate(npm, {}, twice)).problems).toEqual(['contradiction ../../package.json'])
  })

  it('that two packages have is told of wherever they are', async () => {
    const twice = {
      'packages/copy/package.json': manifest({ name: '@s/kit' }),
      'packages/kit/package.json': manifest({ name: '@s/kit' }),
    }
    expect((await duplicate(pnpm, dependsOn('@s/kit', 'workspace:*'), twice)).problems).toHaveLength(1)
  })

  it('that two packages have is nothing to pnpm where nobody asks for it, also where ranges are plain', async () => {
    const linking = { ...pnpm, '.npmrc': 'link-workspace-packages=true\n' }
    const twice = {
      'packages/copy/package.json': manifest({ name: '@s/kit', version: '1.0.0' }),
      'packages/kit/package.json': manifest({ name: '@s/kit', version: '1.0.0' }),
    }
    expect((await duplicate(linking, {}, twice)).problems).toEqual([])
    expect((await duplicate(linking, dependsOn('@s/kit', '^1.0.0'), twice)).problems).toHaveLength(1)
  })

  it('that two of very many packages have means the one whose folder is called so, whoever asks first', async () => {
    const twice = {
      ...Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `packages/x${index}/package.json`,
          manifest({ name: `x${index}` }),
        ]),
      ),
      'packages/copy/package.json': manifest({ name: '@s/kit' }),
      'packages/kit/package.json': manifest({ name: '@s/kit' }),
    }
    const needs = { dependencies: { '@s/kit': 'workspace:*', '@s/gone': 'workspace:*' } }
    for (const dependencies of [needs.dependencies, Object.fromEntries(Object.entries(needs.dependencies).reverse())]) {
      const found = await duplicate(pnpm, { dependencies }, twice)
      expect(found.production).toEqual(['packages/kit'])
      expect(found.problems).toHaveLength(1)
    }
  })
})

it('tells of a folder outside of the repository', async () => {
  const { production, problems } = await edges(npm, dependsOn('@s/db', 'file:../../../db'))
  expect({ production, problems }).toEqual({ production: [], problems: ['contradiction package.json:5'] })
})

describe('a pattern that finds no member', () => {
  it.each<readonly [string, Files]>([
    ['npm', { 'package.json': manifest({ ...workspaces, workspaces: ['packages/*', 'libs/*', 'gone'] }) }],
    ['pnpm', { ...pnpm, 'pnpm-workspace.yaml': 'packages: [packages/*, libs/*, gone]\n' }],
  ])('is no mistake to %s, but worth a word', async (_, files) => {
    const found = await facts(
      { ...files, 'packages/app/package.json': manifest({ name: 'app' }), 'libs/README.md': '' },
      { dir: 'packages/app', ecosystems: ['node'] },
    )
    expect(found.problems).toEqual([])
    expect(found.workspace?.unmatched).toEqual(['libs/*', 'gone'])
  })

  it('may be meant for the service', async () => {
    const found = await facts(
      { ...npm, 'services/api/package.json': manifest({ name: 'api' }) },
      { dir: 'services/api', ecosystems: ['node'] },
    )
    expect(found.workspace).toBeUndefined()
    expect(found.foreignWorkspace).toEqual({
      ecosystem: 'node',
      file: '../../package.json',
      path: 'services/api',
      patterns: ['packages/*'],
    })
  })
})

describe('a member whose package.json cannot be parsed', () => {
  const nameless = { 'packages/tools/package.json': '{"name":\n' }
  const named = { 'packages/tools/package.json': '{ "name": "@s/kit", "version": }' }

  it('is told to all services where a plain range may mean it', async () => {
    for (const root of [npm, yarn1, bun]) {
      expect((await edges(root, {}, nameless)).problems).toEqual(['unparsable ../tools/package.json:2'])
    }
  })

  it('is told to those that need it where its name can be read, whatever the range', async () => {
    const found = await edges(npm, dependsOn('@s/kit', '^3.0.0'), named)
    expect(found).toMatchObject({
      production: ['packages/tools'],
      problems: ['unparsable ../tools/package.json:1'],
    })
    expect((await edges(npm, {}, named)).problems).toEqual([])
  })

  it('is what the line of a dependency tells of where the manager asks for members', async () => {
    const { problems } = await facts(
      {
        ...pnpm,
        ...nameless,
        'packages/app/package.json': manifest({ name: 'app', dependencies: { '@s/kit': 'workspace:*' } }),
      },
      { dir: 'packages/app', ecosystems: ['node'] },
    )
    expect(brief(problems)).toEqual(['contradiction package.json:4'])
    expect(problems[0]?.message).toContain('`packages/tools/package.json` cannot be parsed')
    expect((await edges(pnpm, {}, nameless)).problems).toEqual([])
  })

  it('is told once to itself', async () => {
    const { problems } = await facts(
      { ...npm, ...nameless, 'packages/app/package.json': manifest({ name: 'app' }) },
      { dir: 'packages/tools', ecosystems: ['node'] },
    )
    expect(brief(problems)).toEqual(['unparsable package.json:2'])
  })
})

it('reads of a large pnpm workspace only what a service needs', async () => {
  const member = (name: string, ...needs: readonly string[]) =>
    manifest({
      name: `@s/${name}`,
      dependencies: Object.fromEntries(needs.map((each) => [`@s/${each}`, 'workspace:*'])),
    })
  const files: Files = {
    ...pnpm,
    'packages/a/package.json': member('a', 'b'),
    'packages/b/package.json': member('b', 'c'),
    'packages/c/package.json': member('c'),
    ...Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`packages/x${index}/package.json`, member(`x${index}`, 'c')]),
    ),
  }
  const source = memorySource(files)
  const read = new Set<string>()
  const counted = { ...source, read: (path: string, limit: number) => (read.add(path), source.read(path, limit)) }
  const { workspace } = await factsFrom(counted, { dir: 'packages/a', ecosystems: ['node'] })
  expect(workspace?.build.map(({ dir }) => dir)).toEqual(['packages/a', 'packages/b', 'packages/c'])
  expect([...read].filter((path) => path.startsWith('packages/x'))).toEqual([])
  expect(workspace?.members).toHaveLength(1004)
  expect(workspace?.members.at(-1)).toMatchObject({ name: '@s/x999', dependencies: ['packages/c'] })
})

it('reads of a large yarn workspace no more for the list of all manifests than what each package is called', async () => {
  const files: Files = {
    ...npm,
    '.yarnrc.yml': '',
    'yarn.lock': '__metadata:\n  version: 8\n',
    'packages/a/package.json': manifest({ name: '@s/a' }),
    ...Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `packages/x${index}/package.json`,
        manifest({ name: `@s/x${index}` }),
      ]),
    ),
  }
  const source = memorySource(files)
  const read = new Set<string>()
  const counted: FileSource = {
    ...source,
    read: (path, limit) => (read.add(path), source.read(path, limit)),
    survey: (question, base, paths) =>
      paths.map((path) => question.ask((limit) => source.read(joinPath(base, path), limit))),
  }
  const { workspace } = await factsFrom(counted, { dir: 'packages/a', ecosystems: ['node'] })
  expect(workspace?.kind).toBe('yarn')
  expect(workspace?.manifests).toHaveLength(1002)
  expect([...read].filter((path) => path.startsWith('packages/x'))).toEqual([])
})
