import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/ignore/context.js'
import { editors, languageLists, secrets, versionControl } from '../../src/ignore/deny-lists.js'
import { deriveIgnore } from '../../src/ignore/derive.js'
import { createMatcher } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import type { ContextSource } from '../../src/ignore/source-pattern.js'
import { takenBy } from '../../src/ignore/taken.js'
import { type FileTree, fileTree, findInTree } from '../../src/model/file-tree.js'

const copy = (path: string, options: Partial<ContextSource> = {}): ContextSource => ({ kind: 'copy', path, ...options })

/** The text without the lists of what never belongs in a context. */
const ownPart = (sources: readonly ContextSource[]): string =>
  deriveIgnore(sources)
    .text.split('\n\n')
    .filter((section) => !/^# (?:Secrets|Version control|Editors|Files that|Pipelines)/.test(section))
    .join('\n\n')
    .trimEnd()

const allow = (...lines: string[]) => ['# Only what the Dockerfile copies is sent.', '*', ...lines].join('\n')

const sentText = (text: string, tree: FileTree): string[] =>
  contextOf(tree, createMatcher(parseIgnoreFile(text).patterns.map((each) => each.pattern)))
    .filter(({ node }) => node.kind !== 'directory')
    .map(({ path }) => path)

describe('deriveIgnore', () => {
  it.each<[string, ContextSource[], string]>([
    ['nothing', [], allow()],
    [
      'files by stage',
      [copy('go.mod', { stage: 'deps' }), copy('cmd', { stage: 'build' })],
      allow('', '# deps', '!go.mod', '', '# build', '!cmd'),
    ],
    ['sorted, each once', [copy('b'), copy('a'), copy('./b/')], allow('', '!a', '!b')],
    [
      'what a directory holds is not repeated',
      [copy('src/a.ts', { stage: 'x' }), copy('src', { stage: 'y' })],
      allow('', '# y', '!src'),
    ],
    ['what a glob holds is not repeated', [copy('*.json'), copy('package.json')], allow('', '!*.json')],
    ['a path above the context', [copy('../../a')], allow('', '!a')],
    [
      'characters that mean something',
      [copy('pages/[id].ts'), { kind: 'bind', path: 'a*b' }],
      allow('', '!a\\*b', '!pages/[id].ts'),
    ],
    ['a literal bracket of a bind mount', [{ kind: 'bind', path: '[id].ts' }], allow('', '!\\[id\\].ts')],
    ['blanks and marks at the ends', [copy(' a '), copy('#b'), copy('!c')], allow('', '!#b', '![ ]a[ ]', '!\\!c')],
    ['bars and braces beside a wildcard', [copy('a|{b}*'), copy('c|{d}')], allow('', '!a\\|\\{b\\}*', '!c|{d}')],
    [
      'the other side of a bar, which lies elsewhere',
      [copy('a/*|b', { parents: true }), copy('a')],
      allow('', '!a', '!a/*|b'),
    ],
    ['two stars of COPY are one', [copy('a/**/*.go')], allow('', '!a/*/*.go')],
    ['a wildcard below a literal backslash', [copy('a\\d/*.go')], allow('', '!a\\\\d/*.go')],
    ['escapes of letters mean the letter', [copy('\\d*')], allow('', '!d*')],
    ['--parents', [copy('packages/./*/package.json', { parents: true })], allow('', '!packages/*/package.json')],
    ['--parents at every depth', [copy('./**/go.mod', { parents: true })], allow('', '!**/go.mod')],
    [
      '--exclude',
      [copy('src', { exclude: ['**/*.test.ts', '!keep.test.ts'] })],
      allow('', '!src', 'src/**/*.test.ts', '!src/keep.test.ts'),
    ],
    [
      '--exclude that somebody needs afterwards',
      [copy('src', { exclude: ['*.md'] }), copy('src/a.md')],
      allow('', '!src', 'src/*.md', '!src/a.md'),
    ],
    [
      '--exclude that somebody needed before',
      [copy('src/a.md', { stage: 'a' }), copy('src', { stage: 'b', exclude: ['*.md'] })],
      allow('', '# a', '!src/a.md', '', '# b', '!src'),
    ],
    [
      // BuildKit would take `/*/**` off the end of an exception, and never look into the folders.
      'everything in some folders',
      [copy('services/./*/**', { parents: true })],
      allow('', '!services/?*/**'),
    ],
    ['the whole context', [copy('.'), copy('go.mod')], ''],
    [
      'the whole context but',
      [copy('.', { exclude: ['**/*.md'] }), copy('docs')],
      '# Not copied\n**/*.md\n!docs\n!docs/**',
    ],
  ])('%s', (_, sources, expected) => {
    expect(ownPart(sources)).toBe(expected)
  })

  it('keeps what is named outright although a list denies it', () => {
    const text = deriveIgnore([copy('.'), copy('.git'), copy('certs/server.pem')]).text
    const tree = fileTree([
      '.git/HEAD',
      'sub/.git/HEAD',
      'certs/server.pem',
      'certs/other.pem',
      'main.go',
      '.env',
      '.env.example',
      '.env.test',
    ])
    expect(sentText(text, tree)).toEqual(['.env.example', '.git/HEAD', 'certs/server.pem', 'main.go'])
  })

  it('leaves the caches of the languages out of copied directories', () => {
    const { text } = deriveIgnore([copy('services')], { languages: ['node', 'python', 'rust', 'go'] })
    const tree = fileTree([
      'services/a/node_modules/x/i.js',
      'services/a/dist/i.js',
      'services/b/__pycache__/m.pyc',
      'services/b/.venv/x',
      'services/c/target/release/app',
      'services/c/src/target/mod.rs',
      'services/d/id_rsa',
      'services/d/main.go',
      'other.go',
    ])
    expect(sentText(text, tree)).toEqual(['services/a/dist/i.js', 'services/c/src/target/mod.rs', 'services/d/main.go'])
  })

  it('has no list where only files are copied, and nothing twice', () => {
    expect(deriveIgnore([copy('package.json')]).sections).toHaveLength(2)
    const { patterns } = parseIgnoreFile(deriveIgnore([copy('.')], { languages: ['node', 'python'] }).text)
    expect(new Set(patterns.map((each) => each.pattern)).size).toBe(patterns.length)
  })

  it('refuses a source that Docker cannot read', () => {
    expect(() => deriveIgnore([copy('a/[', { parents: true })]).text).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/ignore-pattern$/) }),
    )
  })
})

