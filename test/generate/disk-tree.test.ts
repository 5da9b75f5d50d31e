import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskTree } from '../../src/generate/disk-tree.js'
import { lintText } from '../../src/linter/lint-text.js'
import { findInTree } from '../../src/model/file-tree.js'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-tree-'))
  mkdirSync(join(folder, 'a'))
  writeFileSync(join(folder, 'a/b'), 'x'.repeat(700))
  writeFileSync(join(folder, 'c'), 'x'.repeat(400))
  symlinkSync('nowhere', join(folder, 'd'))
})

afterEach(() => rmSync(folder, { recursive: true }))

it('knows the size of a file, and where a link points', () => {
  const tree = diskTree(folder)
  expect(findInTree(tree, 'a/b')).toMatchObject({ kind: 'file', size: 700 })
  expect(findInTree(tree, 'd')).toEqual({ kind: 'symlink', target: 'nowhere' })
})

it('reads a directory and a size when they are asked for', () => {
  const tree = diskTree(folder)
  writeFileSync(join(folder, 'later'), '')
  const later = findInTree(tree, 'later')
  writeFileSync(join(folder, 'later'), '12345')
  expect(later).toMatchObject({ size: 5 })
  rmSync(join(folder, 'later'))
  expect(later).toMatchObject({ size: 0 })
})

it('lets the policy measure a context on the disk', () => {
  const measured = (maximumContext: number, ignore?: string) =>
    lintText('FROM a:1\nCOPY . .\n', { tree: diskTree(folder), policy: { maximumContext }, ...(ignore && { ignore }) })
      .filter(({ rule }) => rule === 'context-too-large')
      .map(({ message }) => message)
  expect(measured(1100)).toEqual([])
  expect(measured(1099)).toEqual([expect.stringContaining('has 1.1 kB')])
  expect(measured(500, 'a\n')).toEqual([])
})
