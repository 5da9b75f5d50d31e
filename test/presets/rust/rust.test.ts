import { describe, expect, it } from 'vitest'
import { rust } from '../../../src/presets/rust/index.js'
import { dockerfileOf, refusalOf } from '../compiled/repository.js'
import { rustExamples, rustRefusals } from './examples.js'
import { manyMembers } from './workspaces.js'

describe('rust', () => {
  it.each(Object.entries(rustExamples))('makes the Dockerfile of %s', async (name, example) => {
    await expect(await dockerfileOf(example)).toMatchFileSnapshot(`expected/${name}.Dockerfile`)
  })

  it.each(Object.entries(rustRefusals))('refuses %s', async (_, { code, says, hint, ...example }) => {
    const error = await refusalOf(example)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.hint).toContain(hint)
  })

  it.each([
    ['a library', { 'libs/more/src/lib.rs': '' }, true],
    ['a program', { 'libs/more/src/main.rs': '' }, true],
    ['one in an unusual place', { 'libs/more/src/bin/more.rs': '' }, false],
  ])('does not change with another member of many that is named: %s', async (_, files, isSame) => {
    const before = { files: manyMembers, dir: 'services/api', preset: rust() }
    const manifest = '[package]\nname = "more"\nversion = "0.1.0"\nedition = "2021"\n'
    const members = manyMembers['Cargo.toml'].replace('members = [', 'members = ["libs/more", ')
    const after = { ...manyMembers, ...files, 'Cargo.toml': members, 'libs/more/Cargo.toml': manifest }
    expect((await dockerfileOf({ ...before, files: after })) === (await dockerfileOf(before))).toBe(isSame)
  })

  it.each([
    ['in a loop for more than 12 crates', manyMembers, true],
    ['one by one for others', { ...manyMembers, 'libs/l12/src/bin/x.rs': '' }, false],
  ])('makes empty targets %s', async (_, files, isLooped) => {
    const text = await dockerfileOf({ files, dir: 'services/api', preset: rust() })
    expect(text).toContain('COPY --parents Cargo.toml Cargo.lock libs/*/Cargo.toml services/*/Cargo.toml ./')
    expect(text.includes('for manifest in')).toBe(isLooped)
    expect(text.includes('install -D /tmp/empty.rs libs/l03/src/lib.rs')).toBe(!isLooped)
  })

  it('settles a contradiction of versions by its option', async () => {
    const { files } = rustRefusals['a pinned toolchain below rust-version'] ?? { files: {} }
    const text = await dockerfileOf({ files, preset: rust({ rustVersion: '1.97' }) })
    expect(text).toContain('FROM rust:1.97-slim-trixie AS build')
  })

  it.each([
    ['an unknown option', { feature: ['x'] }, 'Did you mean `features`?'],
    ['a C library that is none', { libc: 'glibc' }, 'gen-dockerfile presets rust'],
  ])('refuses %s when it is called', (_, options, hint) => {
    expect(() => rust(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid-preset-options', hint: expect.stringContaining(hint) }),
    )
  })

  it('names its stages for those who extend it', async () => {
    const { files } = rustExamples['plain'] ?? { files: {} }
    const preset = rust({ cache: 'layer' })
      .extend('deps', (stage) => stage.env({ A: 1 }))
      .extend('runtime', (stage) => stage.env({ B: 2 }))
    const text = await dockerfileOf({ files, preset })
    expect(text.match(/^FROM .* AS (\w+)$/gm)?.map((line) => line.split(' ').at(-1))).toEqual([
      'dev',
      'manifests',
      'deps',
      'build',
      'debug',
      'runtime',
    ])
    expect(text.endsWith('ENV B=2\n')).toBe(true)
  })
})
