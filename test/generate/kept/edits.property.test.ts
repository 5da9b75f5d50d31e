import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useServices } from '../services/support.js'
import { type Edit, flavours, leniently } from './edits.js'
import { generateAnew, generateKept } from './support.js'

const repository = useServices()
const folders: string[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const keptFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-kept-'))
  folders.push(folder)
  return folder
}

const stepsOf = (edits: readonly Edit[]) =>
  fc.array(
    fc.record({
      edits: fc.array(fc.constantFrom(...edits), { maxLength: 3 }),
      writes: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )

const applyAll = (cwd: string, edits: readonly Edit[]): void => {
  for (const [, edit] of edits) leniently(() => edit((path) => join(cwd, path)))
}

const waitAnHour = (hours: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000, shouldAdvanceTime: true })
}

describe.each(flavours)('what is kept of a run with $name', ({ files, edits }) => {
  it.each([
    ['just now', 0],
    ['long ago', 1],
  ])(
    'never hides a change of what was made %s',
    async (_, hours) => {
      waitAnHour(hours)
      await fc.assert(
        fc.asyncProperty(stepsOf(edits), async (all) => {
          const cwd = repository(files).path
          const kept = keptFolder()
          await generateKept({ cwd, mode: 'write' }, kept)
          for (const step of all) {
            applyAll(cwd, step.edits)
            const anew = await generateAnew({ cwd, mode: 'check' })
            expect(await generateKept({ cwd, mode: 'check' }, kept)).toEqual(anew)
            if (step.writes) await generateKept({ cwd, mode: 'write' }, kept)
          }
        }),
        { numRuns: 20 },
      )
    },
    120_000,
  )

  it.each(edits)('never hides: %s', async (...edit) => {
    waitAnHour(1)
    const cwd = repository(files).path
    const kept = keptFolder()
    const { results } = await generateKept({ cwd, mode: 'write' }, kept)
    expect(readdirSync(kept, { recursive: true, encoding: 'utf8' })).toEqual(
      expect.arrayContaining(
        results.flatMap((_, index) => (index % 2 === 0 ? [expect.stringMatching(`/${index / 2}.json$`)] : [])),
      ),
    )
    applyAll(cwd, [edit])
    const anew = await generateAnew({ cwd, mode: 'check' })
    expect(await generateKept({ cwd, mode: 'check' }, kept)).toEqual(anew)
  })
})
