import { describe, expect, it } from 'vitest'
import { pythonAlpineUv } from '../../../src/presets/python-alpine-uv/index.js'
import { pythonSlim } from '../../../src/presets/python-slim/index.js'
import { factsFrom } from '../../../src/project/facts-from.js'
import { memorySource } from '../../../src/project/file-source.js'
import { dockerfileOf, refusalOf } from '../compiled/repository.js'
import { requirements } from '../python/repositories.js'
import { expectSoundPythonImages } from '../python/sound.js'
import { alpineExamples, alpineRefusals } from './examples.js'

describe('pythonAlpineUv', () => {
  it.each(Object.entries(alpineExamples))('makes the Dockerfile of %s', async (name, example) => {
    await expect(await dockerfileOf(example)).toMatchFileSnapshot(`expected/${name}.Dockerfile`)
  })

  expectSoundPythonImages(alpineExamples)

  it.each(Object.entries(alpineRefusals))('refuses %s', async (_, { code, says, hint, ...example }) => {
    const error = await refusalOf(example)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.hint).toContain(hint)
  })

  it('is the second choice, and none where glibc is needed', async () => {
    const facts = await factsFrom(memorySource(requirements))
    const glibc = await factsFrom(memorySource({ ...requirements, 'requirements.txt': 'torch\nfastapi\nuvicorn\n' }))
    expect(pythonAlpineUv.definition.fits(facts)).toBeGreaterThan(0)
    expect(pythonSlim.definition.fits(facts)).toBeGreaterThan(pythonAlpineUv.definition.fits(facts))
    expect(pythonAlpineUv.definition.fits(glibc)).toBe(0)
  })
})
