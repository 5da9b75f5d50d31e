import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatcher } from '../../src/ignore/matcher.js'
import type { ContextSource } from '../../src/ignore/source-pattern.js'
import { takenBy, takesAnything } from '../../src/ignore/taken.js'
import { type DirectoryNode, fileTree, type TreeNode } from '../../src/model/file-tree.js'

const tree = fileTree([
  ...['go.mod', 'cmd/a/main.go', 'cmd/b/main.go', 'cmd/README.md', 'pages/[id].ts', 'empty/'],
  { path: 'current', target: 'cmd/a' },
  { path: 'up/link', target: '../go.mod' },
  { path: 'absolute', target: '/cmd' },
  { path: 'loop', target: 'loop' },
])
const copy = (path: string, options: Partial<ContextSource> = {}): ContextSource => ({ kind: 'copy', path, ...options })

describe('takenBy', () => {
  it.each<[string, ContextSource, string[]]>([
    ['a file', copy('./go.mod'), ['go.mod']],
    ['a directory with everything in it', copy('cmd/a/'), ['cmd/a', 'cmd/a/main.go']],
    ['an empty directory', copy('empty'), ['empty']],
    ['nothing', copy('none'), []],
    ['nothing below a file', copy('go.mod/x'), []],
    ['a glob', copy('cmd/*/main.go'), ['cmd/a/main.go', 'cmd/b/main.go']],
    ['directories that a glob matches, whole', copy('cmd/[ab]'), ['cmd/a', 'cmd/a/main.go', 'cmd/b', 'cmd/b/main.go']],
    ['two stars as one', copy('**/main.go'), []],
    ['a bracket as a class', copy('pages/[id].ts'), []],
    ['an escaped bracket beside a wildcard', copy('pages/\\[id].ts*'), ['pages/[id].ts']],
    ['a backslash verbatim without a wildcard', copy('pages/\\[id].ts'), []],
    ['a bracket in a class', copy('pages/[[]id].ts'), ['pages/[id].ts']],
    ['a bind mount verbatim', { kind: 'bind', path: 'pages/[id].ts' }, ['pages/[id].ts']],
    [
      'less what is excluded',
      copy('cmd', { exclude: ['*.md', '**/main.go', '!b/main.go'] }),
      ['cmd', 'cmd/a', 'cmd/b', 'cmd/b/main.go'],
    ],
    ['with --parents at every depth', copy('**/main.go', { parents: true }), ['cmd/a/main.go', 'cmd/b/main.go']],
    ['with --parents from a pivot', copy('cmd/./*/main.go', { parents: true }), ['cmd/a/main.go', 'cmd/b/main.go']],
    [
      'with --parents both sides of a bar, the second anywhere',
      copy('empty/*|d', { parents: true }),
      ['cmd', 'cmd/README.md', 'cmd/a', 'cmd/a/main.go', 'cmd/b', 'cmd/b/main.go', 'go.mod'],
    ],
    ['what a link names', copy('current/main.go'), ['cmd/a/main.go']],
    ['what a relative link names', copy('up/link'), ['go.mod']],
    ['what an absolute link names, from the context', copy('absolute/README.md'), ['cmd/README.md']],
    ['nothing through a loop', copy('loop/x'), []],
    ['a path above the context, from its root', copy('../cmd/README.md'), ['cmd/README.md']],
  ])('takes %s', (_, source, expected) => {
    expect(takenBy(tree, source)).toEqual(expected)
  })

  it('takes the whole tree for a dot', () => {
    expect(takenBy(tree, copy('.'))).toHaveLength(15)
  })
})

describe('takesAnything', () => {
  it.each(['copy', 'add', 'bind'] as const)('says of a %s whether takenBy gives something', (kind) => {
    const heads = [
      'go.mod',
      'cmd',
      'cmd/a',
      'cmd/a/main.go',
      './cmd//b/',
      'none',
      'current',
      'current/main.go',
      'up/link',
    ]
    const others = [
      'loop',
      'absolute/a',
      'cmd/*.md',
      'cmd/*.txt',
      'pages/[id].ts',
      'go.mod/x',
      'cmd/./a',
      'current/./main.go',
    ]
    const patterns = ['cmd/**/*.go', './cmd/./none', 'cmd/../go.mod', ' cmd', '!cmd', 'cmd/./a/main.go', 'empty', '**']
    for (const path of [...heads, ...others, ...patterns]) {
      for (const parents of [false, true]) {
        for (const exclude of [[], ['**/*.go']]) {
          const source = { kind, path, exclude, ...(parents ? { parents } : {}) }
          expect(takesAnything(tree, source), JSON.stringify(source)).toBe(takenBy(tree, source).length > 0)
        }
      }
    }
  })
})

describe('takenBy with --parents', () => {
  it('gives what the pattern matches, and what is below that, at any depth', () => {
    const anyName = fc.constantFrom('a', 'b', 'c.go', 'd')
    const anyWay = fc.array(anyName, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'))
    const anyPart = fc.oneof(anyName, fc.constantFrom('*', '?', '**', '*.go', '[ab]', '[^a]', '{a}', 'x'))
    const anyPattern = fc.array(anyPart, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
    fc.assert(
      fc.property(fc.array(anyWay, { maxLength: 8 }), anyPattern, (ways, path) => {
        const there = fileTree(ways)
        const all = takenBy(there, copy('.'))
        const matcher = createMatcher([path])
        const expected = all.filter((each) => matcher.excludes(each))
        const source = copy(path, { parents: true })
        expect(takenBy(there, source)).toEqual(expected)
        expect(takesAnything(there, source)).toBe(expected.length > 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('looks into no folder below those that can match, and no further than it has to', () => {
    const looked: string[] = []
    const folder = (path: string, names: readonly string[]): DirectoryNode => ({
      kind: 'directory',
      get entries() {
        looked.push(path)
        return new Map(names.map((name): [string, TreeNode] => [name, nodeOf(`${path}/${name}`)]))
      },
    })
    const members = ['a', 'b', 'c']
    const nodeOf = (path: string): TreeNode => {
      if (path === '/members') return folder(path, members)
      if (/^\/members\/\w$/.test(path)) return folder(path, ['node_modules', 'package.json'])
      return path.endsWith('node_modules') ? folder(path, ['package.json']) : { kind: 'file' }
    }
    const source = copy('members/*/package.json', { parents: true })
    const manifests = members.map((name) => `members/${name}/package.json`)
    expect(takenBy(folder('', ['members', 'other']), source)).toEqual(manifests)
    expect(looked.filter((path) => path.includes('node_modules'))).toEqual([])
    looked.length = 0
    expect(takesAnything(folder('', ['members', 'other']), source)).toBe(true)
    expect(looked.filter((path) => /\/[bc]/.test(path))).toEqual([])
  })
})
