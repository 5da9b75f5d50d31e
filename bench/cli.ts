/**
 * Start-up of the command line against bare Node, in one interleaved run: `npx tsx bench/cli.ts [rounds]`.
 * Prints medians and minima of wall-clock time, and of the processor time of the main process, which other work on the
 * machine disturbs less. Builds nothing: run `npm run build` first.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli', 'main.js')
const rounds = Number(process.argv[2] ?? 30)

const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-bench-'))
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const app = `import { cache, stage } from 'gen-dockerfile'

const build = stage('build')
  .from('golang:1.26-trixie')
  .workdir('/src')
  .copy(['go.mod', 'go.sum'], './')
  .run('go mod download', { mounts: [cache('/go/pkg/mod')] })
  .copy('.', '.')
  .run('go build -trimpath -o /out/app .', { mounts: [cache('/go/pkg/mod'), cache('/root/.cache/go-build')] })

export default stage('runtime')
  .from('gcr.io/distroless/static-debian13:nonroot')
  .copyFrom(build, '/out/app', '/app')
  .entrypoint(['/app'])
`

for (const service of ['stages', 'typed', 'preset']) {
  write(`${service}/go.mod`, 'module example.com/app\n\ngo 1.26\n')
  write(`${service}/go.sum`, '')
  write(`${service}/main.go`, 'package main\n\nfunc main() {}\n')
}
write('stages/dockerfile.ts', app)
// What has types goes through the bundler.
write('typed/dockerfile.ts', app.replace('const build =', "const version: string = '1.26'\n\nconst build ="))
write('preset/dockerfile.ts', "import { goDistroless } from 'gen-dockerfile'\n\nexport default goDistroless()\n")
write(
  'cpu.cjs',
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeFileSync(process.env.CPU_FILE, String(user + system)) })",
)

interface Run {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Before each round. */
  readonly prepare?: () => void
}

const cli = (name: string, service: string, ...args: string[]): Run => ({
  name,
  args: [main, ...args],
  cwd: join(folder, service),
})

const runs: readonly Run[] = [
  { name: 'node -e 0', args: ['-e', '0'], cwd: folder },
  cli('--version', '.', '--version'),
  cli('--help', '.', '--help'),
  cli('check, two stages', 'stages', '--check'),
  {
    ...cli('generate, two stages', 'stages'),
    prepare: () => {
      for (const name of ['Dockerfile', '.dockerignore']) rmSync(join(folder, 'stages', name), { force: true })
    },
  },
  cli('check, with types', 'typed', '--check'),
  cli('check, preset', 'preset', '--check'),
]

const cpuFile = join(folder, 'cpu')
const measure = ({ args, cwd, prepare }: Run, cpu: boolean): number => {
  prepare?.()
  const hook = cpu ? ['--require', join(folder, 'cpu.cjs')] : []
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [...hook, ...args], {
    cwd,
    env: { ...process.env, CPU_FILE: cpuFile },
  })
  const time = performance.now() - start
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${String(stderr)}`)
  return cpu ? Number(readFileSync(cpuFile, 'utf8')) / 1000 : time
}

for (const service of ['stages', 'typed', 'preset']) measure(cli('', service), false)

const median = (times: readonly number[]): number => times[times.length >> 1] ?? NaN

for (const cpu of [false, true]) {
  const times = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) runs.forEach((run, index) => times[index]?.push(measure(run, cpu)))
  const sorted = times.map((each) => each.sort((left, right) => left - right))
  const [bare = []] = sorted
  console.log(`\n${cpu ? 'processor time of the main process' : 'wall-clock time'}, node ${process.version}`)
  runs.forEach(({ name }, index) => {
    const each = sorted[index] ?? []
    const show = (value: number, base: number): string => `${value.toFixed(1)} ms (${(value / base).toFixed(2)}x)`
    console.log(
      `${name.padEnd(22)} median ${show(median(each), median(bare)).padEnd(18)} least ${show(each[0] ?? NaN, bare[0] ?? NaN)}`,
    )
  })
}
rmSync(folder, { recursive: true, force: true })
