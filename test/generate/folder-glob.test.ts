import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foldersOf } from '../../src/generate/folder-glob.js'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-glob-'))
  for (const folder of ['a/x', 'a/y', 'a/.hidden', 'b/x', 'a/x/node_modules/z', 'c+d', 'a/x/deep/er']) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  symlinkSync('x', join(root, 'a/link'))
  writeFileSync(join(root, 'a/file'), '')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

it.each([
  ['a/*', ['a/x', 'a/y']],
  ['*/x', ['a/x', 'b/x']],
  ['./a/x/', ['a/x']],
  ['.', ['.']],
  ['a/?', ['a/x', 'a/y']],
  ['a/[!y]', ['a/x']],
  ['{a,b}/x', ['a/x', 'b/x']],
  ['{a/{x,y},c+d}', ['a/x', 'a/y', 'c+d']],
  ['a/.*', ['a/.hidden']],
  ['c+*', ['c+d']],
  ['a/**', ['a', 'a/x', 'a/x/deep', 'a/x/deep/er', 'a/y']],
  ['**/x', ['a/x', 'b/x']],
  ['a/file', []],
  ['no/*', []],
])('%s names %j', (glob, expected) => {
  expect(foldersOf(root, glob)).toEqual(expected)
})
