// Our answers under --compat hadolint against the program's, on generated documents.
// npx tsx bench/hadolint-fuzz.ts [documents] [seed]
import { findOracle } from '../test/support/oracle-process.js'
import { hadolintDifferences } from '../test/support/hadolint-fuzz.js'

const [documents = 10_000, seed = 1] = process.argv.slice(2).map(Number)
const program = findOracle('hadolint')
if (program === undefined) throw new Error('hadolint is not installed; CONTRIBUTING.md says where to get it')

const batch = 500
let different = 0
for (let done = 0; done < documents; done += batch) {
  const seeds = Array.from({ length: Math.min(batch, documents - done) }, (_, index) => seed + done + index)
  for (const { text, ours, theirs } of hadolintDifferences(program, seeds)) {
    different++
    if (different > 10) continue
    console.log(`--- ours ${ours.filter((each) => !theirs.includes(each)).join()}`)
    console.log(`--- theirs ${theirs.filter((each) => !ours.includes(each)).join()}`)
    console.log(text)
  }
}
console.log(`${documents} documents, ${different} different`)
