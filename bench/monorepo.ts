/**
 * A repository of thousands of services, one run after the other: generating from nothing, again, `--check` with and without what
 * the run before has kept, and after the manifest of a library changed; one service by `--filter`, what a change touches; with one
 * `gen-dockerfile.yaml` and with a `dockerfile.ts` in every service. The smaller sizes show whether the time grows with the number
 * of services. Builds nothing: run `npm run build` first.
 *
 * `npx tsx bench/monorepo.ts [go|go-work|pnpm|npm|yarn|cargo|uv] [services] [main.js]`
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasLibraries, isKind, kindNames, type Shape, writeRepository } from './monorepo/synthetic.js'

const [kind = 'pnpm', size = '10000', program] = process.argv.slice(2)
const main = program ?? join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli', 'main.js')
const most = Number(size)
if (!isKind(kind)) throw new Error(`There is no kind ${kind}: ${kindNames.join(', ')}.`)

const work = mkdtempSync(join(tmpdir(), 'gen-dockerfile-monorepo-'))
const peakFile = join(work, 'peak')
writeFileSync(
  join(work, 'peak.cjs'),
  "process.on('exit', () => require('fs').writeFileSync(process.env.PEAK_FILE, JSON.stringify(process.resourceUsage())))",
)

interface Measured {
  readonly seconds: number
  /** Of the processor, which other work on the machine disturbs less. */
  readonly processor: number
  /** In MiB. */
  readonly peak: number
}

const kept = join(work, 'kept')

const run = (folder: string, args: readonly string[], cache: string): Measured => {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', join(work, 'peak.cjs'), main, ...args], {
    cwd: folder,
    env: { ...process.env, PEAK_FILE: peakFile, GEN_DOCKERFILE_CACHE: cache },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const seconds = (performance.now() - start) / 1000
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 2000)}`)
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(peakFile, 'utf8')) as NodeJS.ResourceUsage
  return { seconds, processor: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 }
}

const one = 'svc-00042'

interface Step {
  readonly name: string
  readonly args: readonly string[]
  /** Done before it. */
  readonly edit?: (folder: string) => void
  /** Whether nothing is kept, and nothing used that was. */
  readonly isAnew?: true
}

/** The manifests of libraries, and what changes no file that is generated. */
const edits: Readonly<Record<string, (text: string) => string>> = {
  'package.json': (text) => JSON.stringify({ ...JSON.parse(text), description: 'The answer.' }, undefined, 2),
  'go.mod': (text) => `${text}// The answer.\n`,
  'Cargo.toml': (text) => `${text}# The answer.\n`,
  'pyproject.toml': (text) => `${text}# The answer.\n`,
}

const editLibrary = (folder: string): void => {
  for (const [name, edit] of Object.entries(edits)) {
    const file = join(folder, 'packages', 'lib-00042', name)
    if (existsSync(file)) writeFileSync(file, edit(readFileSync(file, 'utf8')))
  }
}

const steps: readonly Step[] = [
  { name: 'from nothing', args: [] },
  { name: 'again', args: [] },
  { name: '--check', args: ['--check'] },
  { name: '--check, an edit', args: ['--check'], edit: editLibrary },
  { name: '--check, all anew', args: ['--check'], isAnew: true },
  { name: '--filter, one', args: ['--filter', one, '--check'] },
  { name: 'list', args: ['list', '--format', 'json'] },
  { name: 'list --affected-by', args: ['list', '--affected-by', `services/${one}/src/index.js`] },
]

const sizes = [100, 1000, most].filter((each, index) => index === 2 || each < most)
console.log(`${kind}, node ${process.version}`)
for (const scripts of [false, true]) {
  for (const services of sizes) {
    const shape: Shape = { kind, services, libraries: hasLibraries(kind) ? Math.round(services * 1.2) : 0, scripts }
    const folder = join(work, 'repository')
    for (const each of [folder, kept]) rmSync(each, { recursive: true, force: true })
    writeRepository(folder, shape)
    const how = scripts ? 'a dockerfile.ts in each' : 'one gen-dockerfile.yaml'
    console.log(`\n${services} services, ${shape.libraries} libraries, ${how}`)
    for (const { name, args, edit, isAnew } of steps) {
      edit?.(folder)
      // Without a workspace nothing says where the services are. The path goes first: `--affected-by` takes what follows it.
      const at = args[0] === 'list' ? 1 : 0
      const paths = kind === 'go' && scripts ? ['services/*'] : []
      const { seconds, processor, peak } = run(
        folder,
        [...args.slice(0, at), ...paths, ...args.slice(at)],
        isAnew ? '' : kept,
      )
      const each = ((processor * 1000) / services).toFixed(2)
      console.log(
        `${name.padEnd(20)} ${seconds.toFixed(2).padStart(7)} s  ${processor.toFixed(2).padStart(7)} s of processor  ${each.padStart(6)} ms each  ${peak.toFixed(0).padStart(5)} MiB`,
      )
    }
  }
}
rmSync(work, { recursive: true, force: true })
