import { expect, it } from 'vitest'
import { describeWithOracle } from '../support/oracle.js'
import { compareDocuments, compareSample } from '../support/renderer-oracle.js'
import { documents } from './documents.js'

const count = 20_000

describeWithOracle('bk-oracle', (oracle) => {
  it('reads the documents of the other tests as what they say', async () => {
    const all = Object.values(documents)
    expect(await compareDocuments(oracle, all)).toMatchObject({ compared: all.length, disagreements: [] })
  })

  it('reads what was rendered as what the document says', { timeout: 300_000 }, async () => {
    const { compared, staged, disagreements } = await compareSample(oracle, 20_000_000, count)
    expect(disagreements.slice(0, 3)).toEqual([])
    expect(compared).toBeGreaterThan(count / 2)
    expect(staged).toBeGreaterThan(count / 100)
  })
})
