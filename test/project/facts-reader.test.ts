import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFactsReader } from '../../src/project/facts-reader.js'
import { factsFrom } from '../../src/project/facts-from.js'
import { type FileSource, memorySource } from '../../src/project/file-source.js'
import { projectCache } from '../../src/project/project-cache.js'
import { readFacts } from '../../src/project/read-facts.js'
import { manifest } from './support.js'

const files: Readonly<Record<string, string>> = {
  'package.json': manifest({ name: 'root', private: true, workspaces: ['apps/*', 'libs/*', 'gone/*'] }),
  'package-lock.json': '<<<<<<< ours\n',
  'apps/a/package.json': manifest({ name: 'a', dependencies: { c: '*' } }),
  'apps/b/package.json': manifest({ name: 'b', dependencies: { c: '*' } }),
  'libs/c/package.json': manifest({ name: 'c', scripts: { build: 'tsc' } }),
  'go.work': 'go 1.26\nuse ./apps/a\n',
  'apps/a/go.mod': 'module example.com/a\n\ngo 1.26\n',
}

let root = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'reader-')))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('createFactsReader', () => {
  it('gives what reading each alone gives, also to those that come later and at the same time', async () => {
    const reader = createFactsReader(root)
    const folders = ['apps/a', 'apps/b', 'libs/c', '.', 'apps/a'].map((folder) => join(root, folder))
    const together = await Promise.all(folders.map((folder) => reader.read(folder)))
    for (const [index, folder] of folders.entries()) {
      expect(together[index]).toEqual(await readFacts(folder, { root }))
      expect(await reader.read(folder)).toEqual(together[index])
    }
    // npm takes a pattern that matches nothing.
    expect(together[0]?.problems.map(({ file }) => file)).toEqual(['../../package-lock.json'])
  })

  it('has one list of members for all services', async () => {
    const reader = createFactsReader(root)
    const [a, b] = [
      await reader.read(join(root, 'apps/a'), ['node']),
      await reader.read(join(root, 'apps/b'), ['node']),
    ]
    expect(a.workspace?.members).toBe(b.workspace?.members)
    expect(a.node?.members?.[0]).toBe(b.node?.members?.[0])
  })

  it('finds the workspace without reading members, by language', async () => {
    const reader = createFactsReader(root)
    expect(await reader.workspace(join(root, 'apps/a'))).toMatchObject({ kind: 'npm', root: '../..', path: 'apps/a' })
    expect(await reader.workspace(join(root, 'apps/a'), ['go'])).toMatchObject({ kind: 'go', file: '../../go.work' })
    expect(await reader.workspace(join(root, 'apps'))).toBeUndefined()
  })

  it('refuses what is not there and what is not below the root', async () => {
    const reader = createFactsReader(join(root, 'apps'))
    await expect(reader.read(join(root, 'apps/none'))).rejects.toMatchObject({ code: 'project-not-found' })
    await expect(reader.read(join(root, 'libs/c'))).rejects.toMatchObject({ code: 'project-outside-root' })
  })
})

/** A source that counts how often each file is read and each folder listed. */
const counting = (source: FileSource) => {
  const reads = new Map<string, number>()
  const lists = new Map<string, number>()
  return {
    reads,
    lists,
    source: {
      ...source,
      read: (path: string, limit: number) => {
        reads.set(path, (reads.get(path) ?? 0) + 1)
        return source.read(path, limit)
      },
      list: (path: string) => {
        lists.set(path, (lists.get(path) ?? 0) + 1)
        return source.list(path)
      },
    },
  }
}

describe('services that share a cache', () => {
  it('read what lies above them, and what members say, a fixed number of times', async () => {
    const services = (count: number): Readonly<Record<string, string>> => ({
      ...files,
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `apps/s${index}/package.json`,
          manifest({ name: `s${index}`, dependencies: { c: '*' } }),
        ]),
      ),
    })
    const readsFor = async (count: number): Promise<ReadonlyMap<string, number>> => {
      const { source, reads } = counting(memorySource(services(count)))
      const cache = projectCache(source)
      for (let index = 0; index < count; index++) await factsFrom(source, { dir: `apps/s${index}`, cache })
      return reads
    }
    const [few, many] = [await readsFor(2), await readsFor(40)]
    for (const path of ['package.json', 'package-lock.json', 'libs/c/package.json', 'apps/s0/package.json']) {
      expect(many.get(path), path).toBe(few.get(path))
    }
  })

  it('ask once for what may be large: the folders that hold them, and the lockfile', async () => {
    const { source, reads, lists } = counting(
      memorySource({
        'package.json': manifest({ name: 'root', packageManager: 'pnpm@10.4.1' }),
        'pnpm-workspace.yaml': 'packages: ["apps/*", "libs/*"]\n',
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
        'libs/c/package.json': manifest({ name: 'c' }),
        'apps/a/package.json': manifest({ name: 'a', dependencies: { c: 'workspace:*' } }),
        'apps/b/package.json': manifest({ name: 'b', dependencies: { c: 'workspace:*' } }),
      }),
    )
    const cache = projectCache(source)
    for (const dir of ['apps/a', 'apps/b']) await factsFrom(source, { dir, cache })
    expect(reads.get('pnpm-lock.yaml')).toBe(1)
    expect(Object.fromEntries(lists)).toMatchObject({ apps: 1, libs: 1, 'libs/c': 1, 'apps/a': 1, 'apps/b': 1 })
  })

  it.each([
    ['sound', {}],
    ['with a broken manifest between them', { 'apps/package.json': '{' }],
    ['with a broken manifest at the root', { 'package.json': '{' }],
    ['with a broken workspace', { 'pnpm-workspace.yaml': 'packages: [' }],
  ])('see folders above from where they are: %s', async (_, broken) => {
    const source = memorySource({
      '.nvmrc': '22.11.0\n',
      'package.json': manifest({ name: 'root', packageManager: 'pnpm@10.4.1', engines: { node: '>=22' } }),
      'pnpm-workspace.yaml': 'packages: ["apps/*", "apps/group/*"]\npatchedDependencies:\n  x: patches-of-x/x.patch\n',
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
      'patches-of-x/x.patch': '',
      '.npmrc': 'inject-workspace-packages=true\n',
      'apps/a/package.json': manifest({ name: 'a' }),
      'apps/b/package.json': manifest({ name: 'b', dependencies: { a: 'workspace:*' } }),
      'apps/group/c/package.json': manifest({ name: 'c', dependencies: { a: 'workspace:*' } }),
      ...broken,
    })
    const cache = projectCache(source)
    for (const dir of ['apps/a', 'apps/group/c', 'apps/b', 'apps/a', 'apps/group/c']) {
      expect(await factsFrom(source, { dir, cache })).toEqual(await factsFrom(source, { dir }))
    }
  })
})
