import { describe, expect, it } from 'vitest'
import { fileTree, findInTree } from '../../src/model/file-tree.js'

describe('fileTree', () => {
  const tree = fileTree(['a/b.txt', 'a/c/', { path: 'l', target: 'a' }, { path: 'big', size: 12 }])

  it.each([
    ['a/b.txt', { kind: 'file' }],
    ['big', { kind: 'file', size: 12 }],
    ['l', { kind: 'symlink', target: 'a' }],
    ['a/c', { kind: 'directory', entries: new Map() }],
    ['./a//c/', { kind: 'directory', entries: new Map() }],
    ['a/none', undefined],
    ['big/x', undefined],
    ['l/b.txt', undefined],
    ['__proto__', undefined],
  ])('finds %s', (path, node) => {
    expect(findInTree(tree, path)).toEqual(node)
  })

  it.each(['', '.'])('finds the tree itself as %j', (path) => {
    expect(findInTree(tree, path)).toBe(tree)
  })
})
