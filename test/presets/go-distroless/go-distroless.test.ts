import { describe, expect, it } from 'vitest'
import { goDistroless } from '../../../src/presets/go-distroless/index.js'
import { dockerfileOf, refusalOf } from '../compiled/repository.js'
import { goExamples, goRefusals } from './examples.js'

describe('goDistroless', () => {
  it.each(Object.entries(goExamples))('makes the Dockerfile of %s', async (name, example) => {
    await expect(await dockerfileOf(example)).toMatchFileSnapshot(`expected/${name}.Dockerfile`)
  })

  it.each(Object.entries(goRefusals))('refuses %s', async (_, { code, says, hint, line, ...example }) => {
    const error = await refusalOf(example)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.hint).toContain(hint)
    expect(error.place?.line).toBe(line)
  })

  it.each([
    ['an unknown option', { tag: ['netgo'] }, 'Did you mean `tags`?'],
    ['a version that is none', { goVersion: 'latest' }, 'gen-dockerfile presets go-distroless'],
    ['modules without a pattern', { private: { modules: [] } }, 'gen-dockerfile presets go-distroless'],
  ])('refuses %s when it is called', (_, options, hint) => {
    expect(() => goDistroless(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid-preset-options', hint: expect.stringContaining(hint) }),
    )
  })

  it('takes the module files as they are in a vendored module whose replacement is outside', async () => {
    const replaced =
      'module example.com/a\n\ngo 1.25\n\nrequire example.com/b v0.0.0\n\nreplace example.com/b => ../b\n'
    const files = {
      'go.mod': replaced,
      'main.go': 'package main\n\nfunc main() {}\n',
      'vendor/modules.txt': '# example.com/b',
    }
    const text = await dockerfileOf({ files, preset: goDistroless() })
    expect(text).toContain('COPY go.mod ./\nCOPY vendor vendor/\n')
    expect(text).not.toContain('go mod download')
  })

  it('names its stages for those who extend it', async () => {
    const { files } = goExamples['plain'] ?? { files: {} }
    const preset = goDistroless()
      .extend('build', (stage) => stage.env({ A: 1 }))
      .extend('runtime', (stage) => stage.env({ B: 2 }))
    const text = await dockerfileOf({ files, preset })
    expect(text.match(/^FROM .* AS (\w+)$/gm)?.map((line) => line.split(' ').at(-1))).toEqual([
      'dev',
      'build',
      'debug',
      'runtime',
    ])
    expect(text.endsWith('ENV B=2\n')).toBe(true)
  })
})
