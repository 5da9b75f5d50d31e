import { expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { contextSources } from '../../src/analysis/context-sources.js'
import { contextOf, createMatcher, deriveIgnore, parseIgnoreFile } from '../../src/ignore/index.js'
import { fileTree } from '../../src/model/file-tree.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const tree = fileTree([
  '.env',
  '.git/HEAD',
  'README.md',
  'a.json',
  'b.json',
  'package.json',
  'packages/api/package.json',
  'packages/api/src/index.ts',
  'packages/web/package.json',
  'packages/web/src/index.ts',
  'packages/web/src/index.test.ts',
  'packages/web/src/.env',
  'src/main.go',
  'src/main_test.go',
  'src/deep/x.go',
])

const everything = ['README.md', 'a.json', 'b.json', 'package.json']
const packages = [
  'packages/api/package.json',
  'packages/api/src/index.ts',
  'packages/web/package.json',
  'packages/web/src/index.test.ts',
  'packages/web/src/index.ts',
]
const sources = ['src/deep/x.go', 'src/main.go', 'src/main_test.go']

/** What a Dockerfile copies, and the files that its derived ignore file sends. */
it.each<[string, string, readonly string[]]>([
  ['nothing', 'RUN true', []],
  ['a file', 'COPY package.json ./', ['package.json']],
  ['a file of another stage', 'COPY --from=other package.json ./', []],
  ['a remote file', 'ADD https://example.com/a.tar /', []],
  ['a heredoc beside a file', 'COPY a.json <<EOF /x/\ntext\nEOF', ['a.json']],
  ['a folder', 'COPY src /src', sources],
  ['a folder by ADD', 'ADD src/ /src', sources],
  ['everything', 'COPY . .', [...everything, ...packages, ...sources]],
  ['a glob', 'COPY *.json ./', ['a.json', 'b.json', 'package.json']],
  ['a class', 'COPY [ab].json ./', ['a.json', 'b.json']],
  ['a glob of folders', 'COPY packages/*/package.json ./', ['packages/api/package.json', 'packages/web/package.json']],
  [
    '--parents',
    'COPY --parents packages/*/package.json ./',
    ['packages/api/package.json', 'packages/web/package.json'],
  ],
  [
    '--parents at every depth',
    'COPY --parents **/package.json ./',
    ['package.json', 'packages/api/package.json', 'packages/web/package.json'],
  ],
  [
    '--parents below a pivot',
    'COPY --parents packages/./web/src ./',
    ['packages/web/src/index.test.ts', 'packages/web/src/index.ts'],
  ],
  ['--exclude', 'COPY --exclude=**/*_test.go src /src', ['src/deep/x.go', 'src/main.go']],
  [
    '--exclude of everything',
    'COPY --exclude=packages --exclude=*.md . .',
    ['a.json', 'b.json', 'package.json', ...sources],
  ],
  ['--exclude that another needs', 'COPY --exclude=main.go src /a\nCOPY src/main.go /b', sources],
  [
    'triggers for a stage of the file',
    'ONBUILD COPY package.json ./\nONBUILD ADD src /src\nFROM base',
    ['package.json', ...sources],
  ],
  ['triggers for the builds of others', 'ONBUILD COPY package.json ./', []],
  ['a trigger that copies from a stage', 'ONBUILD COPY --from=other src /src\nFROM base', []],
  ['a trigger with a mount', 'ONBUILD RUN --mount=type=bind,source=src,target=/src true\nFROM base', sources],
  ['a bind mount', 'RUN --mount=type=bind,source=package.json,target=/p.json true', ['package.json']],
  ['a bind mount of everything', 'RUN --mount=target=/src true', [...everything, ...packages, ...sources]],
  ['a bind mount of a stage', 'RUN --mount=type=bind,from=other,source=src,target=/src true', []],
  ['a variable that is known', 'ENV FOLDER=src\nCOPY $FOLDER /src', sources],
  ['a variable that a build may set', 'ARG FOLDER=src\nCOPY $FOLDER /src', [...everything, ...packages, ...sources]],
  ['a secret by its name', 'COPY .env /', ['.env']],
])('%s', (_, text, files) => {
  const parsed = parseDockerfile(`FROM alpine:3.23 AS other\nFROM alpine:3.23 AS base\n${text}\n`)
  if ('error' in parsed) throw new Error(parsed.error.message)
  expect(parsed.problems).toEqual([])
  const { text: ignore } = deriveIgnore(contextSources(analyse(parsed.document)))
  const matcher = createMatcher(parseIgnoreFile(ignore).patterns.map(({ pattern }) => pattern))
  const sent = contextOf(tree, matcher).filter(({ node }) => node.kind !== 'directory')
  expect(sent.map(({ path }) => path)).toEqual([...files].sort())
})
