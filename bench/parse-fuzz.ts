// Compares the parser with BuildKit's on generated and mutated Dockerfiles: tsx bench/parse-fuzz.ts [documents] [seed]
import { isDeepStrictEqual } from 'node:util'
import { parseDockerfile } from '../src/parser/parse-dockerfile.js'
import { parseSyntax } from '../src/parser/parse-syntax.js'
import { wellFormed } from '../src/words/go-text.js'
import { expectedTree, type OracleParse } from '../test/parser/buildkit-tree.js'
import { createRandom, excerptOf, generateDockerfile, mutateText } from '../test/parser/generate.js'
import { corpusTexts } from '../test/support/corpus.js'
import { createOracle } from '../test/support/oracle-process.js'

const documents = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
const batchSize = 2_000
const shownDifferences = 10

const corpus = corpusTexts()
if (corpus.length === 0) console.log('There is no corpus to mutate: documents are generated only.')

const random = createRandom(seed)
const nextDocument = (): string => {
  const source = corpus[random.below(corpus.length)]
  if (source === undefined || random.chance(0.6)) {
    const generated = generateDockerfile(random)
    return wellFormed(random.chance(0.3) ? mutateText(random, generated) : generated)
  }
  return wellFormed(mutateText(random, excerptOf(random, source, 1_500)))
}

const oracle = createOracle('bk-oracle')
let differences = 0
let refused = 0
let slowest = 0
for (let done = 0; done < documents; done += batchSize) {
  const batch = Array.from({ length: Math.min(batchSize, documents - done) }, nextDocument)
  const replies = await oracle.request<{ parse?: OracleParse; panic?: string }>(
    batch.map((dockerfile) => ({ dockerfile, modes: ['parse'] })),
  )
  for (const [index, dockerfile] of batch.entries()) {
    const started = performance.now()
    const actual = parseSyntax(dockerfile)
    parseDockerfile(dockerfile)
    slowest = Math.max(slowest, performance.now() - started)
    const reply = replies[index]?.parse
    if (reply === undefined) {
      console.log('BuildKit crashes:', JSON.stringify(dockerfile), replies[index]?.panic)
      continue
    }
    const expected = expectedTree(reply)
    if ('error' in expected) refused++
    if (isDeepStrictEqual(actual, expected)) continue
    if (++differences > shownDifferences) continue
    console.log(`difference in ${JSON.stringify(dockerfile)}`)
    console.log(`  BuildKit ${JSON.stringify(expected)}`)
    console.log(`  ours     ${JSON.stringify(actual)}`)
  }
}
await oracle.close()
console.log(
  `${documents} documents, ${refused} refused by BuildKit, ${differences} differences, slowest ${slowest.toFixed(1)} ms`,
)
if (differences > 0) process.exitCode = 1
