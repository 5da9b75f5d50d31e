import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Files, useCli } from './support/cli.js'

const cli = useCli()

const imports = "import { dockerfile, stage } from 'gen-dockerfile'\n"

/** A Dockerfile of about `size` bytes. */
const source = (size: number, user: number): string =>
  `${imports}export default stage().from('alpine:3.23').user('${user}').label({ long: 'x'.repeat(${size}) }).cmd(['/app'])\n`

const isRoot = process.getuid?.() === 0

/** What root may do is no test: then the program runs as nobody. */
const ordinary = isRoot ? { uid: 65_534 } : {}

describe('a folder that cannot be written', () => {
  it('is told, and nothing is changed', async () => {
    const repository = cli.repository({ 'dockerfile.ts': source(1, 1) })
    chmodSync(repository.path, 0o555)
    const { code, stdout, stderr } = await repository.run([], ordinary)
    chmodSync(repository.path, 0o755)
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: 'failed     Dockerfile\nfailed     .dockerignore\n2 failed, 2 errors\n',
      stderr: ['Dockerfile', '.dockerignore']
        .map(
          (name) =>
            `error: \`${name}\` cannot be written: permission denied. What was there before is unchanged. [cannot-write]\n  hint: Make the folder writable for this user.\n`,
        )
        .join(''),
    })
    expect(repository.list()).toEqual(['dockerfile.ts'])
  })
})

describe('a disk that is full', () => {
  it.each([
    ['a new file', {}],
    ['an old file', { old: true }],
  ])('leaves %s as it was', async (_, { old = false }: { old?: boolean }) => {
    const repository = cli.repository({ 'dockerfile.ts': source(10, 1) })
    if (old) await repository.run([])
    const before = { list: repository.list(), text: old ? repository.read('Dockerfile') : '' }
    repository.write({ 'dockerfile.ts': source(20_000, 2) })
    // No file of this process may grow beyond a few blocks.
    const { code, stdout, stderr } = await repository.run([], { shell: 'ulimit -f 8;' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^failed {5}Dockerfile\n/)
    expect(stderr).toMatch(
      /^error: `Dockerfile` cannot be written: .*\. What was there before is unchanged\. \[cannot-write\]\n/,
    )
    if (old) expect(repository.read('Dockerfile')).toBe(before.text)
    expect(repository.list().filter((name) => name !== '.dockerignore')).toEqual(
      before.list.filter((name) => name !== '.dockerignore'),
    )
  })

  it('is told when the report itself cannot be written', async () => {
    const repository = cli.repository({ 'dockerfile.ts': source(10, 1) })
    expect(await repository.run(['--stdout'], { shell: 'exec >/dev/full;' })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: The result cannot be printed: ENOSPC: no space left on device, write\n',
    })
  })
})

describe('a kill in the middle', () => {
  const count = 30
  const many = (user: number): Files => ({
    'dockerfile.ts': `${imports}const labels = Object.fromEntries(Array.from({ length: 20 }, (_, l) => ['l' + l, 'x'.repeat(5000)]))
const file = (n: number) => stage().from('alpine:3.23').user('${user}').label(labels).cmd([String(n)])
export default Object.fromEntries(Array.from({ length: ${count} }, (_, n) => [\`f\${n}\`, dockerfile({ targets: [file(n)], ignore: false })]))
`,
  })

  it('leaves every file old or new, and the next runs clean up', async () => {
    const repository = cli.repository(many(1))
    const read = () => Array.from({ length: count }, (_, n) => repository.read(`f${n}.Dockerfile`))
    await repository.run([])
    const first = read()
    repository.write(many(2))
    await repository.run([])
    const second = read()
    const names = repository.list()
    let cut = 0
    for (const [round, killAfterChanges] of [1, 2, 3, 5, 8, 20].entries()) {
      const isFirst = round % 2 === 0
      repository.write(many(isFirst ? 1 : 2))
      await repository.run([], { killAfterChanges })
      const present = read()
      expect(present.filter((text, n) => text !== first[n] && text !== second[n])).toEqual([])
      if (present.some((text, n) => text !== (isFirst ? first : second)[n])) cut++
      expect(await repository.run([])).toMatchObject({ code: 0 })
      expect(read()).toEqual(isFirst ? first : second)
    }
    expect(cut).toBeGreaterThan(0)
    expect(repository.list()).toEqual(names)
  })
})

describe('what cannot be read of a service', () => {
  const go = (folder: string): Files => ({
    [`${folder}/go.mod`]: `module example.com/${folder}\n\ngo 1.26\n`,
    [`${folder}/main.go`]: 'package main\nfunc main() {}\n',
  })
  const services = { 'gen-dockerfile.yaml': 'services: { s/*: {} }\n', ...go('s/a'), ...go('s/b') }

  it.each<readonly [what: string, file: string, message: string]>([
    ['its ignore file', 's/a/.dockerignore', '`.dockerignore` cannot be read: permission denied.'],
    ['its folder', 's/a', '`s/a` cannot be read: permission denied.'],
  ])('is told, and the others are made: %s', async (_, file, message) => {
    const repository = cli.repository({ ...services, 's/a/.dockerignore': 'bin\n' })
    chmodSync(join(repository.path, file), 0)
    const { code, stdout, stderr } = await repository.run(['--check', '--format', 'json'], ordinary)
    chmodSync(join(repository.path, file), 0o755)
    const { results, diagnostics } = JSON.parse(stdout)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(results.map(({ status }: { readonly status: string }) => status)).toEqual(['failed', 'missing', 'missing'])
    expect(diagnostics).toEqual([expect.objectContaining({ rule: 'cannot-read', file: 's/a', message })])
  })
})
