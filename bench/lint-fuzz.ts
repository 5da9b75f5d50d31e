// Looks for hangs and crashes of the linter on generated and mutated Dockerfiles: tsx bench/lint-fuzz.ts [documents] [seed]
import { buildkitFindings } from '../src/linter/compat/buildkit.js'
import { hadolintFindings } from '../src/linter/compat/hadolint.js'
import { fixText } from '../src/linter/fix.js'
import { lintText } from '../src/linter/lint-text.js'
import { parseSyntax } from '../src/parser/parse-syntax.js'
import { createRandom, excerptOf, generateDockerfile, mutateText } from '../test/parser/generate.js'
import { corpusTexts } from '../test/support/corpus.js'

const documents = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
/** Milliseconds that no document of a few thousand characters may take. */
const tooSlow = 200

const corpus = corpusTexts()
if (corpus.length === 0) console.log('There is no corpus to mutate: documents are generated only.')

const random = createRandom(seed)
const nextDocument = (): string => {
  const source = corpus[random.below(corpus.length)]
  if (source === undefined || random.chance(0.3)) return mutateText(random, generateDockerfile(random))
  const excerpt = random.chance(0.5) ? source.slice(0, 6_000) : excerptOf(random, source, 1_500)
  return random.chance(0.5) ? mutateText(random, mutateText(random, excerpt)) : mutateText(random, excerpt)
}

let crashes = 0
let broken = 0
let fixed = 0
let slow = 0
let slowest = { time: 0, text: '' }
const tell = (what: string, text: string, error?: unknown): void => {
  if (crashes + broken + slow > 10) return
  console.log(`${what}: ${JSON.stringify(text.slice(0, 3_000))}`)
  if (error !== undefined) console.log(error)
}
for (let index = 0; index < documents; index++) {
  const text = nextDocument()
  const start = performance.now()
  try {
    const found = lintText(text)
    let time = performance.now() - start
    // Whatever else the machine was busy with is over by then.
    for (let round = 0; round < 3 && time > tooSlow; round++) {
      const again = performance.now()
      lintText(text)
      time = Math.min(time, performance.now() - again)
    }
    if (time > slowest.time) slowest = { time, text }
    if (time > tooSlow) {
      slow++
      tell(`${time.toFixed(0)} ms`, text)
    }
    if (index % 4 === 0) {
      buildkitFindings(text, { file: 'Dockerfile' })
      hadolintFindings(text, { file: 'Dockerfile' })
    }
    if (index % 4 !== 1 || found.every(({ fix }) => fix === undefined)) continue
    const result = fixText(text, (each) => lintText(each))
    fixed += result.fixed
    const again = fixText(result.text, (each) => lintText(each))
    if (!('error' in parseSyntax(result.text)) && again.text === result.text) continue
    broken++
    tell('repaired wrongly', text)
  } catch (error) {
    crashes++
    tell('crash', text, error)
  }
}
console.log(
  `${documents} documents, ${crashes} crashes, ${broken} wrong repairs of ${fixed}, ${slow} above ${tooSlow} ms, slowest ${slowest.time.toFixed(1)} ms`,
)
if (crashes + broken > 0) process.exitCode = 1
