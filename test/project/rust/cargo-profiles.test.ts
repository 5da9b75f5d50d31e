import { describe, expect, it } from 'vitest'
import { profilesWithSymbols } from '../../../src/project/rust/cargo-profiles.js'

type Profiles = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const tables: readonly (readonly [string, readonly Profiles[], readonly string[]])[] = [
  ['nothing is written', [], ['dev', 'test']],
  ['only the optimiser is set', [{ release: { lto: true, debug: false } }], ['dev', 'test']],
  ['symbols are kept', [{ release: { strip: 'debuginfo' } }], ['dev', 'release', 'test']],
  ['debug information is wanted', [{ release: { debug: 1 } }], ['dev', 'release', 'test']],
  [
    'a profile inherits',
    [{ release: { strip: false }, dist: { inherits: 'release' } }],
    ['dev', 'dist', 'release', 'test'],
  ],
  ['a profile inherits from development', [{ quick: { inherits: 'dev' } }], ['dev', 'quick', 'test']],
  ['benchmarks inherit', [{ release: { strip: true }, bench: { lto: true } }], ['bench', 'dev', 'release', 'test']],
  ['a profile has nothing to inherit', [{ dist: { lto: true } }], ['dev', 'test']],
  ['profiles inherit from each other', [{ a: { inherits: 'b' }, b: { inherits: 'a' } }], ['dev', 'test']],
  [
    'the configuration decides',
    [{ release: { lto: true } }, { release: { strip: 'none' } }],
    ['dev', 'release', 'test'],
  ],
]

describe('profiles that say which symbols a program keeps', () => {
  it.each(tables)('%s', (_, profiles, expected) => {
    expect(profilesWithSymbols(profiles.map((profile) => ({ profile })))).toEqual(expected)
  })
})
