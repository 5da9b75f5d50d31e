import { expect, it } from 'vitest'
import type { Diagnostic } from '../../src/model/diagnostic.js'
import type { Place } from '../../src/model/place.js'
import { text } from '../../src/report/text.js'

const failure = (service: string, message: string, origin?: Place): Diagnostic => ({
  rule: 'no-lockfile',
  codes: [],
  severity: 'error',
  message,
  hint: `Take it out: \`${service}: false\`.`,
  file: service,
  ...(origin === undefined ? {} : { origin }),
})

const stderrOf = (failures: readonly Diagnostic[]): string =>
  text(
    { results: [], diagnostics: [], failures, notes: [], attempted: true },
    { quiet: false, color: false, stdout: false, preview: false, readSource: () => undefined },
  ).stderr

it('tells a failure that many services share once, and which they are', () => {
  const shared = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    failure(`services/${name}`, 'There is no lockfile.', { file: `services/${name}/package.json` }),
  )
  expect(stderrOf([...shared.slice(0, 2), failure('x', 'Something else.'), ...shared.slice(2)])).toBe(
    [
      'error: There is no lockfile. [no-lockfile]',
      '  at services/a/package.json (services/a)',
      '  hint: Take it out: `services/a: false`.',
      '  the same for `services/b`, `services/c`, `services/d`, and 1 more',
      'error: Something else. [no-lockfile]',
      '  at x',
      '  hint: Take it out: `x: false`.',
      '',
    ].join('\n'),
  )
})

it.each([
  ['at one line of the configuration', { file: 'gen-dockerfile.yaml', line: 2, column: 3 }, 1],
  ['at lines of their own', undefined, 2],
])('tells failures %s apart by what there is to repair', (_, place, count) => {
  const stderr = stderrOf(
    ['a', 'b'].map((name, index) => failure(name, 'It is wrong.', place ?? { file: 'x.yaml', line: index + 1 })),
  )
  expect(stderr.match(/^error:/gm)).toHaveLength(count)
})

it('tells a finding about whole files once, behind those in a line, and which they are', () => {
  const leftover = (file: string): Diagnostic => ({
    rule: 'leftover-file',
    codes: [],
    severity: 'warning',
    message: 'Nothing generates this file any more.',
    file,
  })
  const inLine = { ...leftover('Dockerfile'), span: { start: { line: 4, column: 1 }, end: { line: 4, column: 9 } } }
  const diagnostics = [...['a', 'b', 'c', 'd', 'e'].map(leftover), inLine, inLine]
  const { stdout } = text(
    { results: [], diagnostics, failures: [], notes: [], attempted: true },
    { quiet: false, color: false, stdout: false, preview: false, readSource: () => undefined },
  )
  const one = 'warning: Nothing generates this file any more. [leftover-file]'
  expect(stdout.trimEnd().split('\n')).toEqual([
    ...[one, '  at Dockerfile:4:1', one, '  at Dockerfile:4:1'],
    ...[one, '  at a', '  the same for `b`, `c`, `d`, and 1 more'],
  ])
})
