import { posix } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { contextSources } from '../../src/analysis/context-sources.js'
import { lowerForBuilder } from '../../src/generate/lower-for-builder.js'
import { contextOf, createMatcher, deriveIgnore, takenBy } from '../../src/ignore/index.js'
import { lintDocument } from '../../src/linter/index.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import { type FileTree, fileTree, findInTree } from '../../src/model/file-tree.js'
import { flagIsSet } from '../../src/model/flag.js'
import { renderDocument } from '../../src/renderer/index.js'
import { service } from './fleet/support.js'

const dockerfile = (...lines: readonly string[]): string => `FROM alpine:3.23\n${lines.join('\n')}\n`

const documentOf = (text: string): DockerfileDocument => service('a', text).document

interface Around {
  readonly builder?: 'buildah' | 'kaniko'
  readonly derived?: boolean
  readonly tree?: FileTree
}

const lowered = (text: string, { builder = 'buildah', derived = true, tree }: Around = {}): string =>
  renderDocument(lowerForBuilder(documentOf(text), builder, derived, tree)).text

/** Without what only the width of a line decides. */
const oneLine = (text: string): string => text.replaceAll(/ \\\n +/g, ' ')

const note = [
  '# All that the ignore file lets in: buildah knows no patterns that keep folders.',
  '# Name that file with --ignorefile where it is not the .dockerignore of the context.',
].join('\n')

const tree = fileTree([
  ...['go.work', 'Makefile', 'packages/a/package.json', 'packages/a/index.js', 'packages/a/Makefile'],
  ...['packages/a/src/a.ts', 'packages/a/src/deep/b.ts', 'packages/a/empty/', 'packages/b/package.json'],
  ...['packages/b/b.js', 'packages/b/chart.js/index.js', 'packages/c/package.json', 'web/static/logo.svg'],
  { path: 'packages/c/link', target: 'package.json' },
])

