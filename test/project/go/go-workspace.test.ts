import { describe, expect, it } from 'vitest'
import type { WorkspaceFact } from '../../../src/project/facts.js'
import { goImportPaths } from '../../../src/project/go/go-import-paths.js'
import { brief, facts } from '../support.js'

const mod = (name: string, more = ''): string => `module example.com/${name}\n\ngo 1.24\n${more}`
const imports = (...paths: readonly string[]): string =>
  `package p\n\nimport (\n${paths.map((path) => `\t"${path}"\n`).join('')})\n\nvar x = "example.com/unused"\n`

const shop = {
  'go.work': 'go 1.26.2\n\nuse ./api\nuse (\n\t./libs/db // storage\n\t./libs/kit\n\t./libs/db/v2\n)\n',
  'api/go.mod': mod('api', '\nrequire (\n\texample.com/kit v0.0.0\n\texample.com/db v0.0.0 // indirect\n)\n'),
  'api/main.go': imports('example.com/db/v2/sql', 'fmt'),
  'api/main_test.go': imports('example.com/kit'),
  'api/old_windows.go': imports('example.com/db'),
  'libs/db/go.mod': mod('db'),
  'libs/db/db.go': imports('example.com/api/client'),
  'libs/db/v2/go.mod': mod('db/v2'),
  'libs/db/v2/sql/sql.go': imports('example.com/db'),
  'libs/kit/go.mod': mod('kit'),
}

const workspaceOf = async (files: Readonly<Record<string, string>>, dir: string): Promise<WorkspaceFact> => {
  const { workspace } = await facts(files, { dir, ecosystems: ['go'] })
  if (workspace === undefined) throw new Error('there is no workspace')
  return workspace
}

const dirs = (members: WorkspaceFact['members']): readonly string[] => members.map(({ dir }) => dir)

