import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIgnoreFile } from '../../src/context/ignore-file.js'
import { inspectContext } from '../../src/context/inspect.js'
import { neededPaths, readSources } from '../../src/context/sources.js'
import { type Files, useFolders } from './support.js'

const folder = useFolders()

const inspect = (files: Files, ignored = false) => {
  const root = folder(files)
  const ignore = readIgnoreFile('.dockerignore' in files ? join(root, '.dockerignore') : undefined, '.dockerignore')
  const sources = 'Dockerfile' in files ? readSources(join(root, 'Dockerfile'), 'Dockerfile') : undefined
  return inspectContext({
    root,
    ignore,
    ...(sources === undefined ? {} : { sources }),
    ignored,
    list: true,
    largest: 3,
    filesEach: 2,
  })
}

describe('inspectContext', () => {
  it('sums up directories and keeps the largest files', () => {
    const { totals, summary, largest, files, directories } = inspect({ 'a/b/c': 5, 'a/d': 3, 'a/e': 4, 'a/f': 1, g: 2 })
    expect(totals).toEqual({ files: 5, bytes: 15 })
    expect(largest.map(({ path }) => path)).toEqual(['a/b/c', 'a/e', 'a/d'])
    expect(files.map(({ path }) => path)).toEqual(['a/b/c', 'a/d', 'a/e', 'a/f', 'g'])
    expect(directories).toEqual(['a', 'a/b'])
    expect(summary).toEqual({
      path: '',
      files: 5,
      bytes: 15,
      largest: [{ name: 'g', bytes: 2 }],
      directories: [
        {
          path: 'a',
          files: 4,
          bytes: 13,
          largest: [
            { name: 'e', bytes: 4 },
            { name: 'd', bytes: 3 },
          ],
          directories: [{ path: 'a/b', files: 1, bytes: 5, largest: [{ name: 'c', bytes: 5 }], directories: [] }],
        },
      ],
    })
  })

  it('counts what each pattern keeps out', () => {
    const { ignored } = inspect(
      {
        '.dockerignore': '# made here\ndist\n\n**/*.log\n!keep.log\nunused\n',
        'dist/a': 10,
        'dist/b.log': 5,
        'x/c.log': 2,
        'keep.log': 9,
      },
      true,
    )
    expect(ignored).toEqual({
      files: 3,
      bytes: 17,
      patterns: [
        { pattern: 'dist', line: 2, files: 2, bytes: 15 },
        { pattern: '**/*.log', line: 4, files: 1, bytes: 2 },
      ],
    })
  })

  it('tells what each source takes', () => {
    const dockerfile = `FROM alpine:3.23 AS build
ARG DIR=src
COPY package.json ./
COPY $DIR/ /src/
COPY *.json nope* /
COPY --exclude=*.md docs /docs
RUN --mount=type=bind,source=src,target=/src true
COPY link/x /y
FROM build
COPY --from=build /src /src
COPY . .
`
    const { sources } = inspect({
      Dockerfile: dockerfile,
      '.dockerignore': 'src/secret\nDockerfile\n.dockerignore\n',
      'package.json': 7,
      'tsconfig.json': 3,
      'src/a/b.ts': 2,
      'src/c.ts': 1,
      'src/secret': 100,
      'docs/a.md': 50,
      'docs/b.txt': 5,
      'real/x': 4,
      link: { link: 'real' },
    })
    const all = { files: 8, bytes: 7 + 3 + 2 + 1 + 50 + 5 + 4 + 4 }
    expect(sources?.map(({ kind, path, line, files, bytes }) => [kind, path, line, files, bytes])).toEqual([
      ['copy', 'package.json', 3, 1, 7],
      ['copy', 'src/', 4, 2, 3],
      ['copy', '*.json', 5, 2, 10],
      ['copy', 'nope*', 5, 0, 0],
      ['copy', 'docs', 6, 1, 5],
      ['bind', 'src', 7, 2, 3],
      ['copy', 'link/x', 8, 1, 4],
      ['copy', '.', 11, all.files, all.bytes],
    ])
  })

  it('names what a Dockerfile needs', () => {
    const root = folder({ Dockerfile: 'FROM a\nCOPY ./src/ go.mod /x/\nCOPY src /y\nCOPY . /z\nADD https://a/b /\n' })
    expect(neededPaths(readSources(join(root, 'Dockerfile'), 'Dockerfile'))).toEqual(['.', 'go.mod', 'src'])
  })

  it('refuses a Dockerfile that cannot be read', () => {
    const root = folder({ Dockerfile: 'FROM a\nCOPPY x y\nCOPY [\n', Empty: '' })
    expect(() => readSources(join(root, 'Empty'), 'Empty')).toThrow(/`Empty` cannot be read, so that nobody can tell/)
    expect(() => readSources(join(root, 'nope'), 'nope')).toThrow(/there is no such file/)
  })
})
