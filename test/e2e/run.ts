import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { nearest } from '../../src/words/nearest.js'
import { caseNames } from './support/case-names.js'
import { removeLeftovers } from './support/cleanup.js'
import { preflight } from './support/preflight.js'
import { runId } from './support/run-id.js'

const usage = `Usage: npm run test:e2e -- [options] [cases...]

Builds and runs images of the presets and of the examples with the docker that is on PATH.

  --all    every case; without it those that fit twenty minutes
  --list   print the names of the cases
  --help   print this`

/** Says why nothing can be done, and ends as the command line does then. */
const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const parse = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { all: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
    })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

const { values, positionals } = parse()
if (values.help === true) {
  console.log(usage)
  process.exit(0)
}
if (values.list === true) {
  for (const { name, quick } of caseNames) console.log(quick ? name : `${name} (--all)`)
  process.exit(0)
}
const names = caseNames.map(({ name }) => name)
const unknown = positionals.find((name) => !names.includes(name))
if (unknown !== undefined) {
  const near = nearest(unknown, names)
  const hint = near === undefined ? '`--list` prints them all.' : `Did you mean \`${near}\`?`
  refuse(`There is no case \`${unknown}\`. ${hint}`)
}

const problem = await preflight()
if (problem !== undefined) refuse(`No image can be built here: ${problem}`)

const all = values.all === true
const chosen = caseNames.filter(({ name, quick }) =>
  positionals.length > 0 ? positionals.includes(name) : all || quick,
)
const files = [...new Set(chosen.map(({ file }) => `test/e2e/${file}`))]
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const child = spawn(process.execPath, [vitest, 'run', '--config', 'vitest.e2e.config.ts', ...files], {
  cwd: fileURLToPath(new URL('../../', import.meta.url)),
  stdio: 'inherit',
  // A group of its own: what it has started can be ended with it.
  detached: true,
  env: {
    ...process.env,
    GEN_DOCKERFILE_E2E_RUN: runId,
    ...(positionals.length > 0 ? { GEN_DOCKERFILE_E2E_CASES: positionals.join(',') } : {}),
    ...(all ? { GEN_DOCKERFILE_E2E_ALL: '1' } : {}),
  },
})

/** Tells the test runner and all builds that it has started; false where nobody is left. */
const signalAll = (signal: NodeJS.Signals): boolean => {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal)
  } catch {
    return false
  }
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void signalAll(signal))

const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))
// A build that outlives the test runner would load its image after everything is removed.
if (signalAll('SIGKILL')) await wait(2_000)
const gone = code === 0 ? undefined : await preflight()
if (gone !== undefined) {
  console.error(`The engine went away during the run: ${gone} What it kept has the label gen-dockerfile.e2e=${runId}.`)
  process.exit(1)
}
const left = await removeLeftovers()
if (left.length > 0) console.error(`Removed what was left: ${left.join(', ')}.`)
process.exit(code)