describe('lowerForBuilder', () => {
  it.each([
    [['COPY --link a /b'], ['COPY a /b']],
    [['COPY --link=false a /b'], ['COPY --link=false a /b']],
    [['COPY --exclude=*.md docs /docs'], ['COPY docs /docs']],
    [
      ['WORKDIR /app', 'RUN --mount=type=bind,source=a,target=a --mount=type=cache,target=/c make'],
      ['WORKDIR /app', 'RUN --mount=type=bind,source=a,target=/app/a --mount=type=cache,target=/c make'],
    ],
  ])('%j becomes %j', (before, after) => {
    expect(oneLine(lowered(dockerfile(...before)))).toBe(dockerfile(...after))
  })

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'files, by folder',
      ['COPY --parents packages/a/package.json packages/b/package.json packages/a/index.js ./'],
      ['COPY packages/a/package.json packages/a/index.js packages/a/', 'COPY packages/b/package.json packages/b/'],
    ],
    ['a folder', ['COPY --parents packages/a/src ./'], ['COPY packages/a/src packages/a/src']],
    ['a folder with a slash', ['COPY --parents ./packages/a/src/ .'], ['COPY packages/a/src packages/a/src']],
    ['an empty folder', ['COPY --parents packages/a/empty ./'], ['COPY packages/a/empty packages/a/empty']],
    ['what is at the root', ['COPY --parents go.work Makefile web ./'], ['COPY go.work Makefile ./', 'COPY web web']],
    ['the whole context', ['COPY --parents . ./'], ['COPY . ./']],
    ['what is not there yet', ['COPY --parents packages/a/dist ./'], ['COPY packages/a/dist packages/a/dist']],
    [
      'a file with the name of a folder, and a folder with the name of a file',
      ['COPY --parents packages/a/Makefile packages/b/chart.js ./'],
      ['COPY packages/a/Makefile packages/a/', 'COPY packages/b/chart.js packages/b/chart.js'],
    ],
    [
      'an absolute destination',
      ['COPY --parents packages/a/src packages/b/b.js /src'],
      ['COPY packages/a/src /src/packages/a/src', 'COPY packages/b/b.js /src/packages/b/'],
    ],
    [
      'a destination with a variable',
      ['ARG TO=/src', 'COPY --parents packages/a/src packages/b/b.js $TO'],
      ['ARG TO=/src', 'COPY packages/a/src $TO/packages/a/src', 'COPY packages/b/b.js $TO/packages/b/'],
    ],
    ['the root as the destination', ['COPY --parents packages/b/b.js /'], ['COPY packages/b/b.js /packages/b/']],
    [
      'a path that loses its beginning',
      ['COPY --parents packages/./a/index.js packages/./a/src web/./static ./x'],
      ['COPY packages/a/index.js ./x/a/', 'COPY packages/a/src ./x/a/src', 'COPY web/static ./x/static'],
    ],
    [
      'flags, which every COPY has',
      ['COPY --link --parents --chown=1000:1000 --chmod=755 packages/a/src packages/b/b.js ./'],
      [
        'COPY --chown=1000:1000 --chmod=755 packages/a/src packages/a/src',
        'COPY --chown=1000:1000 --chmod=755 packages/b/b.js packages/b/',
      ],
    ],
    [
      'comments, which the first has',
      ['', '# Both.', 'COPY --parents packages/a/src packages/b/b.js ./'],
      ['', '# Both.', 'COPY packages/a/src packages/a/src', 'COPY packages/b/b.js packages/b/'],
    ],
    [
      'words in brackets',
      ['COPY --parents ["packages/a/src", "packages/b/b.js", "my app/"]'],
      ['COPY ["packages/a/src", "my app/packages/a/src"]', 'COPY ["packages/b/b.js", "my app/packages/b/"]'],
    ],
    [
      'a file below a folder that is copied',
      ['COPY --parents packages/a/src/a.ts packages/a/src ./'],
      ['COPY packages/a/src packages/a/src'],
    ],
    ['a file that is named twice', ['COPY --parents go.work ./go.work ./'], ['COPY go.work ./']],
    [
      'a wildcard that finds files',
      ['COPY --parents packages/a/*.js packages/a/package.json ./'],
      ['COPY packages/a/*.js packages/a/package.json packages/a/'],
    ],
    [
      'a wildcard that finds a folder, of which COPY takes what is in it',
      ['COPY --parents packages/b/*.js packages/a/package.json ./'],
      [note, 'COPY packages/b packages/b', 'COPY packages/a/package.json packages/a/'],
    ],
    ['a link, which COPY follows', ['COPY --parents packages/c/link ./'], [note, 'COPY packages/c packages/c']],
    [
      'folders for patterns with several stars',
      ['COPY --parents packages/a/**/*.ts packages/b/b.js packages/a/src/a.ts ./'],
      [note, 'COPY packages/a packages/a', 'COPY packages/b/b.js packages/b/'],
    ],
    ['all for patterns at the root', ['COPY --parents **/*.go web/static ./'], [note, 'COPY . ./']],
    ['a pattern that finds nothing', ['COPY --parents packages/a/*.rb go.work ./'], [note, 'COPY . ./']],
    [
      'what is excluded',
      ['COPY --parents --exclude=**/*_test.go --chown=1:1 packages/a/**/*.ts web/static ./'],
      [note, 'COPY --chown=1:1 packages/a packages/a', 'COPY --chown=1:1 web/static web/static'],
    ],
    ['the same all once', ['COPY --parents **/x ./', 'COPY --parents **/y ./'], [note, 'COPY . ./']],
    ['a pattern with an end alone', ['COPY --parents packages/./a/**/*.ts ./'], [note, 'COPY packages/a a']],
    ['nothing that keeps its end alone', ['COPY --parents no/./**/x ./'], ['COPY --parents no/./**/x ./']],
    ['a name that is more than a name', ['ARG A=a', 'COPY --parents $A/x ./'], ['ARG A=a', note, 'COPY . ./']],
    [
      'what another image holds',
      ['COPY --from=busybox --parents /bin/sh /etc ./'],
      ['COPY --from=busybox /bin/sh bin/sh', 'COPY --from=busybox /etc etc'],
    ],
    [
      'patterns in another image',
      ['COPY --from=busybox --parents /bin/s* ./'],
      ['COPY --from=busybox --parents /bin/s* ./'],
    ],
  ])('spells without --parents: %s', (_, before, after) => {
    expect(oneLine(lowered(dockerfile(...before), { tree }))).toBe(dockerfile(...after))
  })

  it('gives each path its name where nobody knows what it is', () => {
    expect(lowered(dockerfile('COPY --parents packages/a/package.json packages/a/src ./'))).toBe(
      dockerfile('COPY packages/a/package.json packages/a/package.json', 'COPY packages/a/src packages/a/src'),
    )
    expect(lowered(dockerfile('COPY --parents packages/a/*.js ./'))).toBe(dockerfile(note, 'COPY . ./'))
  })

  it('keeps patterns where the ignore file is not derived from them', () => {
    const text = dockerfile(
      'COPY --link --parents **/*.go ./',
      'COPY --parents --exclude=*.md web ./',
      'COPY --parents packages/a/*.js web ./',
    )
    expect(lowered(text, { derived: false, tree })).toBe(
      dockerfile(
        'COPY --parents **/*.go ./',
        'COPY --parents --exclude=*.md web ./',
        'COPY packages/a/*.js packages/a/',
        'COPY web web',
      ),
    )
  })

  it('says which builder it is', () => {
    expect(lowered(dockerfile('COPY --parents **/*.go ./'), { builder: 'kaniko' })).toContain(
      'kaniko knows no patterns',
    )
  })

  it.each([
    ['COPY a /b', 'COPY --chown=0:0 a /b'],
    ['ADD a /b', 'ADD --chown=0:0 a /b'],
    ['COPY --chown=2000 a /b', 'COPY --chown=2000 a /b'],
    ['COPY --from=busybox /a /b', 'COPY --from=busybox /a /b'],
  ])('names the owner behind USER for kaniko: %s', (before, after) => {
    const around = { builder: 'kaniko' } as const
    const user = 'USER 1000:1000'
    expect(lowered(dockerfile(user, before), around)).toBe(dockerfile(user, after))
    expect(lowered(dockerfile(before, user), around)).toBe(dockerfile(before, user))
    expect(lowered(dockerfile(user, 'USER root', before), around)).toBe(dockerfile(user, 'USER root', before))
    expect(lowered(dockerfile(user, before))).toBe(dockerfile(user, before))
  })

  it('changes nothing for BuildKit', () => {
    const document = documentOf(dockerfile('COPY --link --parents *.go ./'))
    expect(lowerForBuilder(document, 'buildkit', true)).toBe(document)
    expect(lowerForBuilder(document, undefined, true)).toBe(document)
  })
})

