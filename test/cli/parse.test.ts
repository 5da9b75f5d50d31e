import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import { documents } from '../parser/documents.js'
import { useCli, type Files, type RunOptions } from './support/cli.js'
import { pipe } from './support/pipe.js'

const cli = useCli()
const run = (files: Files, args: readonly string[], options: RunOptions = {}) =>
  cli.repository(files).run(['parse', ...args], options)

const dockerfile = `# syntax=docker/dockerfile:1
# About this file.

ARG GO=1.26
# Compiles.
FROM golang:\${GO} AS build
RUN --mount=type=cache,target=/x go build \\
  -o /app
COPY <<EOF /etc/app
hello
EOF
ONBUILD RUN echo
FROM scratch
HEALTHCHECK NONE
CMD ["/app"]
# The end.
`

const at = (line: number, end: number, endLine = line) => ({
  start: { line, column: 1 },
  end: { line: endLine, column: end },
})
const plain = { flags: [], comments: [] }

describe('parse', () => {
  it('prints the model of ./Dockerfile', async () => {
    const { code, stdout, stderr } = await run({ Dockerfile: dockerfile }, [])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      directives: { syntax: 'docker/dockerfile:1', escape: '\\' },
      header: ['About this file.'],
      args: [{ kind: 'arg', args: [{ name: 'GO', value: '1.26' }], ...plain, ...at(4, 12) }],
      stages: [
        {
          from: { kind: 'from', image: 'golang:${GO}', as: 'build', flags: [], comments: ['Compiles.'], ...at(6, 27) },
          instructions: [
            {
              kind: 'run',
              command: { form: 'shell', text: 'go build   -o /app' },
              heredocs: [],
              flags: [{ name: 'mount', value: 'type=cache,target=/x' }],
              comments: [],
              ...at(7, 10, 8),
            },
            {
              kind: 'copy',
              words: ['<<EOF', '/etc/app'],
              json: false,
              heredocs: [{ name: 'EOF', content: 'hello\n', expand: true, chomp: false, fd: 0 }],
              ...plain,
              ...at(9, 4, 11),
            },
            {
              kind: 'onbuild',
              instruction: { kind: 'run', command: { form: 'shell', text: 'echo' }, heredocs: [], ...plain },
              ...plain,
              ...at(12, 17),
            },
          ],
        },
        {
          from: { kind: 'from', image: 'scratch', ...plain, ...at(13, 13) },
          instructions: [
            { kind: 'healthcheck', ...plain, ...at(14, 17) },
            { kind: 'cmd', command: { form: 'exec', args: ['/app'] }, ...plain, ...at(15, 13) },
          ],
        },
      ],
      trailer: ['The end.'],
      problems: [],
    })
  })

  it('prints it for people', async () => {
    expect((await run({ Dockerfile: dockerfile }, ['--format', 'text'])).stdout).toBe(`   4  ARG GO=1.26
   6  FROM golang:\${GO} AS build
 7-8    RUN --mount=type=cache,target=/x go build   -o /app
9-11    COPY <<EOF /etc/app
  12    ONBUILD RUN echo
  13  FROM scratch
  14    HEALTHCHECK NONE
  15    CMD ["/app"]
`)
    expect((await run({ Dockerfile: dockerfile }, ['--ast', '--format', 'text'])).stdout).toBe(`   4  (arg "GO=1.26")
   6  (from "golang:\${GO}" "AS" "build")
 7-8  (run ["--mount=type=cache,target=/x"] "go build   -o /app")
9-11  (copy "<<EOF" "/etc/app")
  12  (onbuild "RUN echo")
  13  (from "scratch")
  14  (healthcheck "NONE")
  15  (cmd "/app")
`)
  })

  it('names what BuildKit refuses although its grammar does not', async () => {
    const { code, stdout } = await run({ Dockerfile: 'FROM a\nFOO\nRUN --x y\n' }, [])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).problems).toEqual([
      { message: expect.stringMatching(/^unknown instruction: FOO/), line: 2, phase: 'read' },
      { message: 'unknown flag: --x', line: 3, phase: 'read' },
    ])
    expect((await run({ Dockerfile: 'FROM a\nRUN --x y\n' }, ['--format', 'text'])).stdout).toBe(
      '1  FROM a\n2    RUN --x y\nrefused, line 2: unknown flag: --x\n',
    )
  })

  it.each([[[]], [['--ast']]])('says where a syntax error is, with %j', async (args) => {
    const { code, stdout, stderr } = await run({ Dockerfile: 'FROM a\nENV A\n' }, args)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({ version: 1, error: { message: 'ENV must have two arguments', line: 2 } })
    const forPeople = await run({ Dockerfile: 'FROM a\nENV A\n' }, [...args, '--format', 'text'])
    expect(forPeople).toEqual({ code: 1, stdout: 'line 2: ENV must have two arguments\n', stderr: '' })
  })

  it('reads standard input', async () => {
    const repository = cli.repository({})
    const { code, stdout } = await pipe(repository.command(['parse', '--ast', '-']), repository.path, 'FROM a\n')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ version: 1, ...parseSyntax('FROM a\n') })
  })

  it('prints an object a line for several files, also for those that it cannot read', async () => {
    const files = { 'a/Dockerfile': 'FROM a\n', 'b/Dockerfile': 'ENV A\n', c: 'FROM c\n' }
    const { code, stdout, stderr } = await run(files, ['--ast', 'c', 'a', 'b', 'nope'])
    expect(code).toBe(1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual([
      { file: 'nope', version: 1, error: { message: 'There is no file or folder `nope`.' } },
      { file: 'c', version: 1, ...parseSyntax('FROM c\n') },
      { file: 'a/Dockerfile', version: 1, ...parseSyntax('FROM a\n') },
      { file: 'b/Dockerfile', version: 1, error: { message: 'ENV must have two arguments', line: 1 } },
    ])
    expect(stderr).toMatch(/^error: There is no file or folder `nope`\. \[path-not-found\]\n/)
    const forPeople = await run(files, ['--format', 'text', 'a', 'c'])
    expect(forPeople.stdout).toBe('# ==> a/Dockerfile\n1  FROM a\n# ==> c\n1  FROM c\n')
  })

  it('is quiet about what is well', async () => {
    const files = { a: 'FROM a\n', b: 'ENV A\n' }
    expect(await run(files, ['--quiet', 'a'])).toEqual({ code: 0, stdout: '', stderr: '' })
    const { code, stdout } = await run(files, ['--quiet', 'a', 'b'])
    expect({
      code,
      files: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).file),
    }).toEqual({ code: 1, files: ['b'] })
  })
})

