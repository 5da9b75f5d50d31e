import { describe, expect, it } from 'vitest'
import { type FoundFolder } from '../../src/scaffold/find-services.js'
import { newConfigText, serviceLines, withServices } from '../../src/scaffold/services-text.js'

const service = (dir: string): FoundFolder => ({ dir, hasSource: true })
const library = (dir: string): FoundFolder => ({ dir })

const keys = (...folders: readonly FoundFolder[]): readonly string[] =>
  serviceLines(folders).map(({ key, value }) => (value === false ? `${key}: false` : key))

describe('services', () => {
  it.each([
    ['one is named', [service('api')], ['api']],
    ['one of a folder is named', [service('apps/api')], ['apps/api']],
    ['several of a folder are a glob', [service('apps/a'), service('apps/b')], ['apps/*']],
    ['several at the top are named', [service('a'), service('b')], ['a', 'b']],
    [
      'a few that are none are taken out',
      [service('apps/a'), service('apps/b'), service('apps/c'), library('apps/kit')],
      ['apps/*', 'apps/kit: false'],
    ],
    ['among libraries each is named', [service('packages/a'), library('packages/b')], ['packages/a']],
    ['libraries alone are nothing', [library('packages/b')], []],
  ])('%s', (_, folders, expected) => {
    expect(keys(...folders)).toEqual(expected)
  })

  it('are spelled so that they are read again', () => {
    expect(
      newConfigText([
        { key: 'apps/*', value: null },
        { key: 'apps/a: b', value: false },
      ]),
    ).toBe(
      '# The Dockerfiles of this repository: `npx gen-dockerfile` writes them.\nservices:\n  apps/*: {}\n  "apps/a: b": false\n',
    )
  })

  it.each([
    ['nothing', '', 'services:\n  apps/new: {}\n'],
    ['a comment', '# ours\n', '# ours\n\nservices:\n  apps/new: {}\n'],
    [
      'services and comments',
      '# ours\nservices:\n  # all\n  apps/api: { options: { port: 1 } } # one\n\nlint:\n  rules: { exec-form: off }\n',
      '# ours\nservices:\n  # all\n  apps/api: { options: { port: 1 } } # one\n  apps/new: {}\n\nlint:\n  rules: { exec-form: off }\n',
    ],
    ['other settings', 'lint: {}\n', 'lint: {}\nservices:\n  apps/new: {}\n'],
    ['lines of Windows', 'services:\r\n  a: {} # one\r\n', 'services:\r\n  a: {} # one\r\n  apps/new: {}\r\n'],
    ['an empty list', 'services:\n', 'services:\n  apps/new: {}\n'],
  ])('are added behind %s', (_, present, expected) => {
    expect(withServices(present, [{ key: 'apps/new', value: null }])).toBe(expected)
  })
})
