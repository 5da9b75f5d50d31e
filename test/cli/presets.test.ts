import { describe, expect, it } from 'vitest'
import { presetCatalogue } from '../../src/presets/index.js'
import { useCli } from './support/cli.js'

const cli = useCli()
const run = (...args: readonly string[]) => cli.repository({}).run(['presets', ...args])

describe('presets', () => {
  it('lists all, a line each', async () => {
    const { code, stdout } = await run()
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual(
      presetCatalogue.map(
        ({ name, summary }) => expect.stringMatching(new RegExp(`^${name} +\\S`)) && expect.stringContaining(summary),
      ),
    )
  })

  it.each(['go-distroless', 'goDistroless'])('shows the options and an example of %s', async (name) => {
    const { code, stdout, stderr } = await run(name)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^goDistroless: A Go program/)
    expect(stdout).toContain("\n  cache: 'mount' | 'layer' = 'mount'\n      Where downloads and compiled dependencies")
    expect(stdout).toContain(
      "\nExample\n  import { goDistroless } from 'gen-dockerfile'\n\n  export default goDistroless({ main: ",
    )
  })

  it('has the same as data', async () => {
    const all = JSON.parse((await run('--format', 'json')).stdout)
    expect(all.version).toBe(1)
    expect(all.presets.map(({ name }: { name: string }) => name)).toEqual(presetCatalogue.map(({ name }) => name))
    const { version, ...one } = JSON.parse((await run('go-distroless', '--format', 'json')).stdout)
    expect(version).toBe(1)
    expect(one).toEqual(all.presets[0])
    expect(Object.keys(one)).toEqual(['name', 'function', 'summary', 'options', 'example'])
    expect(one.options).toContainEqual({
      name: 'ldflags',
      type: 'string',
      default: "'-s -w'",
      description: expect.stringContaining('linker'),
    })
  })

  it.each([
    ['go-distrolles', 'Did you mean `go-distroless`?'],
    ['cobol', 'The presets are `go-distroless`, '],
  ])('knows no %s', async (name, hint) => {
    const { code, stdout, stderr } = await run(name)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`There is no preset \`${name}\`. [unknown-preset]`)
    expect(stderr).toContain(hint)
  })
})