describe('parse --stdin-jsonl', () => {
  const ask = async (args: readonly string[], input: string) => {
    const repository = cli.repository({})
    return pipe(repository.command(['parse', '--stdin-jsonl', ...args]), repository.path, input)
  }

  it('gives the same tree as the parser for every document of its tests', async () => {
    const names = Object.keys(documents)
    const requests = Object.entries(documents).map(([id, text]) => JSON.stringify({ id, dockerfile: text }))
    const { stdout, stderr } = await ask(['--ast'], requests.join('\n'))
    expect(stderr).toBe('')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(Object.entries(documents).map(([id, text]) => ({ id, version: 1, ...parseSyntax(text) })))
    expect(names.length).toBeGreaterThan(20)
    expect(stdout.split('\n')[0]).toMatch(/^\{"id":/)
  })

  it('answers broken lines, too, and goes on', async () => {
    const { code, stdout } = await ask([], 'nope\n{"id":1,"dockerfile":"FROM a"}\n{"id":2,"dockerfile":"ENV A"}\n')
    expect(code).toBe(1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { id: null, version: 1, error: { message: expect.stringContaining('not JSON') } },
      { id: 1, version: 1, stages: [{ from: { image: 'a' } }] },
      { id: 2, version: 1, error: { message: 'ENV must have two arguments', line: 1 } },
    ])
  })

  it('is fine when everything is', async () => {
    expect(await ask([], '')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await ask([], '{"id":1,"dockerfile":"FROM a"}')).code).toBe(0)
  })

  it.each([
    [['Dockerfile'], 'Leave the files out'],
    [['--format', 'text'], 'Leave `--format text` out'],
  ])('refuses %j', async (args, hint) => {
    const { code, stdout, stderr } = await ask(args, '')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
  })

  it('needs no more memory for 4,000 documents than for a few', async () => {
    const repository = cli.repository({})
    const [node = '', ...rest] = repository.command(['parse', '--stdin-jsonl', '--ast'])
    const text = `FROM a\nRUN ${'x'.repeat(30_000)}\n`
    const count = 4_000
    const requests = function* () {
      for (let id = 0; id < count; id++) yield `${JSON.stringify({ id, dockerfile: text })}\n`
    }
    let lines = 0
    // All requests together are 120 MB, and so are all answers.
    const { code, stderr } = await pipe(
      [node, '--max-old-space-size=40', ...rest],
      repository.path,
      requests(),
      (data) => {
        for (let index = data.indexOf('\n'); index !== -1; index = data.indexOf('\n', index + 1)) lines++
      },
    )
    expect({ code, lines, stderr }).toEqual({ code: 0, lines: count, stderr: '' })
  }, 120_000)
})

