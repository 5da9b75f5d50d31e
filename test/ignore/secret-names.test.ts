import { expect, it } from 'vitest'
import { secrets } from '../../src/ignore/deny-lists.js'
import { createMatcher } from '../../src/ignore/matcher.js'
import {
  dockerLogin,
  isEnvironmentFile,
  keyEnding,
  keyStoreEndings,
  loginFiles,
  passwordStoreEnding,
  secretFolders,
  sshKeys,
  terraformStateEnding,
} from '../../src/ignore/secret-names.js'

it.each([
  ['.env', true],
  ['.env.local', true],
  ['.env.production', true],
  ['.env.example', false],
  ['.env.local.example', false],
  ['.env.sample', false],
  ['.env.template', false],
  ['.env.dist', false],
  ['.env.default', false],
  ['.env.defaults', false],
  ['.envrc', false],
  ['env', false],
])('%s holds settings of an environment: %j', (name, expected) => {
  expect(isEnvironmentFile(name)).toBe(expected)
})

it('are kept out of contexts, at every depth', () => {
  const { excludes } = createMatcher(secrets.patterns)
  const endings = [...keyStoreEndings, keyEnding, passwordStoreEnding, terraformStateEnding].map((each) => `x.${each}`)
  const names = ['.env', '.env.local', ...loginFiles, ...secretFolders, dockerLogin, ...sshKeys, ...endings]
  expect(names.flatMap((name) => [name, `a/b/${name}`]).filter((path) => !excludes(path))).toEqual([])
})
