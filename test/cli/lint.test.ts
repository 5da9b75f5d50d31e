import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Repository, useCli } from './support/cli.js'

const cli = useCli()

const cmd = 'FROM example.com/a:1\nCMD node server.js\n'
const fine = 'FROM example.com/a:1\nUSER 10001\nCMD ["node"]\n'
const only = ['--only', 'exec-form']

/** What is found, as `file:line rule`. */
const found = async (repository: Repository, args: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await repository.run(['lint', '--format', 'json', ...args])
  const { diagnostics }: { diagnostics: readonly { file: string; rule: string; start?: { line: number } }[] } =
    JSON.parse(stdout)
  return diagnostics.map(({ file, rule, start }) => `${file}:${start?.line ?? '-'} ${rule}`)
}

describe('files', () => {
  it('are ./Dockerfile by default', async () => {
    const repository = cli.repository({ Dockerfile: cmd })
    const { code, stdout, stderr } = await repository.run(['lint', ...only])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const part of ['[exec-form]', '  at Dockerfile:2:1\n', '  > 2 | CMD node server.js\n', '1 can be fixed']) {
      expect(stdout).toContain(part)
    }
  })

  it('are asked for where there is none', async () => {
    const repository = cli.repository({})
    expect(await repository.run(['lint'])).toEqual({
      code: 2,
      stdout: '0 files, 1 error\n',
      stderr:
        'error: There is no `Dockerfile` in this folder. [no-dockerfile]\n  hint: Name files, folders or globs in quotes: `.` stands for every Dockerfile below this folder.\n',
    })
  })

  it('are found in folders and by globs', async () => {
    const repository = cli.repository({ 'a/Dockerfile': cmd, 'b/x.Dockerfile': cmd, 'b/c.txt': cmd })
    expect(await found(repository, [...only, '.'])).toEqual(['a/Dockerfile:2 exec-form', 'b/x.Dockerfile:2 exec-form'])
    expect(await found(repository, [...only, 'b/*'])).toEqual(['b/c.txt:2 exec-form', 'b/x.Dockerfile:2 exec-form'])
  })

  it('that cannot be read stop no other', async () => {
    const repository = cli.repository({ Dockerfile: cmd, 'empty/': '' })
    const { code, stdout, stderr } = await repository.run(['lint', ...only, 'nope', 'empty', 'Dockerfile'])
    expect({ code, linted: stdout.includes('Dockerfile: 1 warning'), failures: stderr.match(/\[[a-z-]+\]/g) }).toEqual({
      code: 1,
      linted: true,
      failures: ['[path-not-found]', '[no-dockerfile]'],
    })
    expect((await repository.run(['lint', 'nope'])).code).toBe(2)
  })

  it('that nobody may read are told', async () => {
    const repository = cli.repository({ Dockerfile: cmd, secret: cmd })
    chmodSync(join(repository.path, 'secret'), 0)
    const { code, stderr } = await repository.run(['lint', ...only, 'secret', 'Dockerfile'], { uid: 65534 })
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: `secret` cannot be read: permission denied. [cannot-read]\n',
    })
  })

  it('may be standard input, under another name', async () => {
    const repository = cli.repository({ Dockerfile: cmd })
    const { stdout } = await repository.run(['lint', ...only, '-', '--stdin-filename', 'x/Dockerfile'], {
      shell: 'cat Dockerfile |',
    })
    expect(stdout).toContain('at x/Dockerfile:2:1')
  })
})

