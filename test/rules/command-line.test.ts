import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasLetter, hasOption, operandsOf, optionValue, unwrapped } from '../../src/rules/support/command-line.js'
import { frontendOf } from '../../src/rules/support/frontend-version.js'
import { matchesImage, matchesName } from '../../src/rules/support/policy-patterns.js'
import { isSecretName } from '../../src/rules/support/secret-names.js'

const words = (text: string): readonly string[] => text.split(' ').filter((each) => each !== '')

describe('hasOption', () => {
  it.each([
    ['--insecure https://example.com', true],
    ['--insecure=true', true],
    ['--insecurely', false],
    ['insecure', false],
  ])('%s', (args, found) => expect(hasOption(words(args), '--insecure')).toBe(found))
})

describe('hasLetter', () => {
  it.each([
    ['-k', true],
    ['-fsSLk', true],
    ['-fsSLko out', true],
    ['-ok', false],
    ['-o -k', false],
    ['--k', false],
    ['k', false],
    ['- k', false],
  ])('%s', (args, found) => expect(hasLetter(words(args), 'k', 'o')).toBe(found))
})

describe('optionValue', () => {
  it.each([
    ['--branch v1', 'v1'],
    ['--branch=v1', 'v1'],
    ['-b v1', 'v1'],
    ['-bv1', 'v1'],
    ['x --branch', undefined],
    ['branch v1', undefined],
  ])('%s', (args, value) => expect(optionValue(words(args), '--branch', '-b')).toBe(value))
})

describe('operandsOf', () => {
  it('leaves out options and the values of those that have one', () =>
    expect(operandsOf(words('-y install -t sid curl --no-install-recommends git'), ['-t'])).toEqual([
      'install',
      'curl',
      'git',
    ]))

  it('takes everything behind --', () => expect(operandsOf(['a', '--', '-b'])).toEqual(['a', '-b']))

  it('gives words of the command in their order', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^-{0,2}[a-z]{0,3}$/)), (args) => {
        let from = 0
        for (const each of operandsOf(args)) {
          const at = args.indexOf(each, from)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + 1
        }
      }),
    ))
})

describe('unwrapped', () => {
  it.each([
    ['sudo -E bash -', ['bash', ['-']]],
    ['/usr/bin/env A=1 sh -s', ['sh', ['-s']]],
    ['sudo env sh', ['sh', []]],
    ['sh x', ['sh', ['x']]],
    ['sudo', ['sudo', []]],
  ])('%s', (text, expected) => {
    const [name, ...args] = words(text)
    expect(unwrapped(name, args)).toEqual(expected)
  })
})

describe('frontendOf', () => {
  it.each([
    ['docker/dockerfile:1', { version: { major: 1 }, labs: false }],
    ['docker/dockerfile:1.4.3', { version: { major: 1, minor: 4 }, labs: false }],
    ['docker.io/docker/dockerfile:1.7-labs', { version: { major: 1, minor: 7 }, labs: true }],
    ['registry.example.com:5000/docker/dockerfile:1.2', { version: { major: 1, minor: 2 }, labs: false }],
    ['docker/dockerfile:1 with arguments', { version: { major: 1 } }],
  ])('%s', (text, expected) => expect(frontendOf(text)).toMatchObject(expected))

  it.each(['docker/dockerfile', 'docker/dockerfile:latest', 'docker/dockerfile-upstream:master'])('%s moves', (text) =>
    expect(frontendOf(text)?.version).toBeUndefined(),
  )

  it.each([undefined, '', 'example.com/frontend:1', 'not an image'])('%s is none', (text) =>
    expect(frontendOf(text)).toBeUndefined(),
  )
})

describe('patterns of the policy', () => {
  it.each([
    ['node', 'node:24', true],
    ['node', 'docker.io/library/node', true],
    ['docker.io/library/node:24*', 'node:24-slim', true],
    ['node:24*', 'node:22', false],
    ['node', 'bitnami/node', false],
    ['*/node', 'bitnami/node:1', true],
    ['ghcr.io/acme/*', 'ghcr.io/acme/a/b', false],
    ['node:latest', 'node', true],
    ['a.b/c', 'axb/c', false],
  ])('%s for %s: %s', (pattern, image, expected) => expect(matchesImage(pattern, image)).toBe(expected))

  it('match themselves', () =>
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9.+()[\]\\^$|?]{1,12}$/), (name) => matchesName(name, name))))
})

describe('isSecretName', () => {
  it.each(['NPM_TOKEN', 'TOKEN', 'DB_PASSWORD', 'AWS_SECRET_ACCESS_KEY', 'GITHUB_PAT', 'api_key', 'SSH_PRIVATE_KEY'])(
    '%s is',
    (name) => expect(isSecretName(name)).toBe(true),
  )
  it.each([
    'TOKEN_FILE',
    'VERSION',
    'MONKEY',
    'PUBLIC_KEY',
    'KEYBOARD',
    'AUTH_URL',
    'PATH',
    'PATCH',
    'TOKENIZERS_VERSION',
  ])('%s is not', (name) => expect(isSecretName(name)).toBe(false))
})
