import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskTree } from '../../src/generate/disk-tree.js'
import { lintText } from '../../src/linter/lint-text.js'
import { findInTree } from '../../src/model/file-tree.js'
import { diskSource } from '../../src/project/disk-source.js'
import { recentListings } from '../../src/project/recent-listings.js'

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

it('takes what was listed a moment ago, once, where that says all about a folder', () => {
  mkdirSync(join(folder, 'a/e'))
  const listings = recentListings()
  const source = diskSource(folder, listings)
  for (const path of ['.', 'a']) source.list(path)
  expect([listings.take(folder), listings.take(join(folder, 'none'))]).toEqual([undefined, undefined])
  rmSync(join(folder, 'a'), { recursive: true })
  const tree = diskTree(folder, listings)
  // The link of the folder itself makes it be listed again.
  expect([...tree.entries.keys()].sort()).toEqual(['c', 'd'])
  mkdirSync(join(folder, 'a'))
  const again = diskTree(folder, listings)
  expect(findInTree(again, 'a/b')).toMatchObject({ kind: 'file', size: 0 })
  expect(findInTree(again, 'a/e')).toMatchObject({ kind: 'directory' })
  expect(findInTree(diskTree(folder, listings), 'a/b')).toBeUndefined()
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
