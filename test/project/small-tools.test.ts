import { describe, expect, it } from 'vitest'
import { isForeignPort } from '../../src/project/foreign-port.js'
import { matchesMember } from '../../src/project/glob.js'
import { joinTables } from '../../src/project/node/tables.js'
import { baseName, joinPath, leaves, parentPath, relativePath } from '../../src/project/path.js'
import { simpleCommand } from '../../src/project/shell-words.js'
import { toolVersion } from '../../src/project/tool-versions.js'
import { compact, stringMapAt } from '../../src/project/value.js'

describe('simpleCommand', () => {
  it.each([
    ['node .', {}, ['node', '.']],
    [
      'NODE_ENV=production node dist/main.js --port 80',
      { NODE_ENV: 'production' },
      ['node', 'dist/main.js', '--port', '80'],
    ],
    ['node "a b.js" \'c d\'', {}, ['node', 'a b.js', 'c d']],
    ['A="x y" b', { A: 'x y' }, ['b']],
    ['node --import=tsx ./a.ts', {}, ['node', '--import=tsx', './a.ts']],
    ['a\\ b', {}, ['a b']],
  ])('%s', (command, env, words) => {
    expect(simpleCommand(command)).toEqual({ env, words })
  })
  it.each(['a && b', 'a; b', 'a | b', 'a $X', 'a "$X"', 'a *.js', 'a > b', '', 'A=1', 'a "b', '`a`', '(a)', 'a #b'])(
    'needs a shell: %j',
    (command) => {
      expect(simpleCommand(command)).toBeUndefined()
    },
  )
})

describe('matchesMember', () => {
  it.each([
    ['apps/api', ['apps/*'], true],
    ['apps/api/x', ['apps/*'], false],
    ['apps/api/x', ['apps/**'], true],
    ['apps', ['apps/**'], true],
    ['apps/api', ['./apps/*/'], true],
    ['apps/old', ['apps/*', '!apps/old'], false],
    ['libs/a', ['{apps,libs}/*'], true],
    ['a.b', ['a?b'], true],
    ['axb', ['a.b'], false],
    ['x/y', ['**'], true],
  ])('%s in %j: %s', (path, patterns, expected) => {
    expect(matchesMember(path, patterns)).toBe(expected)
  })
})

describe('paths', () => {
  it.each([
    [['a/b', '.'], 'a/b'],
    [['.', '.'], '.'],
    [['.', 'a'], 'a'],
    [['a', 'b/c'], 'a/b/c'],
    [['a/', 'b'], 'a/b'],
    [['/a', 'b'], 'a/b'],
    [['a', '/b'], 'a/b'],
    [['', 'b'], 'b'],
    [['a', ''], 'a'],
    [['a', '../..'], '..'],
    [['.a', '..b'], '.a/..b'],
    [['a', '.../b'], 'a/.../b'],
    [['a/./b'], 'a/b'],
    [['a/..'], '.'],
    [['./a'], 'a'],
  ])('join %j as %s', (paths, expected) => {
    expect(joinPath(...paths)).toBe(expected)
  })

  it('join, split and relate', () => {
    expect(joinPath('apps/api', '../../go.work')).toBe('go.work')
    expect(joinPath('./a//b/./c/..')).toBe('a/b')
    expect(joinPath('..', '..', 'a')).toBe('../../a')
    expect(joinPath()).toBe('.')
    expect(parentPath('a/b.ts')).toBe('a')
    expect(parentPath('b.ts')).toBe('.')
    expect(baseName('a/b.ts')).toBe('b.ts')
    expect(relativePath('apps/api', '.')).toBe('../..')
    expect(relativePath('.', 'apps/api')).toBe('apps/api')
    expect(relativePath('a/b', 'a/c')).toBe('../c')
    expect([leaves('../a'), leaves('a/../b'), leaves('..')]).toEqual([true, false, true])
  })
})

describe('toolVersion', () => {
  it.each([
    ['nodejs 22.3.0\npython 3.12', ['nodejs'], '22.3.0'],
    ['# nodejs 1\nnodejs system', ['nodejs'], undefined],
    ['', ['python'], undefined],
  ])('%j', (text, names, version) => {
    expect(toolVersion(text, names)).toBe(version)
  })
})

describe('isForeignPort', () => {
  it.each([
    ['PORT', false],
    ['HTTP_PORT', false],
    ['APP_PORT', false],
    ['DB_PORT', true],
    ['REDIS_PORT', true],
    ['SMTP_PORT', true],
    ['POSTGRES_PORT', true],
    ['PGPORT', true],
    [undefined, false],
  ])('%s: %s', (name, foreign) => {
    expect(isForeignPort(name)).toBe(foreign)
  })
})

describe('stringMapAt', () => {
  it.each<[object, object]>([
    [
      { a: 'x', b: 'y' },
      { a: 'x', b: 'y' },
    ],
    [{ a: 'x', b: 1, c: ['y'], d: null }, { a: 'x' }],
    [JSON.parse('{ "__proto__": "x", "b": {} }'), JSON.parse('{ "__proto__": "x" }')],
  ])('%j', (table, expected) => {
    const given = stringMapAt({ table }, 'table')
    expect(given).toEqual(expected)
    expect(Object.keys(given)).toEqual(Object.keys(expected))
  })
  it('is empty where there is no table', () => {
    for (const document of [undefined, 'x', {}, { table: 'x' }, { table: ['x'] }])
      expect(stringMapAt(document, 'table')).toEqual({})
  })
})

it('leaves out of an object what is undefined, in its order', () => {
  expect(JSON.stringify(compact({ b: undefined, c: null, a: 0 }))).toBe('{"c":null,"a":0}')
  expect('b' in compact({ b: undefined })).toBe(false)
})

it('joins tables of dependencies, the second on top', () => {
  const [one, two] = [
    { a: '1', b: '1' },
    { b: '2', c: '2' },
  ]
  expect(Object.entries(joinTables(one, two))).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c', '2'],
  ])
  expect([joinTables(one, {}), joinTables({}, two), joinTables({}, {})]).toEqual([one, two, {}])
})
