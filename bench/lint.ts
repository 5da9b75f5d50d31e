/**
 * Linting: a corpus in one process beside hadolint, one file from a cold start, a median file after warm-up, growth, memory.
 * `npx tsx --expose-gc bench/lint.ts [corpus] [main.js]`, by default the shared corpus and the built command line: run `npm run build`
 * first.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { findOracle, findShared } from '../test/support/oracle-process.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const corpus = process.argv[2] ?? findShared('corpus')
const main = process.argv[3] ?? join(root, 'dist', 'cli', 'main.js')
if (corpus === undefined) throw new Error('Name a folder of Dockerfiles.')

/** The linter as it ships: what tsx makes of a function to run it gives each a name, which takes a tenth of the time. */
const bundled = async (): Promise<typeof import('../src/linter/lint-text.js')> => {
  const out = mkdtempSync(join(tmpdir(), 'gen-dockerfile-bench-'))
  const outfile = join(out, 'lint-text.mjs')
  const entryPoints = [join(root, 'src', 'linter', 'lint-text.ts')]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' })
  const loaded: typeof import('../src/linter/lint-text.js') = await import(pathToFileURL(outfile).href)
  rmSync(out, { recursive: true, force: true })
  return loaded
}

const { lintText } = await bundled()

const files = readdirSync(corpus)
  .filter((name) => name.endsWith('Dockerfile'))
  .sort()
const texts = files.map((name) => readFileSync(join(corpus, name), 'utf8'))

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((left, right) => left - right)
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? NaN

/** Seconds of the clock that a program takes, the least of some runs: other work only adds. */
const measure = (program: string, args: readonly string[], rounds: number): number =>
  Math.min(
    ...Array.from({ length: rounds }, () => {
      const start = performance.now()
      const { error } = spawnSync(program, args, { cwd: corpus, maxBuffer: 2 ** 30 })
      if (error !== undefined) throw error
      return (performance.now() - start) / 1000
    }),
  )

const show = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`

console.log(`${files.length} files of ${corpus}`)
const ours = measure(
  process.execPath,
  [main, 'lint', '--compat', 'hadolint', '--shellcheck', 'off', '--format', 'json', ...files],
  5,
)
const all = measure(process.execPath, [main, 'lint', '--no-context', '--format', 'json', ...files], 5)
const hadolint = findOracle('hadolint')
if (hadolint === undefined) {
  console.log(`as hadolint ${show(ours)}, all rules ${show(all)}; hadolint is not installed`)
} else {
  const theirs = measure(hadolint, ['--no-fail', '-f', 'json', ...files], 3)
  console.log(`hadolint ${show(theirs)}`)
  console.log(`lint --compat hadolint ${show(ours)}: ${(theirs / ours).toFixed(1)} times as fast`)
  console.log(`lint, all rules ${show(all)}: ${(theirs / all).toFixed(1)} times as fast`)
}

const single = join(
  corpus,
  files[texts.findIndex((text) => text.length === median(texts.map((each) => each.length)))] ?? '',
)
const cold: Record<'bare' | 'lint', number[]> = { bare: [], lint: [] }
for (let round = 0; round < 25; round++) {
  for (const [name, args] of [
    ['bare', ['-e', '0']],
    ['lint', [main, 'lint', single]],
  ] as const) {
    const start = performance.now()
    spawnSync(process.execPath, args)
    cold[name].push(performance.now() - start)
  }
}
console.log(
  `one file, cold: median ${(median(cold.lint) / median(cold.bare)).toFixed(2)}x of node -e 0, least ${(Math.min(...cold.lint) / Math.min(...cold.bare)).toFixed(2)}x`,
)

// Round the corpus, as a run does: the same file again at once would find its scripts remembered.
const times = texts.map(() => Number.POSITIVE_INFINITY)
for (let round = 0; round < 14; round++) {
  for (const [index, text] of texts.entries()) {
    const start = performance.now()
    lintText(text)
    times[index] = Math.min(times[index] ?? NaN, (performance.now() - start) * 1000)
  }
}
console.log(`parse and all rules after warm-up: median file ${median(times).toFixed(0)} microseconds`)

const some = 'RUN apt-get install -y curl=1.* && cd /srv && make -C $DIR\nENV A=b C=$A\nCOPY --chown=1:1 a b /x/\n'
const large = (lines: number): string => `FROM debian:13\n${some.repeat(lines / 3)}`
for (const lines of [3_750, 7_500, 15_000, 30_000, 60_000]) {
  const text = large(lines)
  lintText(large(300))
  const start = performance.now()
  lintText(text)
  const time = performance.now() - start
  console.log(
    `${String(lines).padStart(6)} lines: ${time.toFixed(0)} ms, ${((time * 1000) / lines).toFixed(1)} microseconds a line`,
  )
}

const heap = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}
const marks: string[] = []
for (let index = 0; index < 10_000; index++) {
  lintText(`${texts[index % texts.length] ?? ''}\n# ${index}\n`)
  if ((index + 1) % 2_500 === 0) marks.push(`${index + 1}: ${heap().toFixed(1)} MiB`)
}
console.log(
  `heap after files ${marks.join(', ')}${globalThis.gc === undefined ? ' (run with --expose-gc for figures that mean something)' : ''}`,
)

const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-bench-'))
const names = Array.from({ length: 10_000 }, (_, index) => `${index}.Dockerfile`)
for (const [index, name] of names.entries()) writeFileSync(join(folder, name), texts[index % texts.length] ?? '')
const peak = (count: number): string => {
  const script = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS)); process.argv.splice(1, 1); import(process.argv[1])`
  const args = ['-e', script, 'x', main, 'lint', '--no-context', '--quiet', ...names.slice(0, count)]
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 30 })
  return `${(Number(/peak (\d+)/.exec(String(stderr))?.[1]) / 1024).toFixed(0)} MiB`
}
console.log(`command line, peak memory: 1,000 files ${peak(1_000)}, 10,000 files ${peak(10_000)}`)
rmSync(folder, { recursive: true, force: true })
