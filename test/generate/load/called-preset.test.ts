import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { library } from '../../../src/cli/library/library.js'
import { generate } from '../../../src/generate/generate.js'
import { lineOrigins } from '../../../src/generate/line-origins.js'
import type { Library } from '../../../src/generate/load/library.js'
import { planServices } from '../../../src/generate/plan-services.js'
import { type Files, goService, useServices } from '../services/support.js'

const repository = useServices()

/** Of which all is evaluated. */
const evaluating: Library = {
  ...library,
  parts: Object.fromEntries(
    Object.entries(library.parts).map(([name, { names, load }]) => [name, { names, load }] as const),
  ),
}

const call = (options = ''): string =>
  `import { goDistroless } from 'gen-dockerfile'\n\nexport default goDistroless(${options})\n`

const cases: Readonly<Record<string, Files>> = {
  'without options': { ...goService('.'), 'dockerfile.ts': call() },
  'with options': { ...goService('.'), 'dockerfile.ts': call("{ port: 9000, env: { A: 'b' }, args: ['c'] }") },
  'with a folder': { ...goService('a'), 'dockerfile.ts': call("{ dir: 'a' }") },
  'in JavaScript': { ...goService('.'), 'dockerfile.mjs': call() },
  'in CommonJS': { ...goService('.'), 'dockerfile.cjs': call() },
  'through a link': { ...goService('.'), 'a/b.ts': call(), 'dockerfile.ts': { link: 'a/b.ts' } },
  'with words of code, through a link': {
    ...goService('.'),
    'a/b.ts': call("{ args: ['--require', '__dirname', 'import.meta.url', '<a>'] }"),
    'dockerfile.ts': { link: 'a/b.ts' },
  },
  'of a configuration': { ...goService('a'), 'gen-dockerfile.yaml': 'services: { a: {} }', 'a/dockerfile.ts': call() },
  'that a configuration names': {
    ...goService('a'),
    'gen-dockerfile.yaml': "services: { a: { dockerfile: b.ts, output: '{name}.Dockerfile' } }",
    'b.ts': call(),
  },
  'with findings': { ...goService('.'), 'dockerfile.ts': call("{ env: { PASSWORD: 'x' } }") },
  'with an option that there is not': { ...goService('.'), 'dockerfile.ts': call('\n  {\n    porrt: 1,\n  },\n') },
  'with a wrong option': { ...goService('.'), 'dockerfile.ts': call("\n  { port: 'a' },\n") },
  'with something else than options': { ...goService('.'), 'dockerfile.ts': call("'a'") },
  'with `null`': { ...goService('.'), 'dockerfile.ts': call('null') },
  'with a folder that there is not': { ...goService('.'), 'dockerfile.ts': call("{ dir: 'b' }") },
  'with a folder that is none': { ...goService('.'), 'dockerfile.ts': call('{ dir: 1 }') },
  'where there is nothing to build': { 'dockerfile.ts': call() },
  'where there is too much': {
    'go.mod': 'module example.com/a\n\ngo 1.26\n',
    'cmd/a/main.go': 'package main\n\nfunc main() {}\n',
    'cmd/b/main.go': 'package main\n\nfunc main() {}\n',
    'dockerfile.ts': call(),
  },
  'where something is broken': { 'go.mod': 'nonsense', 'dockerfile.ts': call() },
  'with a broken configuration': { ...goService('.'), 'gen-dockerfile.yaml': 's: 1\n', 'dockerfile.ts': call() },
}

const asked = { paths: [] as readonly string[], force: false } as const

describe('the call of a preset is what it comes to when it is evaluated', () => {
  it.each(Object.entries(cases))('%s', async (_, files) => {
    const cwd = repository(files).path
    const outcomes = async (by: Library): Promise<unknown> => {
      const made = await generate({ ...asked, cwd, mode: 'stdout', library: by })
      const planned = await planServices({ ...asked, cwd, library: by, affectedBy: ['a/b.ts', 'dockerfile.ts'] })
      const [first] = made.results
      const file = join(cwd, first?.output ?? 'Dockerfile')
      const origins = await lineOrigins(file, first?.content ?? '', { cwd, library: by })
      expect(origins === undefined).toBe(first?.content === undefined)
      return { made, planned, origins }
    }
    expect(await outcomes(library)).toEqual(await outcomes(evaluating))
  })

  it('and none is', async () => {
    const loaded: string[] = []
    const counting: Library = {
      ...library,
      parts: Object.fromEntries(
        Object.entries(library.parts).map(([name, part]) => [
          name,
          {
            ...part,
            names: () => {
              loaded.push(name)
              return part.names()
            },
          },
        ]),
      ),
    }
    const { path: cwd } = repository(cases['with options'] ?? {})
    const { results } = await generate({ ...asked, cwd, mode: 'write', library: counting })
    expect(results.map(({ status }) => status)).toEqual(['created', 'created'])
    // The names of the library are asked for to put them into code.
    expect(loaded).toEqual([])
  })
})
