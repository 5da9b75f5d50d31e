import { expect, it } from 'vitest'
import { lowerForBuilder } from '../../../src/generate/lower-for-builder.js'
import { fileTree } from '../../../src/model/file-tree.js'
import { renderDocument } from '../../../src/renderer/index.js'
import { service } from '../fleet/support.js'

const tree = fileTree(['uv.lock', 'pyproject.toml', 'conf/pip.conf', 'libs/a/pyproject.toml', 'libs/a/src/a.py'])

/** The lines of a document for kaniko. */
const lowered = (...lines: readonly string[]): readonly string[] => {
  const { document } = service('a', `${lines.join('\n')}\n`)
  const { text } = renderDocument(lowerForBuilder(document, 'kaniko', true, tree))
  return text
    .replaceAll(/ \\\n +/g, ' ')
    .split('\n')
    .filter((line) => line !== '')
}

const bind = (source: string, target = source): string => `--mount=type=bind,source=${source},target=${target}`

const base = ['FROM python:3.13-slim-trixie AS deps', 'WORKDIR /app']

it.each<[string, string, readonly string[]]>([
  [
    'files beside each other in one COPY',
    `RUN --mount=type=cache,target=/c ${bind('uv.lock')} ${bind('pyproject.toml')} uv sync`,
    ['COPY uv.lock pyproject.toml ./', 'RUN --mount=type=cache,target=/c uv sync'],
  ],
  [
    'files of folders where they lie',
    `RUN ${bind('uv.lock')} ${bind('libs/a/pyproject.toml')} ${bind('./libs/a/src')} uv sync`,
    ['COPY uv.lock ./', 'COPY libs/a/pyproject.toml libs/a/', 'COPY libs/a/src libs/a/src', 'RUN uv sync'],
  ],
  [
    'a file elsewhere',
    `RUN ${bind('/conf/pip.conf', '/etc/pip.conf')} pip list`,
    ['COPY conf/pip.conf /etc/pip.conf', 'RUN pip list'],
  ],
  ['the whole context', 'RUN --mount=target=. --mount=target=/src,ro make', ['COPY . ./', 'COPY . /src', 'RUN make']],
  [
    'what another image has, in a stage from which the image copies',
    `RUN --mount=from=uv:1,source=/uv,target=/bin/uv --mount=from=deps,source=/a,target=b uv sync`,
    ['COPY --from=uv:1 /uv /bin/uv', 'COPY --from=deps /a b', 'RUN uv sync'],
  ],
])('copies %s', (_, run, after) => {
  const build = ['FROM deps AS build', run, 'FROM debian:trixie-slim', 'COPY --from=build /app /app']
  expect(lowered(...base, ...build)).toEqual([...base, build[0], ...after, ...build.slice(2)])
})

it('copies once what the stages have in common', () => {
  const run = `RUN ${bind('uv.lock')}`
  expect(
    lowered(
      ...base,
      `${run} a`,
      `${run} ${bind('pyproject.toml')} b`,
      'FROM deps',
      `${run} c`,
      'WORKDIR /x',
      `${run} d`,
    ),
  ).toEqual([
    ...base,
    ...['COPY uv.lock ./', 'RUN a', 'COPY pyproject.toml ./', 'RUN b', 'FROM deps', 'RUN c'],
    ...['WORKDIR /x', 'COPY uv.lock ./', 'RUN d'],
  ])
})

it('keeps the comment at the RUN', () => {
  expect(lowered(...base, '# What the lock file says.', `RUN ${bind('uv.lock')} a`).slice(2)).toEqual([
    ...['COPY uv.lock ./', '# What the lock file says.', 'RUN a'],
  ])
})

it.each([
  ['what would be in the image', 'RUN --mount=from=uv:1,source=/uv,target=/bin/uv uv sync'],
  ['the whole of another image', 'RUN --mount=from=uv:1,target=/uv ls'],
  ['what has a variable in it', 'RUN --mount=source=$A,target=/a ls'],
  ['other mounts', 'RUN --mount=type=secret,id=a --mount=type=ssh --mount=type=tmpfs,target=/t ls'],
])('leaves %s as it is', (_, run) => {
  expect(lowered(...base, run)).toEqual([...base, run])
})

it('copies the manifests of a stage that the image is built on, too', () => {
  expect(lowered(...base, `RUN ${bind('uv.lock')} a`)).toEqual([...base, 'COPY uv.lock ./', 'RUN a'])
})
