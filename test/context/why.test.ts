import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIgnoreFile } from '../../src/context/ignore-file.js'
import { why } from '../../src/context/why.js'
import { useFolders, walked } from './support.js'

const folder = useFolders()
const ignoreFile = `# packages
node_modules

**/*.log
!keep/**/*.log
docs
!docs/README.md
`
const root = folder({
  '.dockerignore': ignoreFile,
  'node_modules/a/b.js': '',
  'a.log': '',
  'keep/x/y.log': '',
  'docs/README.md': '',
  'docs/a.md': '',
  'src/main.ts': '',
  link: { link: 'src' },
})
const ignore = readIgnoreFile(join(root, '.dockerignore'), '.dockerignore')

describe('why', () => {
  it.each<[path: string, answer: object]>([
    ['src/main.ts', { exists: true, ignored: false }],
    ['nope', { exists: false, ignored: false }],
    ['a.log', { exists: true, ignored: true, decidedBy: { pattern: '**/*.log', line: 4, matched: 'a.log' } }],
    ['new/b.log', { exists: false, ignored: true, decidedBy: { pattern: '**/*.log', line: 4, matched: 'new/b.log' } }],
    [
      'keep/x/y.log',
      { exists: true, ignored: false, decidedBy: { pattern: '!keep/**/*.log', line: 5, matched: 'keep/x/y.log' } },
    ],
    ['docs', { exists: true, ignored: true, decidedBy: { pattern: 'docs', line: 6, matched: 'docs' } }],
    ['docs/a.md', { exists: true, ignored: true, decidedBy: { pattern: 'docs', line: 6, matched: 'docs' } }],
    [
      'docs/README.md',
      { exists: true, ignored: false, decidedBy: { pattern: '!docs/README.md', line: 7, matched: 'docs/README.md' } },
    ],
    [
      'node_modules/a/b.js',
      { exists: true, ignored: true, decidedBy: { pattern: 'node_modules', line: 2, matched: 'node_modules' } },
    ],
    ['link/main.ts', { exists: true, ignored: false, link: 'link' }],
  ])('%s', (path, answer) => {
    expect(why(root, ignore, path)).toEqual({ path, ...answer })
  })

  it('agrees with the walk', () => {
    const { files } = walked(root, ignoreFile)
    for (const { path } of files) expect(why(root, ignore, path).ignored).toBe(false)
  })

  it('says where nothing is looked at any more', () => {
    const plain = folder({ 'dist/a/b': '', '.dockerignore': 'dist\n!dist/c\n' })
    const pruned = folder({ 'dist/a/b': '', '.dockerignore': 'dist\n' })
    const read = (path: string) => readIgnoreFile(join(path, '.dockerignore'), '.dockerignore')
    expect(why(plain, read(plain), 'dist/a/b').unread).toBe('dist/a')
    expect(why(pruned, read(pruned), 'dist/a/b').unread).toBe('dist')
  })
})