describe('what is no text', () => {
  it.each([
    ['binary data', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 10, 0]), 'not-text', 1],
    ['UTF-16', Buffer.from('\ufeffFROM a\n', 'utf16le'), 'not-text', 1],
    ['a byte that is no UTF-8', Buffer.from([...Buffer.from('FROM a:1\n# '), 0xff, 10]), 'not-text', 2],
    ['nothing', Buffer.from(''), 'syntax-error', 1],
    ['a million backslashes', Buffer.from(`FROM a:1\nRUN ${'\\'.repeat(1_000_000)}\n`), 'syntax-error', 2],
    ['carriage returns alone', Buffer.from('FROM a:1\rRUN x\r'), 'invalid-instruction', 1],
  ])('%s', async (_, bytes, rule, line) => {
    const repository = cli.repository({})
    writeFileSync(join(repository.path, 'Dockerfile'), bytes)
    expect(await found(repository, ['--only', 'invalid-instruction'])).toContain(`Dockerfile:${line} ${rule}`)
    expect((await repository.run(['lint'])).code).toBe(1)
  })
})

describe('the exit code', () => {
  const repository = () => cli.repository({ Dockerfile: cmd, fine, broken: 'FROM a:1\nENV A\n' })

  it.each([
    ['warnings', [...only], 0],
    ['a warning too many', [...only, '--max-warnings', '0'], 1],
    ['as many warnings as are allowed', [...only, '--max-warnings', '1'], 0],
    ['an error', [...only, '--rule', 'exec-form=error'], 1],
    ['a file that BuildKit refuses', ['broken'], 1],
    ['nothing to say', [...only, 'fine'], 0],
    ['an unknown option', ['--fxi'], 2],
    ['an unknown rule', ['--rule', 'exec-from=off'], 2],
    ['an unknown severity', ['--rule', 'exec-form=of'], 2],
    ['options that exclude each other', ['--fix', '--compat', 'hadolint'], 2],
    ['a context that is not there', ['--context', 'nope'], 2],
    ['a configuration that is not there', ['--config', 'nope.yaml'], 2],
  ])('for %s', async (_, args, code) => {
    expect((await repository().run(['lint', ...args])).code).toBe(code)
  })

  it('comes with a word about the warnings', async () => {
    const { stderr } = await repository().run(['lint', ...only, '--max-warnings', '0'])
    expect(stderr).toBe('error: There are 1 warnings, more than `--max-warnings 0` allows.\n')
  })

  it('comes with the rule that was meant', async () => {
    const { stderr } = await repository().run(['lint', '--rule', 'exec-from=off'])
    expect(stderr).toBe(
      'error: `--rule` names `exec-from`, but there is no such rule. [invalid-option]\n  hint: Did you mean `exec-form`?\n',
    )
  })
})

describe('rules', () => {
  it.each([
    [['--rule', 'exec-form=off'], 'exec-form', undefined],
    [['--rule', 'DL3025=info'], 'exec-form', 'info'],
    [['--rule', 'exec-form=off', '--rule', 'exec-form=error'], 'exec-form', 'error'],
  ])('%j', async (args, rule, severity) => {
    const { stdout } = await cli.repository({ Dockerfile: cmd }).run(['lint', '--format', 'json', ...args])
    const { diagnostics }: { diagnostics: readonly { rule: string; severity: string }[] } = JSON.parse(stdout)
    expect(diagnostics.find((each) => each.rule === rule)?.severity).toBe(severity)
  })

  it('are the only ones that run with --only', async () => {
    const repository = cli.repository({ Dockerfile: 'FROM a\nCMD node\nENV A b\n' })
    expect(await found(repository, ['--only', 'DL3025,legacy-key-value'])).toEqual([
      'Dockerfile:2 exec-form',
      'Dockerfile:3 legacy-key-value',
    ])
  })
})

