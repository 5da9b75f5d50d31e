import { describe, expect, it } from 'vitest'
import { goVariants } from '../../src/presets/go-distroless/variants.js'
import { rustVariants } from '../../src/presets/rust/variants.js'
import { facts } from '../project/support.js'

const main = 'package main\n\nfunc main() {}\n'
const fn = 'fn main() {}\n'

const programs = (...folders: readonly string[]): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  ...Object.fromEntries(folders.map((folder) => [folder === '.' ? 'main.go' : `${folder}/main.go`, main])),
})

const go: readonly (readonly [string, Readonly<Record<string, string>>, readonly unknown[]])[] = [
  ['one program', programs('.'), []],
  [
    'several',
    programs('cmd/api', 'cmd/worker'),
    [
      { name: 'api', options: { main: './cmd/api' } },
      { name: 'worker', options: { main: './cmd/worker' } },
    ],
  ],
  ['one beside a generator', programs('.', 'tools/gen'), [{ name: 'shop', options: { main: '.' } }]],
  [
    'the same name twice',
    programs('cmd/api', 'internal-services/api'),
    [
      { name: 'cmd-api', options: { main: './cmd/api' } },
      { name: 'internal-services-api', options: { main: './internal-services/api' } },
    ],
  ],
]

const manifest = (more: string): string => `[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2024"\n${more}`

const rust: readonly (readonly [string, Readonly<Record<string, string>>, readonly unknown[]])[] = [
  ['one binary', { 'Cargo.toml': manifest(''), 'src/main.rs': fn }, []],
  [
    'several',
    { 'Cargo.toml': manifest(''), 'src/bin/api.rs': fn, 'src/bin/worker.rs': fn },
    [
      { name: 'api', options: { bin: 'api' } },
      { name: 'worker', options: { bin: 'worker' } },
    ],
  ],
  [
    'several with a default',
    { 'Cargo.toml': manifest('default-run = "api"\n'), 'src/bin/api.rs': fn, 'src/bin/worker.rs': fn },
    [],
  ],
]

describe('the services of a repository', () => {
  it.each(go)('Go: %s', async (_, files, expected) => {
    expect(goVariants((await facts(files)).go)).toEqual(expected)
  })

  it.each(rust)('Rust: %s', async (_, files, expected) => {
    expect(rustVariants((await facts(files)).rust)).toEqual(expected)
  })
})
