import { describe, expect, it } from 'vitest'
import { analyse } from '../../../../src/analysis/analyse.js'
import { stageCalled } from '../../../../src/generate/fleet/compose/stage-chain.js'
import { watchRules } from '../../../../src/generate/fleet/compose/watch.js'
import { service } from '../support.js'

const folders = ['src', 'lib', 'packages/a/src']

/** The rules of the stage `dev`: `sync src > /app/src [*.js] !*.test.js`. */
const rules = (lines: readonly string[]): readonly string[] => {
  const analysis = analyse(service('api', `${lines.join('\n')}\n`).document)
  const stage = stageCalled(analysis, 'dev')
  if (stage === undefined) throw new Error('there is no stage')
  return watchRules(analysis, stage, (path) => folders.includes(path)).map(
    ({ action, path, target, include = [], ignore = [] }) =>
      [
        `${action} ${path}`,
        ...(target === undefined ? [] : [`> ${target}`]),
        ...(include.length === 0 ? [] : [`[${include.join(' ')}]`]),
        ...ignore.map((pattern) => `!${pattern}`),
      ].join(' '),
  )
}

const reloading = 'CMD ["node", "--watch", "src/main.js"]'
const dev = (...lines: readonly string[]) => ['FROM node AS dev', 'WORKDIR /app', ...lines]

describe('watchRules', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a folder', ['COPY src ./src'], ['sync src > /app/src']],
    ['a folder whose contents are copied', ['COPY src/ .'], ['sync src > /app']],
    ['a file into a folder', ['COPY a.js ./lib/'], ['sync a.js > /app/lib/a.js']],
    ['a file with another name', ['COPY a.js b.js'], ['sync a.js > /app/b.js']],
    ['the whole context', ['COPY . .'], ['sync . > /app']],
    ['an absolute destination', ['COPY src /srv'], ['sync src > /srv']],
    ['files of a pattern', ['COPY src/*.js ./out/'], ['sync src > /app/out [*.js]']],
    ['folders of a pattern, whose contents are joined', ['COPY packages/* ./'], ['rebuild packages [*]']],
    ['a pattern of folders', ['COPY packages/*/src ./'], ['rebuild packages [*/src]']],
    ['parents', ['COPY --parents src lib/a.js ./'], ['sync src > /app/src', 'sync lib/a.js > /app/lib/a.js']],
    ['a pattern with parents', ['COPY --parents lib/**/*.js ./'], ['sync lib > /app/lib [**/*.js]']],
    ['a pattern of all with parents', ['COPY --parents **/*.js ./'], ['sync . > /app [**/*.js]']],
    ['parents from a point', ['COPY --parents packages/a/./src ./'], ['sync packages/a/src > /app/src']],
    ['what is left out', ['COPY --exclude=*.test.js src ./src'], ['sync src > /app/src !*.test.js']],
    ['a destination that depends on an argument', ['ARG TO', 'COPY src $TO'], ['rebuild src']],
    ['one source in two places', ['COPY src a', 'COPY src b'], ['sync src > /app/a', 'sync src > /app/b']],
  ])('copies %s', (_, lines, expected) => {
    expect(rules(dev(...lines, reloading))).toEqual(expected)
  })

  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'npm ci',
      ['COPY package.json ./', 'RUN npm ci', 'COPY src ./src'],
      ['rebuild package.json', 'sync src > /app/src'],
    ],
    ['any program', ['COPY src ./src', 'RUN ./configure'], ['rebuild src']],
    [
      'a script in another language',
      ['COPY src ./src', 'RUN <<E', '#!/usr/bin/python3', 'print()', 'E'],
      ['rebuild src'],
    ],
    ['a computed name', ['COPY src ./src', 'RUN $TOOL'], ['rebuild src']],
    ['a substitution', ['COPY src ./src', 'RUN echo "$(cat src/a)" > b'], ['rebuild src']],
    ['a bind mount', ['RUN --mount=type=bind,source=src,target=src true'], ['rebuild src']],
    ['find', ['COPY src ./src', 'RUN find src -name a -exec cat {} +'], ['rebuild src']],
    ['nothing but who owns it', ['COPY src ./src', 'RUN chown 1 /app && mkdir x'], ['sync src > /app/src']],
    ['nothing, by find', ['COPY src ./src', 'RUN find . -exec chown 1 {} +'], ['sync src > /app/src']],
    [
      'manifests of a folder',
      ['COPY . .', 'RUN go mod download'],
      ['rebuild . [**/go.mod **/go.sum **/go.work **/go.work.sum]', 'sync . > /app'],
    ],
    [
      'manifests by name',
      ['COPY crates/a/Cargo.toml src/main.rs ./', 'RUN cargo fetch --locked'],
      ['rebuild crates/a/Cargo.toml', 'sync src/main.rs > /app/main.rs'],
    ],
    ['what is copied again below', ['COPY src ./src', 'RUN make', 'COPY src ./src'], ['rebuild src']],
  ])('makes the image again for what a RUN reads: %s', (_, lines, expected) => {
    expect(rules(dev(...lines, reloading))).toEqual(expected)
  })

  it('follows the stages that it begins with, and makes the image again for what others are made of', () => {
    const lines = ['FROM node AS tool', 'COPY lib /lib', 'FROM node AS deps', 'WORKDIR /app', 'COPY package.json ./']
    const more = ['RUN npm ci', 'FROM deps AS dev', 'COPY --from=tool /lib /lib', 'COPY src ./src', reloading]
    expect(rules([...lines, ...more, 'FROM node AS other', 'COPY elsewhere /'])).toEqual([
      'rebuild lib',
      'rebuild package.json',
      'sync src > /app/src',
    ])
  })

  it.each([
    ['node --watch src/main.js', 'sync'],
    ['npm run dev', 'sync'],
    ['uvicorn app:app --reload', 'sync'],
    ['python manage.py runserver 0.0.0.0:8000', 'sync'],
    ['flask --app a run --debug', 'sync'],
    ['cd services/api && exec node --watch main.js', 'sync'],
    ['sh -c "cd a && exec npx nodemon"', 'sync'],
    ['node src/main.js', 'sync+restart'],
    ['go run .', 'sync+restart'],
    ['npm run build && node --watch dist/main.js', 'sync+restart'],
    ['sh -c "cd /app && npm run build && exec node --watch dist/main.js"', 'sync+restart'],
  ])('starts %s again only where it has to: %s', (command, action) => {
    expect(rules(dev('COPY src ./src', `CMD ${command}`))).toEqual([`${action} src > /app/src`])
  })

  it('asks the last command alone', () => {
    expect(rules(dev(reloading, 'COPY src ./src', 'CMD ["node", "src/main.js"]'))).toEqual([
      'sync+restart src > /app/src',
    ])
  })
})
