import { expect, it } from 'vitest'
import { settle } from '../../../src/generate/load/settle.js'

it('gives what the code gives', async () => {
  expect(await settle('a.ts', () => 1)).toBe(1)
  expect(await settle('a.ts', async () => 2)).toBe(2)
})

it('passes errors on', async () => {
  await expect(settle('a.ts', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(
    settle('a.ts', () => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
})

it('gives up on what keeps the process busy', async () => {
  const timer = setInterval(() => {}, 10)
  await expect(settle('a.ts', () => new Promise(() => {}), 50)).rejects.toMatchObject({
    code: 'dockerfile-ts-never-settles',
    message: '`a.ts` never settles: it was still waiting after 0.05 seconds.',
  })
  clearInterval(timer)
})

it('restores standard output and leaves no listener behind', async () => {
  const listeners = () => ['beforeExit', 'uncaughtException'].map((event) => process.listenerCount(event))
  const before = [process.stdout.write, ...listeners()]
  await settle('a.ts', () => process.stdout.write === before[0]).then((same) => expect(same).toBe(false))
  expect([process.stdout.write, ...listeners()]).toEqual(before)
})