const name = fc.constantFrom(
  'a',
  'b',
  'c',
  'ab',
  'a.b',
  'b.md',
  '.env',
  'x.pem',
  '.git',
  'node_modules',
  '[a]',
  'a*',
  '!a',
  '#a',
  ' a',
  'a|b',
  'a{1}',
  '^a',
  'é',
  '\\a',
)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const glob = fc
  .array(fc.oneof(name, fc.constantFrom('*', 'a*', '?', '*.md', '[ab]*', '[^a]', '**', '\\**', '[!a]*', 'a|b*')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((names) => names.join('/'))
const source: fc.Arbitrary<ContextSource> = fc.record(
  {
    kind: fc.constantFrom<ContextSource['kind']>('copy', 'add', 'bind'),
    path: fc.oneof(path, glob),
    stage: fc.constantFrom('one', 'two'),
    exclude: fc.array(fc.constantFrom('**/*.md', 'a', 'b/*', '**/b', '!a/b', '*'), { maxLength: 2 }),
  },
  { requiredKeys: ['kind', 'path'] },
)
const parents = fc
  .tuple(
    fc.array(name, { maxLength: 1 }),
    fc.array(fc.constantFrom('**', '*', 'a', 'b', '*.md', 'node_modules'), { minLength: 1, maxLength: 3 }),
  )
  .map(([base, below]): ContextSource =>
    copy([...base, ...(base.length > 0 ? ['.'] : []), ...below].join('/'), { parents: true }),
  )
/**
 * What stands behind a bar lies anywhere, and a brace counts what is in front of it. Below a pivot all is sent for them. A wildcard at
 * the end alone does not make BuildKit look anywhere when it sends files, be there an ignore file or not.
 */
const alternatives = fc
  .array(fc.constantFrom('*', 'a', 'b', '*|b', 'a|b', '{0}b*'), { minLength: 1, maxLength: 3 })
  .map((names): ContextSource => copy(names.join('/'), { parents: true }))
  .filter(({ path: each }) => !/[|{]/.test(each) || each.replace(/(?:\/\*)+$/, '').includes('*'))
  .filter(({ path: each }) => createMatcher([each]).patterns.every(({ fails }) => !fails))
const tree = fc.array(path, { minLength: 1, maxLength: 25 }).map(fileTree)

const denied = createMatcher([
  ...versionControl.patterns,
  ...editors.patterns,
  ...secrets.patterns,
  ...languageLists.node.patterns,
])
const isDenied = (each: string) => denied.excludes(each)

/** A plain glob can hold a malformed class, which is an error in one language and a mismatch in the other. */
const isReadable = (sources: readonly ContextSource[]) =>
  sources.every(({ path: each }) => parseIgnoreFile(each).problems.length === 0)

describe('what is derived, on random trees', () => {
  it('sends everything that is copied, and of an allow-list nothing else but parents', () => {
    let allowed = 0
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.oneof(source, source, parents, alternatives), { minLength: 1, maxLength: 5 }).filter(isReadable),
        (files, sources) => {
          const { text, kind } = deriveIgnore(sources, { languages: ['node'] })
          const patterns = parseIgnoreFile(text).patterns.map((each) => each.pattern)
          const sent = new Set(contextOf(files, createMatcher(patterns)).map((each) => each.path))
          const taken = sources.flatMap((each) => takenBy(files, each))
          expect(taken.filter((each) => !sent.has(each) && !isDenied(each))).toEqual([])
          if (kind === 'deny') return
          allowed++
          // An exclude may be dropped when another source needs part of it: it counts as copied then.
          const withoutExcludes = sources.flatMap(({ exclude: _, ...each }) => takenBy(files, each))
          const needed = new Set(withoutExcludes)
          const isParent = (each: string) => withoutExcludes.some((one) => one.startsWith(`${each}/`))
          expect([...sent].filter((each) => !needed.has(each) && !isParent(each))).toEqual([])
        },
      ),
      { numRuns: 2000 },
    )
    expect(allowed).toBeGreaterThan(500)
  })

  it('leaves out exactly what a single --exclude leaves out', () => {
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom('a', 'b', 'ab', '.'),
        fc.subarray(['**/*.md', 'a', 'b/*', '**/b'], { minLength: 1 }),
        (files, base, exclude) => {
          const each = copy(base, { exclude })
          const patterns = parseIgnoreFile(deriveIgnore([each]).text).patterns.map((one) => one.pattern)
          const sent = contextOf(files, createMatcher(patterns)).filter(({ node }) => node.kind !== 'directory')
          const taken = new Set(takenBy(files, each))
          expect(sent.map((one) => one.path).filter((one) => !taken.has(one))).toEqual([])
        },
      ),
    )
  })

  it('sends what is named outright, whatever the lists say', () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 10 }), fc.boolean(), (paths, whole) => {
        const files = fileTree(paths)
        const sources = [
          ...paths.map((each): ContextSource => ({ kind: 'bind', path: each })),
          ...(whole ? [copy('.')] : []),
        ]
        const patterns = parseIgnoreFile(deriveIgnore(sources, { languages: ['node'] }).text).patterns.map(
          (each) => each.pattern,
        )
        const sent = new Set(contextOf(files, createMatcher(patterns)).map((each) => each.path))
        expect(paths.filter((each) => findInTree(files, each) !== undefined && !sent.has(each))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})
