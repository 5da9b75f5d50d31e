import { spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { useCli } from './support/cli.js'

const cli = useCli()

/** util-linux's `script` runs a program on a terminal of its own. */
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false
if (!hasTerminal) console.log('skipped: the questions of init need `script` of util-linux')

const down = '\u001B[B'
const enter = '\r'
const interrupt = '\u0003'

/** Answers one question after the other: the keys are sent when the text of the question is there. */
type Answers = readonly (readonly [question: string, keys: readonly string[]])[]

const converse = (
  command: readonly string[],
  cwd: string,
  answers: Answers,
): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve, reject) => {
    // A terminal that nobody looks at is 0 columns wide, and every letter would wrap.
    const quoted = `stty cols 100 rows 40; exec ${command.map((word) => `'${word}'`).join(' ')}`
    const child = spawn('script', ['-qefc', quoted, '/dev/null'], {
      cwd,
      env: { ...process.env, TERM: 'xterm', CI: '' },
      signal: AbortSignal.timeout(30_000),
    })
    let text = ''
    let heard = 0
    const pending = [...answers]
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      text += stripVTControlCharacters(data)
      const [next] = pending
      if (next === undefined || !text.slice(heard).includes(next[0])) return
      pending.shift()
      heard = text.length
      for (const key of next[1]) child.stdin.write(key)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })

const program = 'package main\n\nfunc main() {}\n'
const files = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/api/main.go': program,
  'cmd/worker/main.go': program,
  'package.json': '{"name":"web","scripts":{"start":"node server.js"}}',
  'server.js': '',
}

const preset = 'Which preset?'
const programs = 'Which programs get an image?'
const port = 'Which port does the service listen on?'
const attributes = 'Mark the generated files in .gitattributes?'

describe.runIf(hasTerminal)('init on a terminal', () => {
  it('takes what is proposed', async () => {
    const repository = cli.repository(files)
    const answers: Answers = [
      [preset, [enter]],
      [programs, [enter]],
      [attributes, [enter]],
    ]
    const { code, text } = await converse(repository.command(['init']), repository.path, answers)
    expect(code).toBe(0)
    expect(text).toContain('Go 1.26 with 2 programs, Node 24 with npm')
    expect(repository.read('dockerfile.ts')).toContain("  worker: goDistroless({ main: './cmd/worker' }),\n")
    expect(repository.list()).toContain('.gitattributes')
  })

  it('takes what is answered', async () => {
    const repository = cli.repository(files)
    const answers: Answers = [
      [preset, [enter]],
      [programs, [down, ' ', enter]],
      [port, ['70000', enter]],
      ['A number from 1 to 65535', ['\u007F', enter]],
      [attributes, ['n']],
    ]
    const { code } = await converse(repository.command(['init']), repository.path, answers)
    expect(code).toBe(0)
    expect(repository.read('dockerfile.ts')).toContain(
      "export default goDistroless({ main: './cmd/api', port: 7000 })\n",
    )
    expect(repository.list()).not.toContain('.gitattributes')
  })

  const own = 'What becomes of its patterns?'

  it.each([
    ['kept', [enter], 'goDistroless()'],
    ['merged', [down, enter], "goDistroless().with({ ignore: 'merge' })"],
  ] as const)('asks whether an ignore file that is there is to be %s', async (_, keys, call) => {
    const repository = cli.repository({
      'go.mod': 'module example.com/shop\n\ngo 1.26\n',
      'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
      '.dockerignore': 'docs\n',
    })
    const answers: Answers = [
      [own, keys],
      [attributes, [enter]],
    ]
    const { code } = await converse(repository.command(['init']), repository.path, answers)
    expect(code).toBe(0)
    expect(repository.read('dockerfile.ts')).toContain(`export default ${call}\n`)
    expect(repository.read('.dockerignore')).toBe('docs\n')
  })

  it.each([
    [preset, []],
    [programs, [[preset, [enter]]]],
    [
      attributes,
      [
        [preset, [enter]],
        [programs, [enter]],
      ],
    ],
  ] as const)('writes nothing when it is interrupted at %j', async (question, before) => {
    const repository = cli.repository(files)
    const { code, text } = await converse(repository.command(['init']), repository.path, [
      ...before,
      [question, [interrupt]],
    ])
    expect(code).toBe(2)
    expect(text.trimEnd().split(/\r?\n/).at(-1)).toBe('Cancelled; nothing was written.')
    expect(repository.list()).toEqual(Object.keys(files).sort())
  })
})
