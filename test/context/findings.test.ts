import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIgnoreFile } from '../../src/context/ignore-file.js'
import { inspectContext } from '../../src/context/inspect.js'
import { limitFindings } from '../../src/context/findings/limit.js'
import { type Files, useFolders } from './support.js'

const folder = useFolders()

const contentsOf = (root: string, ignoreFile: string) => {
  writeFileSync(join(root, '.dockerignore'), ignoreFile)
  const ignore = readIgnoreFile(join(root, '.dockerignore'), '.dockerignore')
  return inspectContext({ root, ignore, ignored: false, list: false, largest: 10, filesEach: 0 })
}

const findingsIn = (root: string, ignoreFile: string) => contentsOf(root, ignoreFile).findings

const found = (files: Files) =>
  findingsIn(folder(files), '').map(({ rule, paths, pattern }) => [rule, ...paths, `-> ${pattern ?? ''}`].join(' '))

const key = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n'
const account = JSON.stringify({ type: 'service_account', private_key: 'x' })

describe('secrets', () => {
  it.each<[path: string, text: string]>([
    ['.env', 'A=b'],
    ['api/.env.production', 'A=b'],
    ['.npmrc', '//registry.example.com/:_authToken=npm_abc\n'],
    ['.npmrc', 'registry=https://a\n_auth = YWJj\n'],
    ['.yarnrc.yml', 'npmAuthToken: abc\n'],
    ['.pypirc', '[pypi]\nusername = a\npassword = b\n'],
    ['.netrc', 'machine a login b password c\n'],
    ['home/.ssh/id_ed25519', key],
    ['certs/server.key', key],
    ['certs/server.pem', `x\n${key}`],
    ['store.p12', 'x'],
    ['infra/terraform.tfstate', '{}'],
    ['.aws/credentials', '[default]'],
    ['.docker/config.json', '{"auths":{"a":{"auth":"YTpi"}}}'],
    ['service-account.json', account],
    ['project-0123456789ab.json', account],
    ['.config/gcloud/application_default_credentials.json', '{}'],
    ['.git-credentials', 'https://a:b@c'],
  ])('%s is one', (path, text) => {
    expect(found({ [path]: text })).toEqual([expect.stringContaining(`context-secret ${path} -> `)])
  })

  it.each<[path: string, text: string]>([
    ['.env', ''],
    ['.env.example', 'A=b'],
    ['.env.local.sample', 'A=b'],
    ['.npmrc', 'registry=https://a\n//a/:_authToken=${NPM_TOKEN}\n'],
    ['.npmrc', '//a/:_authToken="${NPM_TOKEN}"\n'],
    ['.yarnrc.yml', 'npmAuthToken: "${TOKEN}"\n'],
    ['.pypirc', '[pypi]\nusername = a\n'],
    ['certs/ca.pem', '-----BEGIN CERTIFICATE-----\n'],
    ['src/sort.key', 'name\n'],
    ['id_rsa.pub', 'ssh-rsa AAAA'],
    ['package.json', account],
    ['google-fonts.json', '{}'],
    ['.docker/config.json', '{"credsStore":"desktop"}'],
    ['.env/bin/python', 'x'],
    ['src/config', 'x'],
    ['constructor', 'x'],
  ])('%s with %j is none', (path, text) => {
    expect(found({ [path]: text })).toEqual([])
  })

  it('says nothing of what a secret is', () => {
    const findings = findingsIn(folder({ '.npmrc': '//a/:_authToken=npm_secret', '.env': 'A=hunter2' }), '')
    expect(JSON.stringify(findings)).not.toMatch(/npm_secret|hunter2/)
  })
})

