import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundTrip } from '../support/builder-round-trip.js'
import { describeWithOracle } from '../support/oracle.js'

const count = Number(process.env['GEN_DOCKERFILE_ROUND_TRIP'] ?? 20_000)

describeWithOracle('bk-oracle', (oracle) => {
  test(`BuildKit reads ${count} documents of arbitrary calls as the same values`, { timeout: 3_600_000 }, async () => {
    const seed = Number(process.env['GEN_DOCKERFILE_SEED'] ?? fc.sample(fc.nat(), 1)[0])
    console.info(`seed ${seed}`)
    const { accepted, refused } = await roundTrip(oracle, count, seed)
    const refusals = [...refused.values()].reduce((sum, each) => sum + each, 0)
    console.info(
      `${accepted} calls accepted, ${refusals} refused: ${[...refused].map(([code, times]) => `${code} ${times}`).join(', ')}`,
    )
    expect(accepted).toBeGreaterThan(2 * refusals)
  })
})
