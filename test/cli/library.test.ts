import { expect, it } from 'vitest'
import { library } from '../../src/cli/library/library.js'
import * as index from '../../src/index.js'
import * as presets from '../../src/presets/index.js'

const namesOf = async (entry: string): Promise<readonly string[]> => {
  const names = await Promise.all((library.entries[entry] ?? []).map((part) => library.parts[part]?.names() ?? []))
  return names.flat().sort()
}

it('has every name of the package in one part', async () => {
  expect(await namesOf('gen-dockerfile')).toEqual(Object.keys(index).sort())
  expect(await namesOf('gen-dockerfile/presets')).toEqual(Object.keys(presets).sort())
})

it('gives a dockerfile.ts what the package gives to everybody', async () => {
  const given = await Promise.all(
    Object.values(library.parts).map(async (part) => {
      const namespace = await part.load()
      return (await part.names()).map((name) => [name, namespace[name]] as const)
    }),
  )
  expect(Object.fromEntries(given.flat())).toEqual({ ...index })
})
