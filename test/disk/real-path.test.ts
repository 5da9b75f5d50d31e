import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { realPath, realPaths } from '../../src/disk/real-path.js'

const root = realPath(mkdtempSync(join(tmpdir(), 'gen-dockerfile-real-')))
const at = (path: string): string => join(root, path)
mkdirSync(at('a/b'), { recursive: true })
writeFileSync(at('a/file'), '')
symlinkSync('a', at('link'))
symlinkSync('../file', at('a/b/other'))
symlinkSync('nowhere', at('a/dangling'))
symlinkSync('loop', at('loop'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const cases: readonly (readonly [path: string, real: string])[] = [
  ['a/file', 'a/file'],
  ['a/none', 'a/none'],
  ['a/none/deeper', 'a/none/deeper'],
  ['link/file', 'a/file'],
  ['link/none', 'a/none'],
  ['link/b/other', 'a/file'],
  ['link', 'a'],
  ['a/b/other', 'a/file'],
  ['a/b', 'a/b'],
  ['a/dangling', 'a/dangling'],
  ['loop', 'loop'],
  ['loop/file', 'loop/file'],
  ['a/file/none', 'a/file/none'],
]

describe('where a path really leads', () => {
  it.each(cases)('%s: %s', (path, real) => {
    expect(realPath(at(path))).toBe(at(real))
  })

  it('is the same for many, in any order', () => {
    for (const paths of [cases, cases.toReversed(), [...cases, ...cases]]) {
      const real = realPaths()
      expect(paths.map(([path]) => real(at(path)))).toEqual(paths.map(([, wanted]) => at(wanted)))
    }
    expect(realPaths()('/')).toBe(realPath('/'))
  })
})
