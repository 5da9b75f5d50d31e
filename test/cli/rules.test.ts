import { describe, expect, it } from 'vitest'
import { ownSeverities } from '../../src/linter/own-findings.js'
import { rules } from '../../src/rules/index.js'
import { useCli } from './support/cli.js'

const cli = useCli()
const run = (...args: readonly string[]) => cli.repository({}).run(['rules', ...args])

describe('rules', () => {
  it('lists all by category, a line each', async () => {
    const { code, stdout, stderr } = await run()
    expect(code).toBe(0)
    expect(stderr).toBe('\nThe page of one: gen-dockerfile rules <name>\n')
    const rows = stdout.split('\n').filter((line) => line.startsWith('  '))
    expect(rows.map((row) => row.trim().split(/ +/)[0]).sort()).toEqual(
      [...rules.map(({ name }) => name), ...Object.keys(ownSeverities)].sort(),
    )
    for (const { name, severity, summary } of rules) {
      expect(rows.find((row) => row.startsWith(`  ${name} `))).toMatch(new RegExp(` ${severity} +\\S`))
      expect(stdout).toContain(summary)
    }
    expect(stdout).toMatch(/^Stages\n {2}\S/)
    expect(stdout).toContain('in shell form. [JSONArgsRecommended, DL3025]\n')
    expect(stdout).toMatch(/\nThe linter itself\n {2}syntax-error {2,}error {4}\S/)
  })

  it('lists them quietly', async () => {
    expect((await run('--quiet')).stderr).toBe('')
  })

  it('shows the page of one', async () => {
    const { code, stdout, stderr } = await run('exec-form')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^exec-form: CMD or ENTRYPOINT is written in shell form\.\n {2}warning, /)
    expect(stdout).toContain('\nWhy\n  In shell form ')
    expect(stdout).toContain('\nReported\n    FROM node:24-trixie-slim\n    CMD node server.js\n')
    expect(stdout).toContain('\nRight\n    FROM node:24-trixie-slim\n    CMD ["node", "server.js"]\n')
    expect(stdout).toContain('\nWhen to ignore it\n  A shell is wanted')
    expect(stdout).toContain('\n    # gen-dockerfile ignore=exec-form -- the reason\n')
    expect(stdout).toMatch(/\n {2}see https:\/\/\S+\/exec-form\.md\n$/)
    const prose = stdout.split('\n').slice(3, -2)
    expect(Math.max(...prose.map(({ length }) => length))).toBeLessThanOrEqual(100)
  })

  it('shows what the example of a page needs besides', async () => {
    expect((await run('ignored-source')).stdout).toContain(
      'Reported\n  The build context holds `dist/index.html`, `public/index.html`.\n  The ignore file:\n    dist\n    FROM ',
    )
  })

  it.each(['DL3025', 'dl3025', 'hadolint:DL3025', 'JSONArgsRecommended', 'buildkit:JSONArgsRecommended'])(
    'knows exec-form as %s',
    async (name) => {
      expect((await run(name)).stdout).toMatch(/^exec-form: /)
    },
  )

  it('shows every rule that a code stands for', async () => {
    const meant = (code: string) => rules.filter(({ codes }) => codes.includes(code)).map(({ name }) => name)
    const [several = ''] = rules
      .flatMap(({ codes }) => codes)
      .toSorted((left, right) => meant(right).length - meant(left).length)
    const { stdout } = await run(several)
    expect(stdout.match(/^[a-z-]+(?=: )/gm)).toEqual(meant(several))
  })

  it('has the same as data', async () => {
    const all = JSON.parse((await run('--format', 'json')).stdout)
    expect(all.version).toBe(1)
    expect(all.rules.map(({ name }: { name: string }) => name)).toEqual(rules.map(({ name }) => name))
    const one = JSON.parse((await run('DL3025', '--format', 'json')).stdout)
    expect(one.rules).toEqual(all.rules.filter(({ name }: { name: string }) => name === 'exec-form'))
    expect(Object.keys(one.rules[0])).toEqual([
      'name',
      'category',
      'severity',
      'codes',
      'summary',
      'fixable',
      'why',
      'bad',
      'good',
      'ignoreWhen',
      'url',
    ])
  })

  it.each([
    ['exec-frm', 'Did you mean `exec-form`?'],
    ['DL3026x', 'Did you mean `DL302'],
    ['cobol', '`gen-dockerfile rules` lists all.'],
  ])('knows no %s', async (name, hint) => {
    const { code, stdout, stderr } = await run(name)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`There is no rule or code \`${name}\`. [unknown-rule]`)
    expect(stderr).toContain(hint)
  })
})

describe('what has no page of its own', () => {
  it('is what the linter reports by itself', async () => {
    const { code, stdout } = await run('unused-suppression')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^unused-suppression: \S.*\n {2}warning\n\n {2}see https:\S+#unused-suppression\n$/)
    const { rules: none, others } = JSON.parse((await run('syntax-error', '--format', 'json')).stdout)
    expect({ none, others }).toMatchObject({ none: [], others: [{ name: 'syntax-error', severity: 'error' }] })
  })

  it.each(['SC2086', 'shellcheck:sc2086'])('is a code of ShellCheck: %s', async (code) => {
    expect((await run(code)).stdout).toMatch(/^shell-mistake: /)
  })
})