/** A stage that gathers, in one line for each instruction. */
const gather = (name: string, as: string, paths: string, more: readonly string[] = []): readonly string[] => [
  ...[`FROM ${name} AS ${as}`, ...more],
  '# What is there of these: a COPY of a path that is missing fails.',
  `RUN mkdir /copied && for path in ${paths}; do [ ! -e "$path" ] || cp -a --parents "$path" /copied || exit 1; done`,
]

describe('what may be missing in another stage', () => {
  const source = ['FROM node:24-trixie-slim AS deps', 'WORKDIR /app', 'RUN npm ci']
  const found = '/app/./packages/a/node_modules* /app/./packages/b/node_modules*'

  it('is gathered in a stage of its own', () => {
    const text = [...source, '', 'FROM alpine:3.23', `COPY --from=deps --link --parents ${found} ./`, '']
    expect(lowered(text.join('\n'))).toBe(`FROM node:24-trixie-slim AS deps
WORKDIR /app
RUN npm ci

FROM deps AS deps-copied

# What is there of these: a COPY of a path that is missing fails.
RUN mkdir /copied && \\
    for path in packages/a/node_modules* packages/b/node_modules*; do \\
      [ ! -e "$path" ] || cp -a --parents "$path" /copied || exit 1; \\
    done

FROM alpine:3.23
COPY --from=deps-copied /copied ./
`)
  })

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'once for several',
      [
        ...source,
        ...['FROM alpine:3.23', `COPY --chown=1:1 --parents --from=DEPS ${found} /a/`],
        ...['FROM alpine:3.23', `COPY --parents --from=deps ${found} ./`],
        'COPY --parents --from=deps /app/./x/y* ./',
      ],
      [
        ...source,
        ...gather('deps', 'deps-copied', 'packages/a/node_modules* packages/b/node_modules*'),
        ...['FROM alpine:3.23', 'COPY --chown=1:1 --from=deps-copied /copied /a/'],
        ...gather('deps', 'deps-copied-2', 'x/y*'),
        ...['FROM alpine:3.23', 'COPY --from=deps-copied /copied ./', 'COPY --from=deps-copied-2 /copied ./'],
      ],
    ],
    [
      'from the root, by a user who may',
      [
        ...[...source, 'USER 1000', 'FROM scratch AS deps-copied', 'FROM alpine:3.23'],
        'COPY --from=deps --parents /app/packages/p*/dist ./',
      ],
      [
        ...[...source, 'USER 1000', 'FROM scratch AS deps-copied'],
        ...gather('deps', 'deps-copied-2', 'app/packages/p*/dist', ['USER 0', 'WORKDIR /']),
        ...['FROM alpine:3.23', 'COPY --from=deps-copied-2 /copied ./'],
      ],
    ],
  ])('is gathered %s', (_, before, after) => {
    const text = oneLine(lowered(`${before.join('\n')}\n`, { tree }))
    expect(text.split('\n').filter((line) => line !== '')).toEqual(after)
  })

  it('does not hide that a path without wildcards is missing', () => {
    const text = [...source, 'FROM alpine:3.23', 'COPY --from=deps --parents /app/./a/b /app/./c/d* ./', '']
    expect(lowered(text.join('\n'))).toContain('cp -a --parents a/b /copied &&')
  })

  it.each([
    ['in an image without a shell', 'FROM gcr.io/distroless/static-debian13 AS deps', 'deps', '/x/./a/b*'],
    ['where stages have numbers', 'FROM node:24-trixie-slim AS deps', '0', '/x/./a/b*'],
    ['for a pattern that a shell reads otherwise', 'FROM node:24-trixie-slim AS deps', 'deps', '/x/./a/*.js'],
    ['for two stars', 'FROM node:24-trixie-slim AS deps', 'deps', '/x/./a/**/b.js'],
    ['below two folders', 'FROM node:24-trixie-slim AS deps', 'deps', '/x/./a/b* /y/./a/b*'],
  ])('stays as it is %s', (_, from, name, sources) => {
    const text = `${from}\n\nFROM alpine:3.23\nCOPY --from=${name} --parents ${sources} ./\n`
    expect(lowered(text)).toBe(text)
  })

  it('is nothing that the rules find fault with', () => {
    const text = `${source.join('\n')}\nFROM node:24-trixie-slim\nWORKDIR /app\nCOPY --from=deps --link --parents ${found} ./\nUSER 1000\nCMD ["node", "a.js"]\n`
    const rulesOf = (document: DockerfileDocument): readonly string[] =>
      lintDocument(document, { builder: 'buildah' }).map(({ rule }) => rule)
    const before = rulesOf(documentOf(text)).filter((rule) => rule !== 'newer-than-builder')
    const after = renderDocument(lowerForBuilder(documentOf(text), 'buildah', true, tree)).text
    expect(rulesOf(documentOf(after))).toEqual(before)
  })
})

