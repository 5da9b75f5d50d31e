import { expect, it } from 'vitest'
import { describeWithOracle } from '../support/oracle.js'
import { compareSample } from '../support/renderer-oracle.js'

const count = 20_000

describeWithOracle('bk-oracle', (oracle) => {
  it('reads what was rendered as what the document says', { timeout: 300_000 }, async () => {
    const { compared, staged, disagreements } = await compareSample(oracle, 20_000_000, count)
    expect(disagreements.slice(0, 3)).toEqual([])
    expect(compared).toBeGreaterThan(count / 2)
    expect(staged).toBeGreaterThan(count / 100)
  })
})