describe('the configuration', () => {
  it('is the nearest one', async () => {
    const repository = cli.repository({
      'gen-dockerfile.yaml': 'lint: { rules: { exec-form: error } }\n',
      'a/Dockerfile': cmd,
      'b/gen-dockerfile.yaml': 'lint: { rules: { exec-form: off } }\n',
      'b/Dockerfile': cmd,
    })
    expect(await repository.run(['lint', ...only, '--quiet', 'a', 'b'])).toMatchObject({ code: 1 })
    expect(await found(repository, [...only, 'a', 'b'])).toEqual(['a/Dockerfile:2 exec-form'])
    expect(await found(repository, [...only, '--config', 'b/gen-dockerfile.yaml', 'a'])).toEqual([])
  })

  it('is told once where it has a mistake, and stops no other file', async () => {
    const repository = cli.repository({
      'a/gen-dockerfile.yaml': 'lint:\n  rule: {}\n',
      'a/Dockerfile': cmd,
      'a/b/Dockerfile': cmd,
      'c/Dockerfile': cmd,
    })
    const { code, stderr } = await repository.run(['lint', ...only, '.'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'error: `a/gen-dockerfile.yaml`: There is no setting `lint.rule`. [invalid-config]\n  at a/gen-dockerfile.yaml:2:3\n' +
        '    1 | lint:\n  > 2 |   rule: {}\n      |   ^\n    3 |\n  hint: Did you mean `rules`?\n',
    })
    expect((await repository.run(['lint', 'a'])).code).toBe(2)
  })

  it('leaves files out', async () => {
    const repository = cli.repository({
      'gen-dockerfile.yaml': "lint: { ignore: ['**/old'] }\n",
      'x/old/Dockerfile': cmd,
      Dockerfile: cmd,
    })
    expect(await found(repository, [...only, '.'])).toEqual(['Dockerfile:2 exec-form'])
    expect((await repository.run(['lint', ...only, 'x'])).stderr).toBe(
      'note: `x/old/Dockerfile`: not linted, as `lint.ignore` of the configuration says.\n',
    )
  })

  it('may be hadolint’s', async () => {
    const repository = cli.repository({ '.hadolint.yaml': 'ignored: [DL3025]\n', Dockerfile: cmd })
    expect(await found(repository, only)).toEqual([])
    expect((await repository.run(['lint', ...only])).stderr).toBe('note: `.hadolint.yaml` is honoured.\n')
    repository.write({ '.hadolint.yaml': 'failure-threshold: warning\n' })
    expect((await repository.run(['lint', ...only])).code).toBe(1)
  })

  it('is honoured by what generates, too', async () => {
    const repository = cli.repository({
      'gen-dockerfile.yaml': 'lint: { rules: { root-user: error } }\n',
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default stage().from('debian:trixie-slim').cmd(['bash'])\n",
    })
    const { code, stdout } = await repository.run([])
    expect({ code, rule: stdout.includes('[root-user]') }).toEqual({ code: 1, rule: true })
    repository.write({ 'other.yaml': 'lint: { rules: { root-user: off } }\n' })
    expect((await repository.run(['--config', 'other.yaml', '--dry-run'])).code).toBe(0)
    repository.write({ 'gen-dockerfile.yaml': 'lint: { rules: { root-user: of } }\n' })
    const broken = await repository.run([])
    expect({ code: broken.code, stderr: broken.stderr.includes('[invalid-config]') }).toEqual({ code: 2, stderr: true })
  })
})

describe('the build context', () => {
  const files = {
    'app/Dockerfile': 'FROM example.com/a:1\nCOPY src nope /x/\n',
    'app/src/a': '',
    'src/b': '',
    nope: '',
  }
  const missing = ['--only', 'missing-source']

  it('is the folder that holds the most of what is copied', async () => {
    expect(await found(cli.repository(files), [...missing, 'app'])).toEqual([])
    const { nope: _, ...others } = files
    expect(await found(cli.repository(others), [...missing, 'app'])).toEqual(['app/Dockerfile:2 missing-source'])
  })

  it('can be chosen, and left out', async () => {
    const repository = cli.repository(files)
    expect(await found(repository, [...missing, '--context', 'app', 'app'])).toEqual([
      'app/Dockerfile:2 missing-source',
    ])
    expect(await found(repository, [...missing, '--no-context', 'app'])).toEqual([])
  })

  it('is not guessed where nothing of it is there', async () => {
    const text = 'FROM example.com/a:1\nCOPY dist /x/\n'
    expect(await found(cli.repository({ 'docker/Dockerfile': text }), [...missing, '.'])).toEqual([])
    expect(await found(cli.repository({ Dockerfile: text }), missing)).toEqual(['Dockerfile:2 missing-source'])
  })

  it.each([
    ['at its root', '.dockerignore'],
    ['beside the Dockerfile', 'Dockerfile.dockerignore'],
  ])('has the ignore file %s', async (_, ignore) => {
    const repository = cli.repository({
      Dockerfile: 'FROM example.com/a:1\nCOPY dist /x/\n',
      'dist/a': '',
      [ignore]: 'dist\n',
    })
    expect(await found(repository, ['--only', 'ignored-source'])).toEqual(['Dockerfile:2 ignored-source'])
  })
})

