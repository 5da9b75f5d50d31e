/**
 * Walking a build context against `find` over the same kept part: `npx tsx bench/context-walk.ts [files = 200000] [rounds = 7]`.
 * Both read the sizes; both are programs of their own, run by turns on one tree of a temporary folder. Prints medians, ratios
 * and the most memory that the walk took.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const files = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 7)
const source = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')

const ignoreFile = `# what is installed and made here
.git
**/node_modules
**/dist
**/.venv
**/__pycache__
**/*.pyc
**/*.log
**/.env*
!**/.env.example
coverage
docs/**
*.md
!README.md
`
/** The same in the words of find; the exceptions have no file here. */
const prunes = [
  '-name',
  'node_modules',
  '-o',
  '-name',
  'dist',
  '-o',
  '-name',
  '__pycache__',
  '-o',
  '-path',
  '*/root/.git',
]
const leaves = ['!', '-name', '*.log', '!', '-name', '*.pyc']

const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-context-'))
const root = join(folder, 'root')

/** Fills a directory with files of which one in fifty is a log. */
const fill = (directory: string, count: number): void => {
  mkdirSync(directory, { recursive: true })
  for (let number = 0; number < count; number++) {
    const name = number % 50 === 49 ? `run-${number}.log` : `file-${number}.ts`
    writeFileSync(join(directory, name), 'x'.repeat(number % 400))
  }
}

const perDirectory = 40
/** Of ten directories six are sources, three installed packages and one is output. */
const kinds = [
  'src/a',
  'src/b',
  'src/c',
  'test',
  'lib',
  'assets',
  'node_modules/x',
  'node_modules/y',
  'node_modules/z',
  'dist',
]
for (let made = 0, number = 0; made < files; made += perDirectory, number++) {
  const kind = kinds[number % kinds.length] ?? 'src'
  fill(join(root, 'packages', `p${Math.floor(number / 100)}`, kind, `d${number}`), Math.min(perDirectory, files - made))
}
fill(join(root, '.git', 'objects'), 100)

const walker = join(folder, 'walker.mjs')
buildSync({
  stdin: {
    contents: `import { walkDisk } from './context/walk.js'
import { createMatcher, parseIgnoreFile } from './ignore/index.js'
const matcher = createMatcher(parseIgnoreFile(${JSON.stringify(ignoreFile)}).patterns.map((each) => each.pattern))
let files = 0, bytes = 0
const start = performance.now()
walkDisk(process.argv[2], matcher, { directory() {}, file({ size }) { files++; bytes += size }, problem: console.error })
console.log(JSON.stringify({ files, bytes, time: performance.now() - start, memory: process.resourceUsage().maxRSS * 1024 }))`,
    resolveDir: source,
    loader: 'js',
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: walker,
})

interface Walked {
  readonly files: number
  readonly bytes: number
  /** Milliseconds of the walk alone. */
  readonly time: number
  readonly memory: number
}

const run = (program: string, args: readonly string[]) => {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return { time: performance.now() - start, stdout }
}

const findArgs = (action: readonly string[]) => [
  ...[root, '(', ...prunes, ')', '-prune', '-o', '-type', 'f', ...leaves],
  ...action,
]
const median = (times: readonly number[]): number =>
  times.toSorted((left, right) => left - right)[times.length >> 1] ?? NaN

const times = { find: [] as number[], program: [] as number[], walk: [] as number[], bare: [] as number[] }
let memory = 0
let walked: Walked | undefined
let found = 0
for (let round = 0; round < rounds; round++) {
  const find = run('find', findArgs(['-printf', '%s\\n']))
  const program = run(process.execPath, [walker, root])
  walked = JSON.parse(program.stdout) as Walked
  found = find.stdout.split('\n').length - 1
  times.find.push(find.time)
  times.program.push(program.time)
  times.walk.push(walked.time)
  times.bare.push(run('find', findArgs([])).time)
  memory = Math.max(memory, walked.memory)
}
rmSync(folder, { recursive: true, force: true })

const base = median(times.find)
const show = (name: string, all: readonly number[]): void =>
  console.log(`${name.padEnd(34)} ${median(all).toFixed(0).padStart(6)} ms  ${(median(all) / base).toFixed(2)}x`)
console.log(`${files} files, ${found} of them kept; node ${process.version}`)
show('find, with sizes', times.find)
show('find, names alone', times.bare)
show('our walk, with sizes', times.walk)
show('our walk and the start of Node', times.program)
console.log(`most memory: ${(memory / 1e6).toFixed(0)} MB`)
if (walked?.files !== found) {
  console.log(`we see ${walked?.files} files`)
  process.exitCode = 1
}
