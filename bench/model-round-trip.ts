/**
 * Renders random documents and compares what BuildKit's parser reads in them with what they say.
 *
 * Usage: tsx bench/model-round-trip.ts [documents = 1000000] [seed = 1]; needs bk-oracle. Exit code 1 when they differ.
 */
import { createOracle } from '../test/support/oracle-process.js'
import { compareSample } from '../test/support/renderer-oracle.js'

const documents = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
const step = 10_000

const oracle = createOracle('bk-oracle')
let compared = 0
let staged = 0
let different = 0
try {
  for (let done = 0; done < documents; done += step) {
    const batch = await compareSample(oracle, seed + done, Math.min(step, documents - done))
    compared += batch.compared
    staged += batch.staged
    for (const disagreement of batch.disagreements) {
      if (different++ < 10) console.log(JSON.stringify(disagreement, undefined, 1))
    }
    if ((done / step) % 10 === 9) console.log(`${done + step} documents, ${different} differences`)
  }
} finally {
  await oracle.close()
}
console.log(
  `seed ${seed}: ${documents} documents, ${documents - compared} refused by the renderer, ${compared} compared ` +
    `(${staged} also by their stages), ${different} differences`,
)
process.exitCode = different === 0 ? 0 : 1
