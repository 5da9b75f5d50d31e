import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { diskSource } from '../../../src/project/disk-source.js'
import { memorySource } from '../../../src/project/file-source.js'
import { openProject } from '../../../src/project/project.js'
import { expandMembers, type MemberQuery } from '../../../src/project/workspaces/expand-members.js'

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
