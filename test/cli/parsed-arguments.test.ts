import { describe, expect, it } from 'vitest'
import { plainLintArguments } from '../../src/cli/parsed-arguments.js'

describe('plain arguments of lint', () => {
  it.each([
    [[], {}, []],
    [['Dockerfile', '-'], {}, ['Dockerfile', '-']],
    [['--fix', '-q', 'a'], { fix: true, quiet: true }, ['a']],
    [['--no-context', '--format', 'json', 'a'], { context: false, format: 'json' }, ['a']],
    [['--compat=hadolint', '--format=sarif'], { compat: 'hadolint', format: 'sarif' }, []],
    [['--shellcheck', 'off', 'a'], { shellcheck: 'off' }, ['a']],
  ])('%j', (args, options, files) => {
    const plain = plainLintArguments(args)
    expect({ options: plain?.opts(), files: plain?.args }).toEqual({ options, files })
  })

  it.each([
    [['--fxi']],
    [['--format']],
    [['--format', 'hadolint']],
    [['--compat', 'json']],
    [['--format=json=1']],
    [['--shellcheck', './shellcheck']],
    [['--help']],
    [['--', 'a']],
  ])('%j are for the parser that knows everything', (args) => {
    expect(plainLintArguments(args)).toBeUndefined()
  })
})
