import { expect, it } from 'vitest'
import { duplicateOutputs } from '../../src/generate/duplicates.js'

const claim = (source: string, ...outputs: string[]) => ({ source, label: '', outputs })

it('finds nothing where every file is written once', () => {
  expect(duplicateOutputs([claim('a.ts', 'Dockerfile', '.dockerignore'), claim('b.ts', 'b/Dockerfile')]).size).toBe(0)
})

it('tells of every file once, to all who would write it', () => {
  const errors = duplicateOutputs([
    claim('a.ts', 'Dockerfile', 'Dockerfile.dockerignore'),
    claim('b.ts', 'b.Dockerfile'),
    claim('c.ts', 'dockerfile', 'dockerfile.dockerignore'),
  ])
  expect([...errors.keys()]).toEqual([0, 2])
  expect([...new Set(errors.values())].map(({ message }) => message)).toEqual([
    '`Dockerfile` would be written by `a.ts` and by `c.ts`, so it is not written at all.',
  ])
})
