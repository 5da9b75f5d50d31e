import { expect, it } from 'vitest'
import * as core from '../../src/cli/library/core.js'
import { library } from '../../src/cli/library/library.js'
import * as presets from '../../src/cli/library/presets.js'
import * as index from '../../src/index.js'

it('gives a dockerfile.ts what the package gives to everybody', () => {
  expect({ ...core, ...presets }).toEqual({ ...index })
})

it('has every name in one part', async () => {
  const names = await Promise.all(Object.values(library.parts).map((part) => part.names()))
  expect(names.flat().sort()).toEqual(Object.keys(index).sort())
})
