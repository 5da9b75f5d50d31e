import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { diskSource } from '../../../src/project/disk-source.js'
import type { FolderRead } from '../../../src/disk/read-folder.js'
import { type FileSource, memorySource } from '../../../src/project/file-source.js'
import { openProject } from '../../../src/project/project.js'
import { expandMembers, type MemberQuery, namedFolders } from '../../../src/project/workspaces/expand-members.js'

const folders = [
  'apps/api',
  'apps/web',
  'apps/web/e2e',
  'apps/.hidden',
  'apps/api/node_modules/dep',
  'libs/a',
  'libs/b/c',
  'libs/empty/README',
  'node_modules/x',
  '.config/tool',
]
const source = memorySource(
  Object.fromEntries(folders.map((folder) => [folder.endsWith('README') ? folder : `${folder}/package.json`, ''])),
)

const query = (patterns: readonly string[], more: Partial<MemberQuery> = {}): MemberQuery => ({
  patterns,
  manifest: 'package.json',
  negation: 'anywhere',
  ...more,
})
const expand = (patterns: readonly string[], more?: Partial<MemberQuery>) =>
  expandMembers(openProject(source, '.'), query(patterns, more))

describe('expandMembers', () => {
  it.each<readonly [readonly string[], readonly string[], Partial<MemberQuery>]>([
    [['apps/*'], ['apps/api', 'apps/web'], {}],
    [['apps/*', 'apps/api'], ['apps/api', 'apps/web'], {}],
    [['apps/**'], ['apps/api', 'apps/web', 'apps/web/e2e'], {}],
    [['**'], ['apps/api', 'apps/web', 'apps/web/e2e', 'libs/a', 'libs/b/c'], {}],
    [['**/e2e'], ['apps/web/e2e'], {}],
    [['{apps,libs}/*'], ['apps/api', 'apps/web', 'libs/a'], {}],
    [['libs/*'], ['libs/a'], {}],
    [['libs/**', '!libs/b/**'], ['libs/a'], {}],
    [['!apps/web', 'apps/*'], ['apps/api'], {}],
    [['!apps/web', 'apps/*'], ['apps/api'], { negation: 'in-order' }],
    [['!apps/*', 'apps/web'], ['apps/web'], { negation: 'in-order' }],
    [['apps/*', '!apps/web', 'apps/web'], ['apps/api', 'apps/web'], { negation: 'in-order' }],
    [['apps/*', '!apps/web', 'apps/web'], ['apps/api'], {}],
    [['apps/*'], ['apps/api', 'apps/web'], { negation: 'none' }],
    [['!!apps/api'], ['apps/api'], {}],
    [['apps/*'], ['apps/.hidden', 'apps/api', 'apps/web'], { hidden: true }],
    [['apps/**'], ['apps/web', 'apps/web/e2e'], { exclude: ['apps/api'] }],
    [['.config/*'], ['.config/tool'], {}],
    [['./apps/api/'], ['apps/api'], {}],
    [['apps/api/node_modules/*', 'node_modules/x'], [], {}],
  ])('%j: %j', (patterns, expected, more) => {
    expect(expand(patterns, more).folders).toEqual(expected)
  })

  it('tells which patterns find nothing, and which lead out', () => {
    expect(expand(['apps/*', 'gone/*', 'libs/empty', '../other/*'])).toMatchObject({
      unmatched: ['gone/*', 'libs/empty'],
      outside: ['../other/*'],
    })
    expect(expand(['apps/*', '!apps/web'], { negation: 'none' }).unmatched).toEqual(['!apps/web'])
  })
})

describe('links', () => {
  let root = ''
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('are members, are told, and are not followed by **', () => {
    root = mkdtempSync(join(tmpdir(), 'members-'))
    for (const folder of ['libs/a', 'real/b', 'real/deep/c']) {
      mkdirSync(join(root, folder), { recursive: true })
      writeFileSync(join(root, folder, 'package.json'), '{}')
    }
    symlinkSync('../real/b', join(root, 'libs/b'))
    symlinkSync('..', join(root, 'libs/loop'))
    const found = (patterns: readonly string[]) => expandMembers(openProject(diskSource(root), '.'), query(patterns))
    expect(found(['libs/*'])).toMatchObject({ folders: ['libs/a', 'libs/b'], links: ['libs/b'] })
    expect(found(['libs/b'])).toMatchObject({ folders: ['libs/b'], links: ['libs/b'] })
    expect(found(['**']).folders).toEqual(['libs/a', 'real/b', 'real/deep/c'])
  })
})

describe('a large workspace', () => {
  const names = (count: number, more: readonly string[] = []) => [
    ...Array.from({ length: count }, (_, index) => `p-${String(index).padStart(4, '0')}`),
    ...more,
  ]
  const listed = (found: readonly string[]): FolderRead => ({
    kind: 'entries',
    entries: found.map((name) => ({ name, kind: 'dir' })),
  })
  let lists: Readonly<Record<string, FolderRead>> = {}
  const asked: string[] = []
  const source: FileSource = {
    read: () => ({ kind: 'missing' }),
    list: (path) => {
      asked.push(path)
      return lists[path] ?? { kind: 'missing' }
    },
  }
  const named = (patterns: readonly string[]) =>
    namedFolders(openProject(source, '.'), { patterns, negation: 'anywhere' }).folders

  it('is named once for lists that are the very same, and asks for them each time', () => {
    lists = { libs: listed(names(600)), apps: listed(['web']) }
    const first = named(['libs/*'])
    expect(first).toHaveLength(600)
    expect(named(['libs/*'])).toBe(first)
    expect(asked).toEqual(['libs', 'libs'])
    expect(named(['libs/*', '!libs/p-0001'])).toHaveLength(599)
    lists = { ...lists, libs: listed(names(600, ['new'])) }
    expect(named(['libs/*'])).toEqual(['libs/new', ...first])
    lists = { libs: listed(names(3)), apps: listed(['web']) }
    expect(named(['libs/*', 'apps/*'])).toEqual(['apps/web', 'libs/p-0000', 'libs/p-0001', 'libs/p-0002'])
  })
})