describe('directories of this machine', () => {
  it.each<[Files, readonly string[]]>([
    [{ '.git/HEAD': 'x', 'sub/.git/HEAD': 'x' }, ['context-version-control .git sub/.git -> **/.git']],
    [
      { 'node_modules/a/node_modules/b/x': 'x', 'p/node_modules/x': 'x' },
      ['context-host-files node_modules p/node_modules -> **/node_modules'],
    ],
    [{ 'node_modules/a/__pycache__/x': 'x' }, ['context-host-files node_modules -> **/node_modules']],
    [{ '.venv/bin/x': 'x' }, ['context-host-files .venv -> **/.venv']],
    [{ 'venv/pyvenv.cfg': 'x' }, ['context-host-files venv -> **/venv']],
    [{ 'Cargo.toml': 'x', 'target/debug/x': 'x' }, ['context-host-files target -> **/target']],
    [{ 'target/x': 'x', 'env/x': 'x', 'venv/x': 'x' }, []],
    [{ '.git/': '' }, []],
  ])('%j', (files, expected) => {
    expect(found(files)).toEqual(expected)
  })
})

describe('lockfiles', () => {
  it.each<[Files, readonly string[]]>([
    [{ 'package-lock.json': '', 'yarn.lock': '' }, ['context-duplicate-lockfile package-lock.json yarn.lock -> ']],
    [{ 'a/uv.lock': '', 'a/poetry.lock': '' }, ['context-duplicate-lockfile a/poetry.lock a/uv.lock -> ']],
    [{ 'a/package-lock.json': '', 'b/yarn.lock': '' }, []],
    [{ 'bun.lock': '', 'bun.lockb': '' }, []],
    [{ 'yarn.lock': '', 'uv.lock': '' }, []],
  ])('%j', (files, expected) => {
    expect(found(files)).toEqual(expected)
  })
})

describe('large files', () => {
  const large = (sizes: Readonly<Record<string, number>>) => {
    const root = folder(Object.fromEntries(Object.keys(sizes).map((name) => [name, ''])))
    for (const [name, size] of Object.entries(sizes)) truncateSync(join(root, name), size)
    return findingsIn(root, '').map(({ paths, pattern, hint }) => [
      paths.join(' '),
      pattern,
      hint?.match(/volume|fetch|host/)?.[0],
    ])
  }

  it.each<[Readonly<Record<string, number>>, readonly (readonly string[])[]]>([
    [{ 'models/a.gguf': 2e7, 'models/b.gguf': 2e7 }, [['models/a.gguf models/b.gguf', 'models/*.gguf', 'volume']]],
    [{ 'data.tar.gz': 1e7 }, [['data.tar.gz', '*.gz', 'fetch']]],
    [{ 'odd [1]/x.pt': 1e7 }, [['odd [1]/x.pt', 'odd \\[1\\]/x.pt', 'volume']]],
    [{ 'models/small.gguf': 9_999_999, 'app.js': 2e7 }, []],
  ])('%j', (sizes, expected) => {
    expect(large(sizes)).toEqual(expected)
  })
})

describe('the lines for the ignore file', () => {
  it('keep out what they are about, and nothing that stays', () => {
    const files = {
      '.env': 'A=b',
      'certs/a [1].key': key,
      '.git/HEAD': 'x',
      'sub/node_modules/x': 'x',
      'yarn.lock': '',
      'src/a.ts': 'x',
    }
    const root = folder(files)
    const patterns = findingsIn(root, '').flatMap(({ pattern }) => pattern ?? [])
    expect(patterns).toHaveLength(4)
    const contents = contentsOf(root, `*\n!*\n${patterns.join('\n')}\n`)
    expect(contents.findings).toEqual([])
    expect(contents.largest.map(({ path }) => path).sort()).toEqual(['.dockerignore', 'src/a.ts', 'yarn.lock'])
  })
})

describe('limitFindings', () => {
  const { summary, largest } = contentsOf(folder({ 'a/b/c': 600, 'd/e': 300, f: 100, 'g/h': 1 }), '')
  it('names the biggest causes', () => {
    expect(limitFindings(summary, largest, { text: '1KB', bytes: 1000 })).toMatchObject([
      {
        severity: 'error',
        message: 'The build context has 1.00 kB, more than `--limit 1KB` allows.',
        hint: 'The most comes from `a/` (600 B), `d/` (300 B), `f` (100 B).',
      },
    ])
  })
  it('allows what is no more', () => {
    expect(limitFindings(summary, largest, { text: '1001', bytes: 1001 })).toEqual([])
  })
})
