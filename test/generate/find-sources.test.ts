import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findSources } from '../../src/generate/find-sources.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const repository = (files: Readonly<Record<string, string>>): string => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gen-dockerfile-find-')))
  folders.push(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

const find = async (
  files: readonly string[],
  paths: readonly string[],
  texts: Readonly<Record<string, string>> = {},
) => {
  const root = repository({ ...Object.fromEntries(files.map((file) => [file, ''])), ...texts })
  const found = await findSources(paths, root)
  return [...found.files.map((file) => relative(root, file)), ...found.errors.map(({ code }) => code)]
}

describe('finds', () => {
  it.each([
    ['the one of the folder', ['dockerfile.ts', 'a/dockerfile.ts'], [], ['dockerfile.ts']],
    ['TypeScript first', ['dockerfile.mjs', 'dockerfile.mts', 'dockerfile.ts'], [], ['dockerfile.ts']],
    ['JavaScript, too', ['dockerfile.cjs'], [], ['dockerfile.cjs']],
    ['nothing in an empty folder', ['src/dockerfile.ts'], [], ['no-dockerfile-ts']],
    ['files by any name', ['docker/api.ts'], ['docker/api.ts'], ['docker/api.ts']],
    ['folders', ['a/dockerfile.ts', 'b/dockerfile.js'], ['b', 'a'], ['b/dockerfile.js', 'a/dockerfile.ts']],
    ['each once', ['a/dockerfile.ts'], ['a', 'a/dockerfile.ts', './a', '*'], ['a/dockerfile.ts']],
    [
      'globs of folders',
      ['s/b/dockerfile.ts', 's/a/dockerfile.ts', 's/c/x'],
      ['s/*'],
      ['s/a/dockerfile.ts', 's/b/dockerfile.ts'],
    ],
    ['globs of files', ['s/a/dockerfile.ts', 's/a/x.ts', 's/README.md'], ['**/dockerfile.*'], ['s/a/dockerfile.ts']],
    [
      'globs of other names',
      ['s/a.docker.ts', 's/b.docker.ts', 's/c.ts'],
      ['s/*.docker.ts'],
      ['s/a.docker.ts', 's/b.docker.ts'],
    ],
    ['nothing in node_modules', ['node_modules/a/dockerfile.ts'], ['**'], ['no-dockerfile-ts']],
    ['what has the characters of a glob in its name', ['[id]/dockerfile.ts'], ['[id]'], ['[id]/dockerfile.ts']],
    ['no Dockerfile', ['Dockerfile'], ['Dockerfile'], ['not-a-dockerfile-ts']],
    ['no missing path, but the others', ['a/dockerfile.ts'], ['b', 'a'], ['a/dockerfile.ts', 'path-not-found']],
  ])('%s', async (_, files, paths, expected) => {
    expect(await find(files, paths)).toEqual(expected)
  })

  const members = ['apps/b/dockerfile.ts', 'apps/a/dockerfile.ts', 'apps/old/dockerfile.ts', 'docs/dockerfile.ts']
  const manifests = Object.fromEntries(
    ['apps/a', 'apps/b', 'apps/old', 'docs'].flatMap((folder) => [
      [`${folder}/package.json`, '{}'],
      [`${folder}/go.mod`, `module x/${folder}\n`],
      [`${folder}/Cargo.toml`, `[package]\nname = "${folder.replace('/', '-')}"\n`],
    ]),
  )

  it.each([
    ['npm', { 'package.json': '{"workspaces":["apps/*"]}' }, ['apps/a', 'apps/b', 'apps/old']],
    [
      'pnpm',
      { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: ["./apps/*", "!apps/old"]\n' },
      ['apps/a', 'apps/b'],
    ],
    ['go', { 'go.mod': 'module x\n', 'go.work': 'go 1.26\nuse (\n\t./apps/a\n\t./docs\n)\n' }, ['apps/a', 'docs']],
    ['cargo', { 'Cargo.toml': '[workspace]\nmembers = ["apps/b"]\n' }, ['apps/b']],
  ])('the members of a workspace of %s', async (_, texts, expected) => {
    const found = await find(members, [], { ...manifests, ...texts })
    expect(found).toEqual(expected.map((folder) => `${folder}/dockerfile.ts`))
  })

  it('the link and not its target', async () => {
    const root = repository({ 'shared/docker.ts': '', 'a/x': '' })
    symlinkSync('../shared/docker.ts', join(root, 'a/dockerfile.ts'))
    expect((await findSources(['a'], root)).files).toEqual([join(root, 'a/dockerfile.ts')])
  })
})
