import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { stageHolds } from '../../src/analysis/file-system.js'
import { nearest } from '../../src/words/nearest.js'
import { parsePlatform } from '../../src/analysis/platform.js'
import { cleanPosix, isWithin, resolvePosix } from '../../src/analysis/posix-path.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const read = (text: string) => {
  const parsed = parseDockerfile(`${text}\n`)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return analyse(parsed.document)
}

describe('stages', () => {
  it.each([
    ['FROM a:1 AS x\nFROM x', 'x'],
    ['FROM a:1 AS X\nFROM x', 'x'],
    ['FROM a:1 AS X\nFROM X', undefined],
    ['ARG B=x\nFROM a:1 AS x\nFROM $B', 'x'],
    ['FROM x\nFROM a:1 AS x', undefined],
    ['FROM a:1 AS x\nFROM b:1 AS x\nFROM x', 'x'],
    ['FROM a:1 AS scratch\nFROM scratch', 'scratch'],
  ])('%j is built on %s', (text, name) => {
    const base = read(text).last?.base
    expect(base?.kind === 'stage' ? base.stage.name : undefined).toBe(name)
  })

  it('resolves --from by position, by name without case, and to the last of a name', () => {
    const { stages } = read(
      'FROM a:1 AS x\nFROM b:1 AS x\nFROM c:1\nCOPY --from=0 /a /a\nCOPY --from=X /a /a\nCOPY --from=y:1 /a /a\nCOPY --from=9 /a /a',
    )
    const origins = stages[2]?.steps.map((step) => step.copy?.from)
    expect(origins?.map((origin) => (origin?.kind === 'stage' ? origin.stage.index : origin?.kind))).toEqual([
      0,
      1,
      'image',
      'bad-index',
    ])
  })

  it('follows bases, copies and mounts to what a target needs', () => {
    const analysis = read(
      'FROM a AS a\nFROM b AS b\nFROM c AS c\nFROM d AS d\nFROM b\nCOPY --from=a / /\nRUN --mount=from=c,target=/c true',
    )
    const needed = analysis.reachable(analysis.stages.slice(-1))
    expect([...needed].map((stage) => stage.index).sort()).toEqual([0, 1, 2, 4])
  })
})

describe('what is in force', () => {
  it.each([
    ['FROM node:24\nWORKDIR /a\nWORKDIR b\nUSER node', '/a/b', 'node'],
    ['FROM golang:1.26\nWORKDIR src', '/go/src', 'root'],
    ['FROM example.com/a\nWORKDIR src', undefined, undefined],
    ['FROM gcr.io/distroless/static-debian13:nonroot', '/home/nonroot', 'nonroot'],
    ['FROM node:24 AS x\nWORKDIR /a\nUSER 1\nFROM x\nWORKDIR ../b', '/b', '1'],
    ['FROM node:24\nENV H=/h\nWORKDIR $H/x\nUSER ${U:-2}', '/h/x', undefined],
    ['FROM node:24\nARG H\nWORKDIR $H/x', undefined, 'root'],
  ])('at the end of %j', (text, workdir, user) => {
    const end = read(text).last?.end
    expect([end?.workdir, end?.user]).toEqual([workdir, user])
  })

  it('hands ARG and ENV down to stages that are built on a stage', () => {
    const { last } = read('ARG G=g\nFROM a AS x\nARG G\nARG A=1\nENV B=$A-$G\nFROM x\nENV C=$A$B')
    expect(last?.scope.get('C')).toMatchObject({ value: '11-g', certain: true, overridable: true })
    expect(last?.steps.flatMap((step) => step.undefinedNames)).toEqual([])
  })
})

describe('stageHolds', () => {
  const files = 'FROM scratch AS s\nWORKDIR /w\nCOPY a /d/e\nCOPY b rel/'
  it.each([
    ['/', 'maybe'],
    ['/d', 'maybe'],
    ['/d/e', 'maybe'],
    ['/d/e/f', 'maybe'],
    ['/d/x', 'no'],
    ['/w/rel/b', 'maybe'],
    ['/w/other', 'no'],
    ['/etc/passwd', 'no'],
  ] as const)('%s: %s', (path, holds) => {
    const { last } = read(files)
    expect(last && stageHolds(last, path)).toBe(holds)
  })
})

it.each([
  ['biuld', ['build', 'test'], 'build'],
  ['NODE_VERSON', ['NODE_VERSION'], 'NODE_VERSION'],
  ['x', ['build'], undefined],
  ['build', ['build'], undefined],
  ['prod', ['production'], undefined],
])('nearest to %s in %j', (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected)
})

it.each([
  ['linux/amd64', 'linux', 'amd64'],
  ['linux/arm64/v8', 'linux', 'arm64'],
  ['arm64', 'linux', 'arm64'],
  ['linux', 'linux', 'amd64'],
  ['linux/x86_64', 'linux', 'amd64'],
  ['windows(10.0.17763)/amd64', 'windows', 'amd64'],
])('parsePlatform(%s)', (text, os, architecture) => {
  expect(parsePlatform(text)).toEqual({ os, architecture })
})

it.each(['', 'nonsense', 'a/b/c/d', 'linux/*'])('parsePlatform refuses %j', (text) => {
  expect(parsePlatform(text)).toBeUndefined()
})

it('cleans and resolves paths as Go does', () => {
  expect(['', 'a//b/', './a', 'a/../..', '/..', '/a/./b/'].map(cleanPosix)).toEqual([
    '.',
    'a/b',
    'a',
    '..',
    '/',
    '/a/b',
  ])
  expect([resolvePosix('/w', 'a'), resolvePosix('/w', '/a'), resolvePosix('/w', '../a')]).toEqual(['/w/a', '/a', '/a'])
  expect([isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/')]).toEqual([true, false, true])
})
