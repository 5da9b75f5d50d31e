/**
 * Renders documents made of arbitrary builder calls and has BuildKit's own frontend read them back; ends at the first
 * value that differs.
 *
 *   npx tsx bench/builder-round-trip.ts [documents] [seed]        1,000,000 by default
 */
import { roundTrip } from '../test/support/builder-round-trip.js'
import { createOracle } from '../test/support/oracle-process.js'

const [count = '1000000', seed = '1'] = process.argv.slice(2)
const oracle = createOracle('bk-oracle')
const { accepted, refused } = await roundTrip(oracle, Number(count), Number(seed))
await oracle.close()

const refusals = [...refused.values()].reduce((sum, each) => sum + each, 0)
console.log(`${count} documents, ${accepted} calls read back as they were said, ${refusals} refused, 0 differences`)
