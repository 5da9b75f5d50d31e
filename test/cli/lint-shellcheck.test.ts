import { chmodSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Repository, useCli } from './support/cli.js'

const cli = useCli()

/** Answers as ShellCheck does: one finding in the last line of each script that has `$`, and a count of its own runs. */
const program = `#!${process.execPath}
const fs = require('node:fs')
const path = require('node:path')
const files = process.argv.slice(2).filter((name) => /^\\d+$/.test(name))
fs.appendFileSync(path.join(__dirname, 'runs'), files.length + '\\n')
const comments = files.flatMap((file) => {
  const lines = fs.readFileSync(file, 'utf8').split('\\n')
  const column = lines.at(-1).indexOf('$') + 1
  const line = lines.length
  return column === 0 ? [] : [{ file, line, endLine: line, column, endColumn: column + 2, level: 'info', code: 2086, message: 'Quote it.' }]
})
process.stdout.write(JSON.stringify({ comments }))
process.exit(comments.length > 0 ? 1 : 0)
`

const dockerfile = 'FROM example.com/a:1\nARG X\nRUN ls && \\\n    rm $X\nUSER 1\n'

const repositoryWith = (files: Readonly<Record<string, string>>): Repository => {
  const repository = cli.repository({ 'bin/shellcheck': program, ...files })
  chmodSync(join(repository.path, 'bin/shellcheck'), 0o755)
  return repository
}

const onPath = ({ path }: Repository) => ({
  env: { PATH: [join(path, 'bin'), process.env['PATH'] ?? ''].join(delimiter) },
})

const note = (what: string): string => `note: ${what} checked the scripts of RUN.\n`

describe('--shellcheck', () => {
  it('is a program, run once for all files, with places in the files', async () => {
    const repository = repositoryWith({ Dockerfile: dockerfile, 'b.Dockerfile': dockerfile })
    const { code, stdout, stderr } = await repository.run([
      'lint',
      ...['--shellcheck', 'bin/shellcheck', '--only', 'SC2086', '--format', 'json', 'Dockerfile', 'b.Dockerfile'],
    ])
    const { diagnostics }: { diagnostics: readonly Readonly<Record<string, unknown>>[] } = JSON.parse(stdout)
    expect({ code, stderr, runs: repository.read('bin/runs') }).toEqual({
      code: 0,
      stderr: note('`bin/shellcheck`'),
      runs: '2\n',
    })
    expect(diagnostics.map(({ rule, codes, file, start, end }) => ({ rule, codes, file, start, end }))).toEqual(
      ['Dockerfile', 'b.Dockerfile'].map((file) => ({
        rule: 'shell-mistake',
        codes: ['shellcheck:SC2086', 'hadolint:SC2086'],
        file,
        start: { line: 4, column: 8 },
        end: { line: 4, column: 10 },
      })),
    )
  })

  it('is the one on PATH under --compat hadolint, at the line of the RUN', async () => {
    const repository = repositoryWith({ Dockerfile: dockerfile })
    const { stdout, stderr } = await repository.run(['lint', '--compat', 'hadolint'], onPath(repository))
    expect({ stdout, stderr }).toEqual({
      stdout: 'Dockerfile:3 SC2086 info: Quote it.\n',
      stderr: note('The `shellcheck` on PATH'),
    })
  })

  it('says so where there is none on PATH', async () => {
    const repository = cli.repository({ Dockerfile: dockerfile })
    const { code, stdout, stderr } = await repository.run(['lint', '--compat', 'hadolint'], { env: { PATH: '' } })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'note: There is no `shellcheck` on PATH, so findings with SC codes are left out.\n',
    })
  })

  it.each([[['--shellcheck', 'off', '--compat', 'hadolint']], [['--only', 'SC2086']]])(
    'does not run with %j',
    async (args) => {
      const repository = repositoryWith({ Dockerfile: dockerfile })
      const { stderr } = await repository.run(['lint', ...args], onPath(repository))
      expect({ stderr, ran: repository.list().includes('bin/runs') }).toEqual({ stderr: '', ran: false })
    },
  )

  it('is silenced by codes, as a rule is', async () => {
    const hushed = (comment: string) => dockerfile.replace('RUN', `${comment}\nRUN`)
    const repository = repositoryWith({
      Dockerfile: hushed('# gen-dockerfile ignore=SC2086 -- numbers only'),
      'b.Dockerfile': hushed('# hadolint ignore=SC2086'),
    })
    const { stdout } = await repository.run([
      'lint',
      ...['--shellcheck', 'bin/shellcheck', '--only', 'shell-mistake', 'Dockerfile', 'b.Dockerfile'],
    ])
    expect(stdout).toBe('2 files, nothing found\n')
  })

  it.each([
    ['nope', 'There is no program `nope`. [shellcheck-not-found]'],
    ['bin/broken', '`<repository>/bin/broken` did not check the scripts: its answer is no JSON. [shellcheck-failed]'],
    ['bin/failing', '`<repository>/bin/failing` did not check the scripts: no such dialect [shellcheck-failed]'],
  ])('%s is told with a reason', async (name, message) => {
    const repository = cli.repository({
      Dockerfile: dockerfile,
      'bin/broken': '#!/bin/sh\necho hello\n',
      'bin/failing': '#!/bin/sh\necho no such dialect >&2\nexit 3\n',
    })
    for (const file of ['bin/broken', 'bin/failing']) chmodSync(join(repository.path, file), 0o755)
    const { code, stdout, stderr } = await repository.run(['lint', '--shellcheck', name])
    expect({ code, stdout, error: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', error: `error: ${message}` })
  })

  it('does not go with --compat buildkit', async () => {
    const repository = repositoryWith({ Dockerfile: dockerfile })
    const { code, stderr } = await repository.run(['lint', '--compat', 'buildkit', '--shellcheck', 'bin/shellcheck'])
    expect({ code, refused: stderr.includes('[invalid-option]') }).toEqual({ code: 2, refused: true })
  })
})
