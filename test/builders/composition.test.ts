import { describe, expect, test } from 'vitest'
import { cache, dockerfile, render, stage } from '../../src/index.js'

const text = (...lines: readonly string[]): string => ['# syntax=docker/dockerfile:1', '', ...lines, ''].join('\n')

describe('builders are values', () => {
  test('a shared prefix never leaks', () => {
    const base = stage('base').from('alpine:3.23')
    base.run('one')
    base.env({ A: '1' })
    expect(render(base)).toBe(text('FROM alpine:3.23 AS base'))
  })

  test('forks of one prefix are two stages', () => {
    const base = stage('base').from('node:24-slim').workdir('/app')
    const file = dockerfile({ targets: [base.as('dev').cmd(['a']), base.as('runtime').cmd(['b'])] })
    expect(render(file)).toBe(
      text(
        'FROM node:24-slim AS dev',
        'WORKDIR /app',
        'CMD ["a"]',
        '',
        'FROM node:24-slim AS runtime',
        'WORKDIR /app',
        'CMD ["b"]',
      ),
    )
  })

  test('the same stage made twice is one stage', () => {
    const make = () => stage('tool').from('alpine:3.23').run('make')
    expect(render(stage().from('scratch').copyFrom(make(), '/a', '/a').copyFrom(make(), '/b', '/b'))).toBe(
      text(
        'FROM alpine:3.23 AS tool',
        'RUN make',
        '',
        'FROM scratch',
        'COPY --from=tool /a /a',
        'COPY --from=tool /b /b',
      ),
    )
  })
})

describe('stages are collected and ordered', () => {
  test('dependencies first, then first mention', () => {
    const deps = stage('deps').from('a:1')
    const build = stage('build').from(deps)
    const tool = stage('tool').from('c:1')
    const app = stage('app').from('d:1').copyFrom(tool, '/t', '/t').copyFrom(build, '/b', '/b')
    expect(render(app).match(/AS \S+/g)).toEqual(['AS tool', 'AS deps', 'AS build', 'AS app'])
  })

  test('a stage without a name is named by its position when it is referred to', () => {
    const build = stage().from('a:1')
    expect(render(stage().from('b:1').copyFrom(build, '/x', '/x'))).toBe(
      text('FROM a:1 AS stage-0', '', 'FROM b:1', 'COPY --from=stage-0 /x /x'),
    )
  })

  test('mounts refer to stages', () => {
    const build = stage('build').from('a:1')
    expect(
      render(
        stage()
          .from('b:1')
          .run('x', { mounts: [cache('/c', { from: build, source: '/s' })] }),
      ),
    ).toContain('RUN --mount=type=cache,from=build,target=/c,source=/s x')
  })
})

describe('a document is changed by the names of its stages', () => {
  const build = stage('build').from('a:1')
  const file = dockerfile(stage('runtime').from('b:1').copyFrom(build, '/x', '/x'))

  test('what refers to a stage sees its change', () => {
    expect(render(file.stage('build', (s) => s.run('more')))).toContain('FROM a:1 AS build\nRUN more\n')
    expect(render(file)).not.toContain('more')
  })

  test('a change may bring new stages', () => {
    const extra = stage('extra').from('c:1')
    expect(render(file.stage('runtime', (s) => s.copyFrom(extra, '/e', '/e'))).match(/AS \S+/g)).toEqual([
      'AS build',
      'AS extra',
      'AS runtime',
    ])
  })

  test('a stage built on a document carries its changes', () => {
    const changed = file.stage('build', (s) => s.run('more'))
    expect(render(stage('mine').from(changed).expose(80))).toBe(
      text(
        'FROM a:1 AS build',
        'RUN more',
        '',
        'FROM b:1 AS runtime',
        'COPY --from=build /x /x',
        '',
        'FROM runtime AS mine',
        'EXPOSE 80',
      ),
    )
    expect(render(stage('mine').from('d:1').copyFrom(changed.target('build'), '/m', '/m'))).toContain('RUN more')
  })
})

describe('directives and the head', () => {
  const app = stage('app').from('a:1')

  test.each([
    ['no syntax line', dockerfile({ targets: [app], syntax: false }), 'FROM a:1 AS app\n'],
    [
      'all directives',
      dockerfile({
        targets: [app],
        syntax: 'docker/dockerfile:1.20',
        escape: '`',
        check: { skip: 'all', error: true },
      }),
      '# escape=`\n# syntax=docker/dockerfile:1.20\n# check=skip=all;error=true\n\nFROM a:1 AS app\n',
    ],
    [
      'a comment and global arguments',
      dockerfile({ targets: [app], comment: 'The API', args: { VERSION: '1', BASE: undefined } }),
      '# syntax=docker/dockerfile:1\n# The API\n\nARG VERSION=1\nARG BASE\n\nFROM a:1 AS app\n',
    ],
  ])('%s', (_, file, expected) => {
    expect(render(file)).toBe(expected)
  })
})