describe('--fix', () => {
  it('repairs, and says what is left', async () => {
    const repository = cli.repository({ Dockerfile: 'FROM a as b\r\nCMD node server.js\r\n' })
    const { code, stdout } = await repository.run(['lint', '--fix', '--only', 'exec-form,from-as-casing,untagged-base'])
    expect({ code, summary: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      summary: '1 file, 1 warning, 2 fixed',
    })
    expect(repository.read('Dockerfile')).toBe('FROM a AS b\r\nCMD ["node", "server.js"]\r\n')
    expect((await repository.run(['lint', '--fix', ...only])).stdout).toBe('1 file, nothing found, 0 fixed\n')
  })

  it('leaves what was generated alone', async () => {
    const repository = cli.repository({
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default stage().from('example.com/a:1').cmd('node')\n",
    })
    await repository.run([])
    const before = repository.read('Dockerfile')
    const { stderr } = await repository.run(['lint', '--fix', ...only])
    expect(stderr).toBe(
      'note: `Dockerfile`: generated, so not repaired. `gen-dockerfile --check` lints it at the lines of its source.\n',
    )
    expect(repository.read('Dockerfile')).toBe(before)
  })

  it('leaves what is no UTF-8 as it is', async () => {
    const repository = cli.repository({})
    const bytes = Buffer.from([...Buffer.from(`${cmd}# `), 0xff, 10])
    writeFileSync(join(repository.path, 'Dockerfile'), bytes)
    await repository.run(['lint', '--fix', ...only])
    expect(repository.read('Dockerfile')).toBe(bytes.toString('utf8'))
  })
})

describe('a dockerfile.ts', () => {
  it('is linted as what it builds, at its own lines', async () => {
    const repository = cli.repository({
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default stage()\n  .from('example.com/a:1')\n  .cmd('node')\n",
    })
    const { code, stdout } = await repository.run(['lint', ...only, 'dockerfile.ts'])
    expect({ code, where: /^ {2}at .*$/m.exec(stdout)?.[0], frame: /^ {2}> .*$/m.exec(stdout)?.[0] }).toEqual({
      code: 0,
      where: '  at dockerfile.ts:4:4 (Dockerfile:5:1)',
      frame: "  > 4 |   .cmd('node')",
    })
    expect(repository.list()).toEqual(['dockerfile.ts'])
  })
})

