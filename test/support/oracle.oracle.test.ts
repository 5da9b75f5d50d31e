import { expect, it } from 'vitest'
import { describeWithOracle } from './oracle.js'

describeWithOracle('ignore-oracle', (oracle) => {
  it('answers in the order of the requests, over several batches', async () => {
    const ask = (count: number) =>
      oracle.request<{ id: number }>(Array.from({ length: count }, (_, id) => ({ id, patterns: ['a'], paths: ['a'] })))
    const batches = await Promise.all([ask(3), ask(2)])
    expect(batches.map((replies) => replies.map((reply) => reply.id ?? 0))).toEqual([
      [0, 1, 2],
      [0, 1],
    ])
  })

  it('starts again after it was closed', async () => {
    await oracle.request([{ patterns: [] }])
    await oracle.close()
    expect(await oracle.request([{ id: 7, patterns: [] }])).toMatchObject([{ id: 7 }])
  })
})

describeWithOracle('bk-oracle', (oracle) => {
  it('answers', async () => {
    expect(await oracle.request([{ id: 'x', dockerfile: 'FROM a\n', modes: ['lint'] }])).toMatchObject([{ id: 'x' }])
  })
})