/** What a document's COPYs put where, and from where; wildcards without `--parents` find files. */
const placed = (document: DockerfileDocument, context: FileTree): ReadonlyMap<string, string> => {
  const result = new Map<string, string>()
  const put = (to: string, from: string): void => {
    const path = posix.normalize(to).replace(/\/$/, '')
    if (path !== '') result.set(path, findInTree(context, from)?.kind === 'directory' ? 'folder' : from)
    const above = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    if (above !== '' && !result.has(above)) put(above, '.')
  }
  for (const { instructions } of document.stages) {
    for (const instruction of instructions) {
      if (instruction.kind !== 'copy') continue
      const parents = flagIsSet(instruction, 'parents')
      const to = posix.normalize(`/${instruction.words.at(-1) ?? ''}`.replace(/\/\.$/, '/'))
      for (const path of instruction.words.slice(0, -1)) {
        const pivot = path.indexOf('/./')
        const before = pivot < 0 ? '' : path.slice(0, pivot).replace(/^\.?\//, '')
        const isFolder = findInTree(context, path)?.kind === 'directory'
        for (const taken of takenBy(context, { kind: 'copy', path, parents })) {
          if (parents) put(posix.join(to, posix.relative(before, taken)), taken)
          else if (isFolder) put(posix.join(to, posix.relative(path, taken)), taken)
          else put(to.endsWith('/') ? to + posix.basename(taken) : to, taken)
        }
      }
    }
  }
  return result
}

const names = fc.constantFrom('a', 'b', 'src', 'a.js', 'b.ts', 'Makefile')
const paths = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
/** No path is a file here and a folder there. */
const trees = fc.array(fc.tuple(paths, fc.boolean()), { minLength: 1, maxLength: 12 }).map((items) => {
  const all = items.map(([path]) => path)
  return items
    .filter(([path]) => !all.some((other) => other !== path && path.startsWith(`${other}/`)))
    .map(([path, isEmptyFolder]) => (isEmptyFolder ? `${path}/` : path))
})

const copies = trees.chain((items) => {
  const existing = [...new Set(items.flatMap((item) => aboveAndSelf(item)))]
  const source = fc
    .tuple(fc.constantFrom(...existing), fc.nat(4), fc.constantFrom('', './', '/'))
    .map(([path, at, start]) => {
      const parts = path.split('/')
      const split = at % parts.length
      return split === 0 ? start + path : `${start}${parts.slice(0, split).join('/')}/./${parts.slice(split).join('/')}`
    })
  return fc.record({
    items: fc.constant(items),
    sources: fc.array(source, { minLength: 1, maxLength: 6 }),
    to: fc.constantFrom('./', '.', '/', '/app', '/app/', 'x', './x/'),
    known: fc.boolean(),
  })
})

const aboveAndSelf = (item: string): readonly string[] => {
  const parts = item.split('/').filter((part) => part !== '')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

describe('the COPYs that stand for one with --parents', () => {
  it('take the same, and put it in the same places', () => {
    fc.assert(
      fc.property(copies, ({ items, sources, to, known }) => {
        const context = fileTree(items)
        const document = documentOf(`FROM alpine:3.23\nCOPY --parents ${sources.join(' ')} ${to}\n`)
        const after = lowerForBuilder(document, 'buildah', true, known ? context : undefined)
        expect(renderDocument(after).text).not.toMatch(/--parents|COPY \. /)
        expect(Object.fromEntries(placed(after, context))).toEqual(Object.fromEntries(placed(document, context)))
      }),
      { numRuns: 500 },
    )
  })

  it('take with the derived ignore file what patterns take', () => {
    const patterns = fc.constantFrom('a/**/*.js', '**/*.ts', 'src/*.js', 'a/*/b', 'b/./**/a.js', 'a/./b*', 'src/a?js')
    fc.assert(
      fc.property(trees, fc.array(patterns, { minLength: 1, maxLength: 3 }), (items, sources) => {
        const document = documentOf(`FROM alpine:3.23\nCOPY --parents ${sources.join(' ')} ./\n`)
        const ignore = deriveIgnore(contextSources(analyse(document))).text.split('\n')
        const matcher = createMatcher(ignore.filter((line) => line !== '' && !line.startsWith('#')))
        const whole = fileTree(items)
        const sent = fileTree(
          contextOf(whole, matcher).map(({ path, node }) => (node.kind === 'directory' ? `${path}/` : path)),
        )
        const after = lowerForBuilder(document, 'buildah', true, whole)
        const filesOf = (each: DockerfileDocument): readonly string[] =>
          [...placed(each, sent)].filter(([, from]) => from !== 'folder').map(([path, from]) => `${from} > ${path}`)
        const taken = new Set(filesOf(after))
        expect(filesOf(document).filter((each) => !taken.has(each))).toEqual([])
        // What one pattern lets in, another's folder takes.
        if (sources.length === 1) expect(taken.size).toBe(filesOf(document).length)
        for (const { path } of contextSources(analyse(after)).filter(
          (each) => each.parents !== true && each.path !== '.',
        ))
          expect(takenBy(sent, { kind: 'copy', path })).not.toEqual([])
      }),
    )
  })
})
