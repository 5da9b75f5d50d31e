import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useCli, type RunOptions } from './support/cli.js'

const examples = ['go-distroless', 'node-prod-deps', 'python-slim', 'rust', 'targets']

/** Other Node programs, as paths separated by `:`; `.ci/run` brings those of the supported release lines. */
const otherNodes = (process.env['GEN_DOCKERFILE_NODES'] ?? '').split(':').filter((path) => path !== '')
if (otherNodes.length === 0) console.warn('skipped: other versions of Node, since GEN_DOCKERFILE_NODES names none')

const versionOf = (node: string): string => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()

const surroundings: readonly (readonly [title: string, options: RunOptions])[] = [
  ['a Turkish locale', { env: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' } }],
  ['a time zone on the other side of the date line', { env: { TZ: 'Pacific/Kiritimati' } }],
  ['a terminal without colors', { env: { TERM: 'dumb', NO_COLOR: '1' } }],
  ['GitHub Actions', { env: { GITHUB_ACTIONS: 'true', CI: 'true' } }],
  ['a small stack of file descriptors', { shell: 'ulimit -n 256;' }],
  ...otherNodes.map((node): [string, RunOptions] => [`Node ${versionOf(node)}`, { node }]),
]

describe('the same input gives the same bytes', () => {
  const cli = useCli()
  const elsewhere = mkdtempSync(join(tmpdir(), 'gen-dockerfile elsewhere é '))
  afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

  describe.each(examples)('%s', (name) => {
    const committed = (file: string): string => readFileSync(join('examples', name, file), 'utf8')

    it.each(surroundings)('under %s', async (_, options) => {
      const repository = cli.repository({})
      cpSync(join('examples', name), repository.path, { recursive: true })
      for (const file of ['Dockerfile', '.dockerignore']) rmSync(join(repository.path, file))
      const { code, stderr } = await repository.run([], options)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(repository.read('Dockerfile')).toBe(committed('Dockerfile'))
      expect(repository.read('.dockerignore')).toBe(committed('.dockerignore'))
    })

    it('in a folder with blanks and accents', async () => {
      const folder = join(elsewhere, name)
      cpSync(join('examples', name), folder, { recursive: true })
      mkdirSync(join(folder, '.git'))
      const { code } = await cli.repository({}).run(['--check', '--cwd', folder])
      expect(code).toBe(0)
    })
  })
})
