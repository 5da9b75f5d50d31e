import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Repository, useCli } from './support/cli.js'

const cli = useCli()

const dockerfile = 'FROM example.com/a:1\nCOPY src /src\nUSER 10001\nCMD ["node"]\n'
const poor = '# mine\n*.pyc\nnode_modules/\n!src\n'
const context = { 'src/a.js': '', 'src/b/x.pyc': '', 'src/node_modules/c/c.js': '' }

const found = async (repository: Repository, args: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await repository.run(['lint', '--format', 'json', ...args])
  const { diagnostics }: { diagnostics: readonly { file: string; rule: string; start?: { line: number } }[] } =
    JSON.parse(stdout)
  return diagnostics.map(({ file, rule, start }) => `${file}:${start?.line ?? '-'} ${rule}`)
}

const inPoor = (file: string) => [`${file}:2 root-only-ignore-pattern`, `${file}:3 root-only-ignore-pattern`]

describe('an ignore file by itself', () => {
  it.each([['.dockerignore'], ['app/.dockerignore'], ['api.Dockerfile.dockerignore'], ['.containerignore']])(
    '%s is linted with the tree of its folder',
    async (file) => {
      const folder = file.startsWith('app/') ? 'app/' : ''
      const files = Object.fromEntries(Object.entries(context).map(([path, text]) => [folder + path, text]))
      const repository = cli.repository({ ...files, [file]: poor })
      expect(await found(repository, [file])).toEqual(inPoor(file))
    },
  )

  it('shows its text', async () => {
    const repository = cli.repository({ '.dockerignore': '!src\n*\n' })
    const { code, stdout } = await repository.run(['lint', '.dockerignore'])
    expect(code).toBe(0)
    for (const part of ['[dead-ignore-exception]', '  at .dockerignore:1:1\n', '  > 1 | !src\n']) {
      expect(stdout).toContain(part)
    }
  })

  it('is found by a glob that asks for it, and by no other', async () => {
    const repository = cli.repository({ 'a/.dockerignore': '!a\n', 'a/Dockerfile': dockerfile })
    expect(await found(repository, ['--only', 'dead-ignore-exception', '**/*.dockerignore'])).toEqual([
      'a/.dockerignore:1 dead-ignore-exception',
    ])
    expect((await repository.run(['lint', '--format', 'json', 'a/*'])).stdout).not.toContain('syntax-error')
  })

  it('may be standard input', async () => {
    const repository = cli.repository({ x: '!a\n' })
    const { stdout } = await repository.run(['lint', '-', '--stdin-filename', '.dockerignore'], { shell: 'cat x |' })
    expect(stdout).toContain('at .dockerignore:1:1')
  })

  it('has the context of the Dockerfile that it belongs to', async () => {
    const repository = cli.repository({
      ...context,
      'docker/Dockerfile': dockerfile,
      'docker/Dockerfile.dockerignore': '*.txt\n',
      'src/n.txt': '',
    })
    expect(await found(repository, ['docker/Dockerfile.dockerignore'])).toEqual([
      'docker/Dockerfile.dockerignore:1 root-only-ignore-pattern',
    ])
    expect(await found(repository, ['--no-context', 'docker/Dockerfile.dockerignore'])).toEqual([])
  })

  it('obeys --rule and the configuration', async () => {
    const repository = cli.repository({ ...context, '.dockerignore': poor })
    expect(await found(repository, ['--rule', 'root-only-ignore-pattern=off', '.dockerignore'])).toEqual([])
    expect((await repository.run(['lint', '--rule', 'root-only-ignore-pattern=error', '.dockerignore'])).code).toBe(1)
    expect(await found(repository, ['--only', 'exec-form', '.dockerignore'])).toEqual([])
    repository.write({ 'gen-dockerfile.yaml': "lint: { ignore: ['.dockerignore'] }\n" })
    expect(await found(repository, ['.dockerignore'])).toEqual([])
  })

  it('has no findings about a Dockerfile that is not there', async () => {
    const repository = cli.repository({ '.dockerignore': '' })
    expect(await repository.run(['lint', '.dockerignore'])).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('an ignore file and its Dockerfiles', () => {
  it.each([
    [['Dockerfile']],
    [['Dockerfile', '.dockerignore']],
    [['.dockerignore', 'Dockerfile']],
    [['Dockerfile', 'api.Dockerfile', '.dockerignore']],
  ])('%j tell each finding once, at its place', async (args) => {
    const repository = cli.repository({
      ...context,
      Dockerfile: dockerfile,
      'api.Dockerfile': dockerfile,
      '.dockerignore': poor,
    })
    const about = (await found(repository, args)).filter((each) => !each.includes('copied-dependencies'))
    expect(about).toEqual(inPoor('.dockerignore'))
    const { stdout } = await repository.run(['lint', ...args])
    expect(stdout.split('  > 2 | *.pyc\n')).toHaveLength(2)
  })
})

describe('--fix', () => {
  const repaired = '# mine\n**/*.pyc\n**/node_modules/\n!src\n'

  it.each([[['Dockerfile']], [['.dockerignore']], [['Dockerfile', '.dockerignore']]])(
    'of %j repairs the ignore file, and the Dockerfile not by its repairs',
    async (args) => {
      const repository = cli.repository({ ...context, Dockerfile: dockerfile, '.dockerignore': poor })
      const { code, stdout } = await repository.run(['lint', '--fix', ...args])
      expect({ code, told: stdout.includes('2 fixed') }).toEqual({ code: 0, told: true })
      expect(repository.read('.dockerignore')).toBe(repaired)
      expect(repository.read('Dockerfile')).toBe(dockerfile)
      expect(await found(repository, args)).toEqual([])
    },
  )

  it.each([[['Dockerfile']], [['.dockerignore']]])(
    'of %j makes repairs of one place one after the other',
    async (args) => {
      const repository = cli.repository({ ...context, Dockerfile: dockerfile, '.dockerignore': '*.pyc\n*.pyc\n' })
      await repository.run(['lint', '--fix', ...args])
      expect(repository.read('.dockerignore')).toBe('**/*.pyc\n')
    },
  )

  it('keeps line ends and a byte order mark', async () => {
    const repository = cli.repository({ ...context, '.dockerignore': '\ufeff*.pyc\r\nnode_modules\r\n' })
    await repository.run(['lint', '--fix', '.dockerignore'])
    expect(repository.read('.dockerignore')).toBe('\ufeff**/*.pyc\r\n**/node_modules\r\n')
  })

  it('leaves an ignore file alone that is generated', async () => {
    const files = {
      ...context,
      'dockerfile.ts': `import { dockerfile, dockerignore, stage } from 'gen-dockerfile'
export default dockerfile({
  targets: [stage().from('example.com/a:1').copy('src', '/src').user('10001').cmd(['node'])],
  ignore: dockerignore().exclude('*.pyc'),
})
`,
    }
    const repository = cli.repository(files)
    await repository.run([])
    const text = repository.read('.dockerignore')
    repository.write({ Dockerfile: dockerfile })
    expect(await found(repository, ['Dockerfile'])).toContain('.dockerignore:3 root-only-ignore-pattern')
    for (const name of ['Dockerfile', '.dockerignore']) {
      await repository.run(['lint', '--fix', name])
      expect(repository.read('.dockerignore')).toBe(text)
    }
  })

  it('says where it could not write', async () => {
    const repository = cli.repository({ ...context, '.dockerignore': poor })
    chmodSync(join(repository.path, '.dockerignore'), 0o444)
    const { code, stderr } = await repository.run(['lint', '--fix', '.dockerignore'], { uid: 65534 })
    expect(code).toBe(1)
    expect(stderr).toContain('[cannot-write]')
    expect(repository.read('.dockerignore')).toBe(poor)
  })
})