describe('--compat', () => {
  const text = 'FROM debian as b\nRUN cd /x\nCMD node\n'

  it.each([
    ['hadolint', [], 1, ['1 DL3006', '2 DL3003', '3 DL3025']],
    ['hadolint', ['--config', 'config.yaml'], 1, ['1 DL3006']],
    ['buildkit', [], 1, ['1 FromAsCasing', '3 JSONArgsRecommended']],
  ])('%s %j', async (tool, args, code, expected) => {
    const repository = cli.repository({ Dockerfile: text, 'config.yaml': 'ignored: [DL3003, DL3025]\n' })
    const result = await repository.run(['lint', '--compat', tool, '--shellcheck', 'off', '--format', 'json', ...args])
    const findings: readonly { line: number; code: string }[] = JSON.parse(result.stdout)
    expect({ code: result.code, findings: findings.map((each) => `${each.line} ${each.code}`) }).toEqual({
      code,
      findings: expected,
    })
  })

  it.each([
    ['failure-threshold: error\n', {}, 0],
    ['no-fail: true\n', {}, 0],
    ['ignored: [DL3006, DL3003, DL3025]\n', {}, 0],
    ['', { HADOLINT_FAILURE_THRESHOLD: 'error' }, 0],
    ['', { HADOLINT_IGNORE: 'DL3006,DL3003,DL3025' }, 0],
    ['failure-threshold: none\n', {}, 1],
    ['ignored: DL3006\n', {}, 1],
  ])('hadolint, told %j and %j', async (config, env, code) => {
    const repository = cli.repository({ Dockerfile: text, ...(config === '' ? {} : { '.hadolint.yaml': config }) })
    expect(
      (
        await repository.run(['lint', '--compat', 'hadolint', '--shellcheck', 'off'], {
          env: { HOME: '/nonexistent', ...env },
        })
      ).code,
    ).toBe(code)
  })

  it('goes on behind a file that cannot be read', async () => {
    const repository = cli.repository({ Dockerfile: text, broken: 'FROM a:1\nENV A\n' })
    const { code, stdout, stderr } = await repository.run([
      'lint',
      '--compat',
      'buildkit',
      'nope',
      'broken',
      'Dockerfile',
    ])
    expect({ code, codes: stdout.match(/^\S+ \S+/gm), stderr: stderr.includes('`nope`') }).toEqual({
      code: 1,
      codes: ['broken:2 parse-error', 'Dockerfile:1 FromAsCasing', 'Dockerfile:3 JSONArgsRecommended'],
      stderr: true,
    })
  })
})

describe('--stdin-jsonl', () => {
  const requests = `${JSON.stringify({ id: 'a', dockerfile: cmd })}\n{}\n${JSON.stringify({ id: 7, dockerfile: 'ENV A' })}\n`
  const answers = async (args: readonly string[]): Promise<{ code: number | null; answers: readonly unknown[] }> => {
    const repository = cli.repository({ requests })
    const { code, stdout } = await repository.run(['lint', '--stdin-jsonl', ...args], { shell: 'cat requests |' })
    return {
      code,
      answers: stdout
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    }
  }

  it('answers each document', async () => {
    expect(await answers(only)).toMatchObject({
      code: 1,
      answers: [
        { id: 'a', version: 1, diagnostics: [{ rule: 'exec-form' }], summary: { files: 1, warnings: 1 } },
        { id: null, error: {} },
        { id: 7, version: 1, diagnostics: [{ rule: 'syntax-error', file: '-' }] },
      ],
    })
  })

  it('answers as another tool', async () => {
    expect(await answers(['--compat', 'hadolint'])).toMatchObject({
      code: 1,
      answers: [
        { id: 'a', findings: [{ line: 2, code: 'DL3025' }] },
        { id: null },
        { id: 7, findings: [{ line: 1, code: 'DL1000' }] },
      ],
    })
  })
})

it.each(['text', 'json', 'sarif', 'github', 'checkstyle', 'gitlab'])('reports as %s', async (format) => {
  const { code, stdout } = await cli.repository({ Dockerfile: cmd }).run(['lint', ...only, '--format', format])
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('exec-form') })
})

it('reports annotations under GitHub Actions', async () => {
  const { stdout } = await cli
    .repository({ Dockerfile: cmd })
    .run(['lint', ...only], { env: { GITHUB_ACTIONS: 'true' } })
  expect(stdout).toContain('::warning file=Dockerfile,line=2')
})

it('prints the schema of the configuration', async () => {
  const { code, stdout } = await cli.repository({}).run(['schema'])
  expect({ code, schema: JSON.parse(stdout) }).toMatchObject({
    code: 0,
    schema: { type: 'object', properties: { lint: { type: 'object', additionalProperties: false } } },
  })
})
