import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useCli } from './support/cli.js'
import { pipe } from './support/pipe.js'

const { repository } = useCli()

/** More than one thread begins with, each of them with something of its own to say. */
const count = 300

const name = (index: number): string => `services/${String(index).padStart(3, '0')}/Dockerfile`

const content = (index: number): string =>
  [
    `FROM debian:${index % 2 === 0 ? 'latest' : 'trixie-slim'} as base`,
    ...Array.from({ length: index % 5 }, (_, line) => `ENV LINE_${line}=${index}`),
    `RUN apt-get update && apt-get install -y curl-${index} | tee log`,
    'COPY . /app/',
    '',
  ].join('\n')

const files = Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), content(index)]))

/** The same files linted so few at a time that one thread does it, findings only. */
const oneByOne = (findings: readonly string[]): readonly unknown[] =>
  findings.flatMap((text): readonly unknown[] => {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : Object(parsed).diagnostics
  })

describe(`linting ${count} files, where there are ${availableParallelism()} processors`, () => {
  it.each([
    ['all rules', ['--format', 'json', '--no-context']],
    ['all rules with the build context', ['--format', 'json']],
    ['as hadolint', ['--format', 'json', '--compat', 'hadolint', '--shellcheck', 'off']],
    ['as BuildKit', ['--format', 'json', '--compat', 'buildkit']],
  ])('finds the same in the same order as linting few at a time: %s', async (_, options) => {
    const { run } = repository(files)
    const names = Object.keys(files)
    const together = await run(['lint', ...options, ...names])
    const parts: string[] = []
    for (let index = 0; index < count; index += 50) {
      parts.push((await run(['lint', ...options, ...names.slice(index, index + 50)])).stdout)
    }
    const found = oneByOne([together.stdout])
    expect(found.length).toBeGreaterThanOrEqual(count)
    expect(found).toEqual(oneByOne(parts))
  })

  it('tells a mistake in a configuration once, whichever thread met it', async () => {
    const { run } = repository({ ...files, 'gen-dockerfile.yaml': 'lint:\n  rulse: {}\n' })
    const { stdout, code } = await run(['lint', '--format', 'json', '.'])
    const { diagnostics } = JSON.parse(stdout)
    expect(diagnostics).toHaveLength(1)
    expect(code).toBe(2)
  })

  it('reports files that cannot be read, and lints the others', async () => {
    const { run } = repository(files)
    const { stdout, code } = await run(['lint', '--format', 'json', 'services/missing', ...Object.keys(files)])
    const { diagnostics, summary } = JSON.parse(stdout)
    expect(diagnostics[0].rule).toBe('path-not-found')
    expect(summary.files).toBe(count)
    expect(code).toBe(1)
  })

  it('merges what several files say about one ignore file', async () => {
    const { run, path } = repository({ ...files, '.dockerignore': 'services\n*.md\n*.md\n' })
    const { stdout } = await run(['lint', '--format', 'json', '.'])
    const about = JSON.parse(stdout).diagnostics.filter(({ file }: { file: string }) => file === '.dockerignore')
    const places = about.map(({ rule, message, start }: Record<string, unknown>) =>
      JSON.stringify([rule, message, start]),
    )
    expect(new Set(places).size).toBe(places.length)
    expect(readFileSync(`${path}/.dockerignore`, 'utf8')).toContain('services')
  })

  it.skipIf(availableParallelism() === 1)('says so when a thread ends with work that it took', async () => {
    const { run, command } = repository(files)
    const helper = join(dirname(command([])[1] ?? ''), 'lint-helper.cjs')
    const text = readFileSync(helper, 'utf8')
    const taking = (end: string): string =>
      `require('node:worker_threads').parentPort.once('message', ({ counters }) => {\n  Atomics.add(counters, 1, 1)\n  ${end}\n})\n`
    try {
      for (const [end, told] of [
        ['process.exit(3)', 'ended with the code 3'],
        ["throw new Error('no memory')", 'no memory'],
      ] as const) {
        writeFileSync(helper, taking(end))
        const { stdout, stderr, code } = await run(['lint', '--format', 'json', ...Object.keys(files)])
        // What other threads found may be printed by then; it is no report.
        expect(() => JSON.parse(stdout)).toThrow()
        expect(code).toBe(2)
        expect(stderr).toContain(told)
      }
    } finally {
      writeFileSync(helper, text)
    }
  })

  // A pipe keeps whoever reads it waiting until something is written to it.
  it.skipIf(process.platform === 'win32').each([
    ['text', []],
    ['json', []],
    ['github', []],
    ['checkstyle', []],
    ['gitlab', []],
    ['text', ['--compat', 'hadolint', '--shellcheck', 'off']],
    ['json', ['--compat', 'buildkit']],
  ])('prints what it found before the last file is read: %s %s', async (format, options) => {
    const long = `FROM debian:latest as base\n${'RUN apt-get install -y curl && cd /srv\nMAINTAINER me\n'.repeat(10)}`
    const names = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(2, '0')}.Dockerfile`)
    const { command, path } = repository(Object.fromEntries(names.map((each) => [each, long])))
    execFileSync('mkfifo', [join(path, 'last.Dockerfile')])
    let printed = ''
    let isFed = false
    const all = [...names, 'last.Dockerfile']
    const words = command(['lint', '--no-context', '--format', format, ...options, ...all])
    await pipe(words, path, '', (data) => {
      printed += data
      if (isFed || !printed.includes('05.Dockerfile')) return
      isFed = true
      writeFileSync(join(path, 'last.Dockerfile'), 'FROM debian:latest as last\n')
    })
    expect(isFed).toBe(true)
    expect(printed).toContain('last.Dockerfile')
  })

  it('goes on where nobody reads what it prints any more', async () => {
    const { run } = repository(files)
    const closed = await run(['lint', '--no-context', ...Object.keys(files)], { closeStdout: true })
    expect({ code: closed.code, stderr: closed.stderr }).toEqual({ code: 0, stderr: '' })
  })
})