describe('a go.work repository', () => {
  it('has members that need what they import', async () => {
    const { members, production, build } = await workspaceOf(shop, 'api')
    expect(members).toEqual([
      {
        name: 'example.com/api',
        dir: 'api',
        manifest: 'api/go.mod',
        dependencies: ['libs/db/v2'],
        devDependencies: ['libs/kit'],
      },
      {
        name: 'example.com/db',
        dir: 'libs/db',
        manifest: 'libs/db/go.mod',
        dependencies: ['api'],
        devDependencies: [],
      },
      {
        name: 'example.com/db/v2',
        dir: 'libs/db/v2',
        manifest: 'libs/db/v2/go.mod',
        dependencies: ['libs/db'],
        devDependencies: [],
      },
      { name: 'example.com/kit', dir: 'libs/kit', manifest: 'libs/kit/go.mod', dependencies: [], devDependencies: [] },
    ])
    // A cycle between modules is none between packages.
    expect(dirs(production)).toEqual(['api', 'libs/db', 'libs/db/v2'])
    expect(dirs(build)).toEqual(['api', 'libs/db', 'libs/db/v2', 'libs/kit'])
  })

  it.each([
    [
      'what is required, since a generator may yet write what imports it',
      { 'libs/kit/go.mod': mod('kit', '\nrequire example.com/db v1.0.0\n') },
      ['libs/db'],
    ],
    [
      'what is imported by another name, for a replacement',
      {
        'libs/kit/go.mod': mod('kit', '\nrequire acme.dev/db v1.0.0\n\nreplace acme.dev/db => ../db\n'),
        'libs/kit/a.go': imports('acme.dev/db'),
      },
      ['libs/db'],
    ],
    [
      'nothing for an indirect requirement',
      { 'libs/kit/go.mod': mod('kit', '\nrequire example.com/db v1.0.0 // indirect\n') },
      [],
    ],
    [
      'nothing for what a comment says',
      { 'libs/kit/a.go': 'package p\n\n/* see\nimport "example.com/db" */\nimport "fmt" // not "example.com/db"\n' },
      [],
    ],
    [
      'nothing for a name that only begins alike',
      { 'libs/kit/a.go': imports('example.com/dbx', 'example.com/apix/y') },
      [],
    ],
    [
      'nothing for test data and vendored modules',
      { 'libs/kit/testdata/a.go': imports('example.com/db'), 'libs/kit/vendor/x/a.go': imports('example.com/db') },
      [],
    ],
  ])('takes %s', async (_, files, expected) => {
    const { members } = await workspaceOf({ ...shop, ...files }, 'libs/kit')
    expect(members.find(({ dir }) => dir === 'libs/kit')?.dependencies).toEqual(expected)
  })

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a folder without a module', { 'go.work': `${shop['go.work']}use ./libs/gone\n` }, ['contradiction ../go.work:9']],
    ['a module that Go cannot read', { 'libs/kit/go.mod': 'modul x\n' }, ['unparsable ../libs/kit/go.mod:1']],
  ])('is refused by Go for %s, whichever module is built', async (_, more, expected) => {
    for (const dir of ['api', 'libs/db']) {
      const { problems } = await facts({ ...shop, ...more }, { dir, ecosystems: ['go'] })
      const at = (place: string): string =>
        dir === 'api' ? place : place.replace('../', '../../').replace('../../libs', '..')
      expect(brief(problems)).toEqual(expected.map(at))
    }
  })

  it('needs the release of Go that go.work names', async () => {
    const { go } = await facts(shop, { dir: 'api', ecosystems: ['go'] })
    expect(go?.goVersion).toMatchObject({ version: '1.26.2', place: { file: '../go.work', line: 1 } })
  })

  it.each([
    ['without dependencies', { 'libs/kit/kit.go': imports('fmt') }, []],
    ['with an import that only go.work finds', { 'libs/kit/kit.go': imports('example.com/db') }, undefined],
    [
      'with a replacement of it',
      {
        'libs/kit/kit.go': imports('example.com/db'),
        'libs/kit/go.mod': mod('kit', '\nrequire example.com/db v0.0.0\n\nreplace example.com/db => ../db\n'),
        'libs/db/db.go': 'package db\n',
      },
      ['libs/db'],
    ],
    [
      'with a replacement by another folder',
      {
        'libs/kit/kit.go': imports('example.com/db'),
        'libs/kit/go.mod': mod('kit', '\nrequire example.com/db v0.0.0\n\nreplace example.com/db => ../../forks/db\n'),
        'libs/db/db.go': 'package db\n',
      },
      undefined,
    ],
    [
      'with fetched modules, but no go.sum',
      { 'libs/kit/go.mod': mod('kit', '\nrequire example.org/x v1.0.0\n') },
      undefined,
    ],
    [
      'with fetched modules',
      { 'libs/kit/go.mod': mod('kit', '\nrequire example.org/x v1.0.0\n'), 'libs/kit/go.sum': 'x' },
      [],
    ],
    [
      'where go.work replaces something',
      { 'go.work': `${shop['go.work']}\nreplace example.org/x => ./x\n` },
      undefined,
    ],
  ])('says whether a module %s builds alone', async (_, files, expected) => {
    const { go } = await facts({ ...shop, ...files }, { dir: 'libs/kit', ecosystems: ['go'] })
    expect(go?.workspace?.standalone).toEqual(expected)
  })

  it('takes C code and its libraries from members that are compiled in', async () => {
    const files = {
      ...shop,
      'libs/db/c.go': 'package db\n\nimport "C"\n',
      'libs/db/go.mod': mod('db', '\nrequire github.com/mattn/go-sqlite3 v1.0.0\n'),
    }
    const { go } = await facts(files, { dir: 'api', ecosystems: ['go'] })
    expect(go?.cgo).toEqual({ required: true, files: ['../libs/db/c.go'], packages: ['github.com/mattn/go-sqlite3'] })
  })
})

describe('imports', () => {
  it.each([
    ['package a\nimport "x/y"\nimport z "x/z"\nfunc f() { g("no/t") }\n', ['x/y', 'x/z']],
    ['package a\nimport (\n\t_ "a.b/c" // "no"\n\t. `d`\n)\n', ['a.b/c', 'd']],
    ['// import "no"\npackage a\n', []],
    ['package a\n', []],
  ])('%j', (source, expected) => {
    expect(goImportPaths(source)).toEqual(expected)
  })
})
