import { describe, expect, it } from 'vitest'
import type { ContextSource } from '../../src/ignore/source-pattern.js'
import { takenBy, takesAnything } from '../../src/ignore/taken.js'
import { fileTree } from '../../src/model/file-tree.js'

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