describe('parse copes with', () => {
  const cases: Readonly<Record<string, { content: string | Buffer; code: number; expected: object }>> = {
    'a line of 100 MB': {
      content: Buffer.concat([Buffer.from('FROM a\nRUN '), Buffer.alloc(100_000_000, 'x')]),
      code: 1,
      expected: { error: { message: 'dockerfile line greater than max allowed size of 65535', line: 1 } },
    },
    '1 MB of backslashes': {
      content: `FROM a\nRUN ${'\\'.repeat(1_000_000)}\n`,
      code: 1,
      expected: { error: { message: 'dockerfile line greater than max allowed size of 65535', line: 1 } },
    },
    'half a million continuations': {
      content: `FROM a\nRUN a${'\\\n'.repeat(500_000)}\n`,
      code: 0,
      expected: { nodes: [{ keyword: 'from' }, { keyword: 'run', args: ['a'] }] },
    },
    '10,000 heredocs in each other': {
      content: `FROM a\n${Array.from({ length: 10_000 }, (_, index) => `RUN <<E${index}\n`).join('')}`,
      code: 1,
      expected: { error: { message: 'unterminated heredoc', line: 2 } },
    },
    '5,000 heredocs on a line': {
      content: `FROM a\nRUN ${Array.from({ length: 5_000 }, (_, index) => `<<E${index}`).join(' ')}\n${Array.from({ length: 5_000 }, (_, index) => `E${index}\n`).join('')}`,
      code: 0,
      expected: { nodes: [{ keyword: 'from' }, { keyword: 'run', endLine: 5_002 }] },
    },
    'bytes that are no UTF-8': {
      content: Buffer.from([...Buffer.from('FROM a\nRUN '), 0xff, 0xe2, 0x82, 0x20, 0x62, 0x0a]),
      code: 0,
      expected: { nodes: [{}, { args: ['\ufffd\ufffd\ufffd b'] }] },
    },
    NULs: { content: 'FROM a\nRUN \0\0b\n', code: 0, expected: { nodes: [{}, { args: ['\0\0b'] }] } },
    'a byte order mark': { content: '\ufeffFROM a\n', code: 0, expected: { nodes: [{ keyword: 'from' }] } },
    'CRLF and lone CRs': {
      content: 'FROM a\r\nRUN b \\\r\n  c\rd\r\n',
      code: 0,
      expected: { nodes: [{ args: ['a'] }, { args: ['b   c\rd'], startLine: 2, endLine: 3 }] },
    },
    'an empty file': { content: '', code: 1, expected: { error: { message: 'file with no instructions', line: 0 } } },
  }

  it.each(Object.entries(cases))('%s', async (_, { content, code, expected }) => {
    const repository = cli.repository({})
    writeFileSync(join(repository.path, 'Dockerfile'), content)
    const result = await repository.run(['parse', '--ast'])
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: '' })
    expect(JSON.parse(result.stdout)).toMatchObject({ version: 1, ...expected })
  })

  it('a program', async () => {
    const repository = cli.repository({})
    writeFileSync(
      join(repository.path, 'Dockerfile'),
      Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7919) % 256)),
    )
    const { code, stdout, stderr } = await repository.run(['parse'])
    expect({ code, stderr, version: JSON.parse(stdout).version }).toEqual({ code: 1, stderr: '', version: 1 })
  })

  it('a folder, a missing file and one that it may not read, and still parses the others', async () => {
    const repository = cli.repository({ good: 'FROM a\n', secret: 'FROM b\n' })
    mkdirSync(join(repository.path, 'folder'))
    chmodSync(join(repository.path, 'secret'), 0)
    const { code, stdout, stderr } = await repository.run(['parse', 'folder', 'gone', 'secret', 'good'], {
      uid: 65_534,
    })
    expect(code).toBe(1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ file, error }) => [file, error?.message])).toEqual([
      ['folder', 'There is no Dockerfile in or below `folder`.'],
      ['gone', 'There is no file or folder `gone`.'],
      ['secret', '`secret` cannot be read: permission denied.'],
      ['good', undefined],
    ])
    expect(stderr.match(/^error: /gm)).toHaveLength(3)
  })

  it.each([
    ['a missing file', ['gone'], 'There is no file or folder `gone`.'],
    ['no Dockerfile', [], 'There is no `Dockerfile` in this folder.'],
  ])('nothing to read: %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run({}, args)
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ version: 1, error: { message } })
    expect(stderr).toContain(`error: ${message} [`)
    expect((await run({}, ['--format', 'text', ...args])).stdout).toBe('')
  })
})
