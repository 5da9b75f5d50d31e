import { describe, expect, it } from 'vitest'
import { lintDocument } from '../../src/linter/index.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { looksSecret } from '../../src/scaffold/existing/secret.js'

const cases: readonly (readonly [string, string, boolean])[] = [
  ['LOG_LEVEL', 'info', false],
  ['PORT', '8080', false],
  ['TOKENIZERS_PARALLELISM', 'false', false],
  ['KEYBOARD', 'de', false],
  ['API_KEY', 'x', true],
  ['DBPASSWORD', 'x', true],
  ['MYSQL_PWD', 'x', true],
  ['JWT', 'x', true],
  ['SENTRY_DSN', 'x', true],
  ['DATABASE_URL', 'postgres://db/shop', false],
  ['DATABASE_URL', 'postgres://me:pw@db/shop', true],
  ['REDIS', 'redis://:pw@cache', true],
  ['AWS', 'AKIAIOSFODNN7EXAMPLE', true],
  ['GH', `ghp_${'a'.repeat(36)}`, true],
]

const isReported = (name: string): boolean => {
  const parsed = parseDockerfile(`FROM debian:trixie\nENV ${name}=x\n`)
  return 'document' in parsed && lintDocument(parsed.document, {}).some(({ rule }) => rule === 'secret-in-arg-or-env')
}

describe('looksSecret', () => {
  it.each(cases)('%s=%s: %s', (name, value, expected) => {
    expect(looksSecret(name, value)).toBe(expected)
  })

  it.each([
    'API_KEY',
    'APIKEY',
    'MY_AUTH',
    'AWS_CREDENTIALS',
    'credential',
    'PASSWORD',
    'X_PASSWD',
    'PWORD',
    'GIT_TOKEN',
    'SECRET',
  ])('takes for a secret what the rule reports: %s', (name) => {
    expect(isReported(name)).toBe(true)
    expect(looksSecret(name, 'x')).toBe(true)
  })
})
