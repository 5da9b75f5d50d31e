import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseJsonc } from '../../../src/project/json-text.js'
import { listAt, recordAt, stringAt } from '../../../src/project/value.js'
import { memberFolders } from '../../../src/project/workspaces/member-folders.js'
import { programsOf } from '../../presets/node-prod-deps/workspace/tools.js'

const folders = [
  'apps/api',
  'apps/web',
  'apps/web/e2e',
  'apps/.hidden',
  'apps/api/node_modules/dep',
  'libs/a',
  'libs/b1',
  'libs/b2',
  'libs/group/c',
  'libs/group/deep/d',
  'libs/group/test/fixture',
  'tools',
  'tools/cli',
]

const nameOf = (folder: string): string => folder.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')

/** Pattern shapes, one workspace each. */
const shapes: readonly (readonly string[])[] = [
  ['apps/*'],
  ['./apps/*', 'libs/a/'],
  ['apps/*', 'libs/*'],
  ['apps/**'],
  ['libs/**', '!libs/group/**'],
  ['libs/**', '!**/test/**'],
  ['apps/*', '!apps/web'],
  ['!apps/web', 'apps/*'],
  ['apps/*', '!apps/web', 'apps/web'],
  ['{apps,libs}/*'],
  ['libs/{a,group/c}'],
  ['libs/b?'],
  ['libs/[ab]*'],
  ['libs/@(a|b1)'],
  ['libs/!(a)'],
  ['tools'],
  ['tools', 'tools/**'],
  ['libs/*/*'],
  ['linked/*'],
  ['**'],
]

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'member-oracle-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A repository that declares a workspace of some patterns. */
const repository = (
  patterns: readonly string[],
  declare: (patterns: readonly string[]) => Readonly<Record<string, string>>,
) => {
  const dir = mkdtempSync(join(root, 'r-'))
  for (const folder of folders) {
    mkdirSync(join(dir, folder), { recursive: true })
    writeFileSync(join(dir, folder, 'package.json'), JSON.stringify({ name: nameOf(folder), version: '1.0.0' }))
  }
  if (patterns.includes('linked/*')) {
    mkdirSync(join(dir, 'linked'))
    mkdirSync(join(dir, 'real'))
    writeFileSync(join(dir, 'real/package.json'), JSON.stringify({ name: nameOf('linked/a'), version: '1.0.0' }))
    symlinkSync('../real', join(dir, 'linked/a'))
  }
  for (const [file, text] of Object.entries(declare(patterns))) writeFileSync(join(dir, file), text)
  return dir
}

const manifest = (workspaces: readonly string[]): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ name: 'root', private: true, version: '1.0.0', workspaces }),
})

/** What a tool does not understand, though its documentation speaks of globs: nobody can mean that. */
const misunderstood: Readonly<Record<string, readonly string[]>> = {
  'pnpm 9': ['libs/b?'],
  'bun 1.4': ['libs/{a,group/c}'],
}

interface Tool {
  readonly package: string
  readonly version: string
  readonly declare: (patterns: readonly string[]) => Readonly<Record<string, string>>
  /** The folders that the tool lists. */
  readonly list: (run: (...args: readonly string[]) => string, dir: string) => readonly string[]
}

const json = (text: string): unknown => {
  const outcome = parseJsonc(text)
  return outcome.kind === 'value' ? outcome.value : undefined
}

const folderNamed = (name: string): string => [...folders, 'linked/a'].find((folder) => nameOf(folder) === name) ?? name

const pnpm: Omit<Tool, 'version'> = {
  package: 'pnpm',
  declare: (patterns) => ({
    'package.json': '{"name":"root","private":true}',
    'pnpm-workspace.yaml': `packages: ${JSON.stringify(patterns)}\n`,
  }),
  list: (run, dir) =>
    listAt({ all: json(run('pnpm', 'ls', '-r', '--depth', '-1', '--json')) }, 'all').map((item) =>
      (stringAt(item, 'path') ?? '').slice(dir.length + 1),
    ),
}

const tools: readonly Tool[] = [
  {
    package: 'npm',
    version: '11',
    declare: manifest,
    list: (run) => Object.keys(recordAt(json(run('npm', 'pkg', 'get', 'name', '-ws', '--json')))).map(folderNamed),
  },
  { ...pnpm, version: '9' },
  { ...pnpm, version: '10' },
  {
    package: 'yarn',
    version: '1',
    declare: (patterns) => ({ ...manifest(patterns), 'yarn.lock': '# yarn lockfile v1\n' }),
    list: (run) =>
      Object.values(recordAt(json(run('yarn', '--silent', 'workspaces', 'info')))).map(
        (item) => stringAt(item, 'location') ?? '',
      ),
  },
  {
    package: '@yarnpkg/cli-dist',
    version: '4',
    declare: (patterns) => ({ ...manifest(patterns), 'yarn.lock': '__metadata:\n  version: 8\n', '.yarnrc.yml': '' }),
    list: (run) =>
      run('yarn', 'workspaces', 'list', '--json')
        .split('\n')
        .flatMap((line) => stringAt(json(line), 'location') ?? []),
  },
  {
    package: 'bun',
    version: '1.4',
    declare: (patterns) => ({ ...manifest(patterns), 'bunfig.toml': '' }),
    list: (run, dir) => {
      run('bun', 'install', '--lockfile-only')
      const lock = join(dir, 'bun.lock')
      return existsSync(lock) ? Object.keys(recordAt(json(readFileSync(lock, 'utf8')), 'workspaces')) : []
    },
  },
]

for (const tool of tools) {
  const name = `${tool.package} ${tool.version}`
  const bin = programsOf(tool.package, tool.version)
  if (bin === undefined) {
    console.warn(`skipped: ${name} is not installed, and no registry can be reached`)
    describe.skip(name, () => {})
    continue
  }
  describe(`members as ${name} lists them`, () => {
    const understood = shapes.filter((patterns) => !patterns.some((each) => misunderstood[name]?.includes(each)))
    it.each(understood.map((patterns) => [patterns] as const))(
      '%j',
      async (patterns) => {
        const dir = repository(patterns, tool.declare)
        const run = (...[program = '', ...args]: readonly string[]): string => {
          const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, CI: '1' }
          return spawnSync(program, args, { cwd: dir, env, encoding: 'utf8' }).stdout
        }
        const theirs = tool.list(run, dir).filter((folder) => folder !== '' && folder !== '.')
        const ours = (await memberFolders(dir)).filter((folder) => folder !== '.')
        expect(ours).toEqual([...new Set(theirs)].sort())
      },
      120_000,
    )
  })
}
