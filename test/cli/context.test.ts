import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contextFindingsUrl } from '../../src/linter/rule-url.js'
import { bytesOfPath } from '../../src/context/raw-name.js'
import { type Files, type RunOptions, useCli } from './support/cli.js'

const cli = useCli()

const run = (files: Files, args: readonly string[], options?: RunOptions) =>
  cli.repository(files).run(['context', ...args], options)

const json = async (files: Files, args: readonly string[]) =>
  JSON.parse((await run(files, ['--format', 'json', ...args])).stdout)

/** What root may read is no test: then the program runs as nobody. */
const ordinary = process.getuid?.() === 0 ? { uid: 65_534 } : {}

const project: Files = {
  '.dockerignore': '# made here\ndist\n**/*.log\n',
  Dockerfile:
    'FROM alpine:3.23\nCOPY src/ /src/\nCOPY package.json ./\nRUN --mount=type=bind,source=src,target=/x true\n',
  'package.json': '{}',
  'src/main.ts': 'main()',
  'src/lib/a.ts': 'a',
  'src/debug.log': 'log',
  'dist/main.js': 'main()',
}

describe('context', () => {
  it('shows what is sent', async () => {
    const { code, stdout, stderr } = await run(project, ['--ignored'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`Build context .: 5 files, 137 B (.dockerignore, 2 patterns)

Largest directories
       7 B   5%  ▉                 src/
       1 B   1%  ▏                   lib/

Largest files
     102 B  74%  Dockerfile
      26 B  19%  .dockerignore
       6 B   4%  src/main.ts
       2 B   1%  package.json
       1 B   1%  src/lib/a.ts

What Dockerfile takes
  line 2: COPY src/  2 files, 7 B
  line 3: COPY package.json  1 file, 2 B
  line 4: bind src  2 files, 7 B

Ignored: 2 files, 9 B
       6 B  dist  1 file, 6 B, .dockerignore:2
       3 B  **/*.log  1 file, 3 B, .dockerignore:3
`)
  })

  it('has a stable shape for programs', async () => {
    expect(await json(project, [])).toEqual({
      version: 1,
      context: '.',
      ignoreFile: '.dockerignore',
      files: [
        { path: '.dockerignore', size: 26 },
        { path: 'Dockerfile', size: 102 },
        { path: 'package.json', size: 2 },
        { path: 'src/lib/a.ts', size: 1 },
        { path: 'src/main.ts', size: 6 },
      ],
      directories: ['.git', 'src', 'src/lib'],
      totals: { files: 5, bytes: 137 },
      largest: expect.any(Array),
      findings: [],
    })
    const more = await json(project, ['--ignored', '--dockerfile', 'Dockerfile', '--why', 'dist/x'])
    expect(more).toMatchObject({
      ignored: { files: 2, bytes: 9 },
      ignoredBy: [
        { pattern: 'dist', line: 2, files: 1, bytes: 6 },
        { pattern: '**/*.log', line: 3, files: 1, bytes: 3 },
      ],
      needed: ['package.json', 'src'],
      sources: [
        { kind: 'copy', path: 'src/', line: 2, files: 2, bytes: 7 },
        { kind: 'copy', path: 'package.json', line: 3, files: 1, bytes: 2 },
        { kind: 'bind', path: 'src', line: 4, files: 2, bytes: 7 },
      ],
      why: [{ path: 'dist/x', exists: false, ignored: true, decidedBy: { pattern: 'dist', line: 2, matched: 'dist' } }],
    })
    expect(more.ignored).toEqual({ files: 2, bytes: 9 })
  })

  it('takes the folder, and shows paths from where it runs', async () => {
    const files = { 'app/a': '1', 'app/.dockerignore': 'b\n', 'app/b': '2' }
    expect(await json(files, ['app'])).toMatchObject({
      context: 'app',
      ignoreFile: 'app/.dockerignore',
      files: [{ path: '.dockerignore' }, { path: 'a' }],
    })
  })

  // As BuildKit's own test of Dockerfile-specific ignore files.
  it.each([
    [[], ['Dockerfile', 'Dockerfile.dockerignore', 'Dockerfile2', 'Dockerfile2.dockerignore', 'foo']],
    [
      ['--dockerfile', 'Dockerfile2'],
      ['Dockerfile', 'Dockerfile.dockerignore', 'Dockerfile2', 'Dockerfile2.dockerignore', 'bar'],
    ],
    [
      ['--dockerfile', 'sub/Dockerfile'],
      ['bar', 'foo'],
    ],
    [['--ignore-file', 'sub/only-foo'], ['foo']],
  ])('takes the ignore file that belongs to the Dockerfile: %j', async (args, expected) => {
    const { files } = await json(
      {
        Dockerfile: 'FROM scratch\n',
        'Dockerfile.dockerignore': '\nbar\nsub\n.dockerignore\n',
        Dockerfile2: 'FROM scratch\n',
        'Dockerfile2.dockerignore': '\nfoo\nsub\n.dockerignore\n',
        '.dockerignore': 'D*\nsub\n.dockerignore\n',
        'sub/Dockerfile': 'FROM scratch\n',
        'sub/only-foo': '*\n!foo\n',
        foo: '1',
        bar: '2',
      },
      args,
    )
    expect(files.map(({ path }: { path: string }) => path)).toEqual(expected)
  })

  it('says why', async () => {
    const { code, stdout } = await run(project, ['--why', 'dist/app/x.js', 'src/debug.log', 'src/main.ts', './new.log'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `dist/app/x.js: ignored (there is no such path)
  by \`dist\`, .dockerignore:2, which matches its parent \`dist\`
  \`dist\` is ignored as a whole: nothing in it is looked at
src/debug.log: ignored
  by \`**/*.log\`, .dockerignore:3
src/main.ts: sent
  no pattern of .dockerignore matches it
new.log: ignored (there is no such path)
  by \`**/*.log\`, .dockerignore:3
`,
    })
  })

  it('is a gate with a limit', async () => {
    expect(await run(project, ['--limit', '137', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await run(project, ['--limit', '0.1KB', '--quiet'])).toEqual({
      code: 1,
      stdout:
        'error: The build context has 137 B, more than `--limit 0.1KB` allows. [context-limit]\n  hint: The most comes from `Dockerfile` (102 B), `.dockerignore` (26 B), `src/` (7 B), `package.json` (2 B).\n',
      stderr: '',
    })
  })

  it('shows what should not be there, with the lines against it', async () => {
    const { code, stdout } = await run({ '.env': 'A=b', 'node_modules/x/y': '1', a: '1' }, [])
    expect(code).toBe(0)
    expect(stdout).toContain('warning: `.env` is sent to the builder')
    expect(stdout).toContain('\nLines for the end of .dockerignore\n  **/.env\n  **/node_modules\n\n2 warnings\n')
  })

  it('writes a page of its own', async () => {
    const repository = cli.repository({ ...project, 'src/<img src=x>&.ts': 'x' })
    const { code } = await repository.run(['context', '--html', 'map.html'])
    expect(code).toBe(0)
    const page = repository.read('map.html')
    expect(page).not.toContain('<img')
    expect(page).toContain('\\u003cimg src=x\\u003e\\u0026.ts')
    expect(page).not.toMatch(/https?:\/\//)
  })

  it('keeps what a terminal would act upon from it', async () => {
    const { stdout } = await run({ 'a\u001b[2J\nb': 'x' }, [])
    expect(stdout).toContain('a␛[2J␊b')
    expect(stdout).not.toContain('\u001b')
  })

  it('spells names that are no UTF-8', async () => {
    const repository = cli.repository({ a: '1' })
    writeFileSync(bytesOfPath(`${repository.path}/caf\udce9`), 'x')
    const { stdout } = await repository.run(['context', '--format', 'json'])
    expect(JSON.parse(stdout).files).toEqual([
      { path: 'a', size: 1 },
      { path: 'caf\\xe9', size: 1 },
    ])
  })

  it('finds nothing in an empty folder', async () => {
    const { code, stdout } = await run({ 'empty/': '' }, ['empty'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Build context empty: 0 files, 0 B (there is no ignore file)\n',
    })
  })

  it('passes over an ignore file that is a folder, as BuildKit does', async () => {
    expect(await json({ '.dockerignore/x': '', a: '1' }, [])).toMatchObject({ ignoreFile: null, totals: { files: 2 } })
  })

  it('opens no pipe', async () => {
    const repository = cli.repository({ a: '1' })
    for (const name of ['.dockerignore', '.env', 'Dockerfile']) execFileSync('mkfifo', [join(repository.path, name)])
    const { code, stdout } = await repository.run(['context', '--format', 'json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ totals: { files: 4, bytes: 1 }, ignoreFile: null })
  })

  it('says which folder cannot be read, and goes on', async () => {
    const repository = cli.repository({
      '.dockerignore': '**/skipped\nkept-out\n!kept-out/x\n',
      'a/x': '1',
      'locked/x': '1',
      'b/skipped/x': '1',
      'kept-out/x': '1',
      z: '1',
    })
    const locked = ['locked', 'b/skipped', 'kept-out'].map((name) => join(repository.path, name))
    for (const path of locked) chmodSync(path, 0)
    const { code, stdout, stderr } = await repository.run(['context', '--format', 'json'], ordinary)
    for (const path of locked) chmodSync(path, 0o755)
    const { files, findings } = JSON.parse(stdout)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['.dockerignore', 'a/x', 'z'])
    expect(findings).toMatchObject([
      {
        rule: 'context-unreadable',
        severity: 'error',
        message: '`locked` cannot be read (permission denied), and the build fails on it.',
        url: contextFindingsUrl,
      },
    ])
  })

  it('notes that the Dockerfile cannot be read', async () => {
    const { code, stderr } = await run({ Dockerfile: 'FROM a\nCOPY <<EOF\n' }, [])
    expect(code).toBe(0)
    expect(stderr).toMatch(/^note: `Dockerfile` cannot be read, so that nobody can tell what it copies: line \d: .*\n$/)
  })
})

const long = 'x'.repeat(1_000_000)

describe('mistakes', () => {
  it.each<[name: string, files: Files, args: readonly string[], stderr: string | RegExp]>([
    ['no such folder', {}, ['nope'], /^error: There is no folder `nope` that can be read\. \[context-not-found\]\n/],
    ['a file', { a: '' }, ['a'], /^error: `a` is not a folder, which a build context is\. \[context-not-found\]\n/],
    ['a link to itself', { a: { link: 'a' } }, ['a'], /^error: There is no folder `a` that can be read\./],
    [
      'a bad pattern',
      { '.dockerignore': '# x\ndist\n  src/[a\n' },
      [],
      'error: .dockerignore:3: `src/[a`: The pattern has a syntax error, and the build fails on it. [bad-ignore-file]\n  hint: Close every `[` with a `]`; write a literal bracket as `\\[` and a literal backslash as `\\\\`.\n',
    ],
    [
      'a lone exclamation mark',
      { 'x/.dockerignore': 'a\n!\n' },
      ['x'],
      /^error: x\/\.dockerignore:2: `!`: A lone `!` is not a pattern/,
    ],
    [
      'a pattern that turns out not to compile',
      { '.dockerignore': 'a\n\n*[z-a]\n', b: '' },
      [],
      /^error: \.dockerignore:3: `\*\[z-a\]`: The pattern has a syntax error/,
    ],
    [
      'that pattern, asked about a path',
      { '.dockerignore': 'a\n*[z-a]\n' },
      ['--why', 'b'],
      /^error: \.dockerignore:2: `\*\[z-a\]`: The pattern has a syntax error/,
    ],
    [
      'a pattern of a megabyte',
      { '.dockerignore': `a\n${long}\n` },
      [],
      /^error: \.dockerignore:2: The line is longer than 65,535 bytes, and Docker refuses the whole file\. \[bad-ignore-file\]\n {2}hint: .*\n$/,
    ],
    [
      'no such ignore file',
      {},
      ['--ignore-file', 'nope'],
      /^error: There is no file `nope`, which `--ignore-file` names\. /,
    ],
    [
      'an ignore file that is a folder',
      { 'a/': '' },
      ['--ignore-file', 'a'],
      /^error: `a`, which `--ignore-file` names, is not a file\. /,
    ],
    [
      'no such Dockerfile',
      {},
      ['--dockerfile', 'nope'],
      /^error: There is no file `nope`, which `--dockerfile` names\. /,
    ],
    [
      'a bad Dockerfile',
      { D: 'FROM a\nCOPY <<EOF\n' },
      ['--dockerfile', 'D'],
      /^error: `D` cannot be read, .*\[dockerfile-unreadable\]\n$/,
    ],
    [
      'a bad limit',
      {},
      ['--limit', '50M'],
      /^error: `--limit` takes a size, not `50M`\. \[invalid-option\]\n {2}hint: .*`50MB`.*\n$/,
    ],
    ['a bad count', {}, ['--top', 'ten'], /^error: `--top` takes a number, not `ten`\. \[invalid-option\]\n/],
    ['a path outside', {}, ['--why', '../x'], /^error: `\.\.\/x` lies outside of the build context/],
    ['the context itself', {}, ['--why', '.'], /^error: `\.` is the context itself/],
    [
      'a page in no folder',
      { a: '' },
      ['--html', 'no/map.html'],
      /^error: `no\/map\.html` cannot be written: there is no folder `no`\. \[html-not-written\]\n$/,
    ],
    [
      'an unknown option',
      {},
      ['--ignorefile', 'x'],
      /^error: unknown option '--ignorefile'\n\(Did you mean --ignore-file\?\)\n$/,
    ],
    ['two folders', {}, ['a', 'b'], /^error: too many arguments/],
  ])('%s', async (_, files, args, stderr) => {
    const result = await run(files, args)
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: typeof stderr === 'string' ? stderr : expect.stringMatching(stderr),
    })
  })
})
