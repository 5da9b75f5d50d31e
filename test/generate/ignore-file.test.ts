import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { diskTree } from '../../src/generate/disk-tree.js'
import { findInTree } from '../../src/model/file-tree.js'
import { ignoreLocation, languagesOf, presentIgnore } from '../../src/generate/ignore-file.js'
import { markerComment, sealMarker } from '../../src/generate/marker.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const repository = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-ignore-'))
  folders.push(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

const ours = sealMarker(`# ${markerComment('dockerfile.ts')}\n\n*\n`)

it.each([
  ['at the root of the context', {}, 'Dockerfile', '.dockerignore', undefined],
  ['where ours is', { '.dockerignore': ours }, 'Dockerfile', '.dockerignore', undefined],
  ['where ours was edited', { '.dockerignore': `${ours}x\n` }, 'Dockerfile', '.dockerignore', undefined],
  ['where a foreign one is', { '.dockerignore': 'x\n' }, 'Dockerfile', 'Dockerfile.dockerignore', '.dockerignore'],
  ['where one beside it is', { 'Dockerfile.dockerignore': 'x' }, 'Dockerfile', 'Dockerfile.dockerignore', undefined],
  ['by another name', {}, 'api.Dockerfile', 'api.Dockerfile.dockerignore', undefined],
  ['below the context', {}, 'a/Dockerfile', 'a/Dockerfile.dockerignore', undefined],
] as const)('%s', (_, files, dockerfile, file, foreign) => {
  const root = repository(files)
  expect(ignoreLocation(join(root, dockerfile), root)).toEqual({
    file: join(root, file),
    ...(foreign === undefined ? {} : { foreign: join(root, foreign) }),
  })
})

it('reads the ignore file that is in force', () => {
  const root = repository({ '.dockerignore': 'shared', 'b.Dockerfile.dockerignore': 'own' })
  expect(presentIgnore(join(root, 'a.Dockerfile'), root)).toEqual({ file: join(root, '.dockerignore'), text: 'shared' })
  expect(presentIgnore(join(root, 'b.Dockerfile'), root)).toEqual({
    file: join(root, 'b.Dockerfile.dockerignore'),
    text: 'own',
  })
  expect(presentIgnore(join(root, 'a/Dockerfile'), join(root, 'a'))).toEqual({ file: undefined, text: undefined })
})

it('passes over a folder of that name, as BuildKit does', () => {
  const root = repository({ '.dockerignore': 'shared', 'a.Dockerfile.dockerignore/x': '', 'b/.dockerignore/x': '' })
  expect(presentIgnore(join(root, 'a.Dockerfile'), root).text).toBe('shared')
  expect(presentIgnore(join(root, 'b/Dockerfile'), join(root, 'b')).file).toBeUndefined()
})

it('knows languages by their manifests', () => {
  const root = repository({ 'package.json': '{}', 'services/a/go.mod': '', 'services/b/x': '' })
  const place = { context: root, tree: diskTree(root) }
  const elsewhere = join(root, 'services/b')
  const other = { context: elsewhere, tree: diskTree(elsewhere) }
  expect(languagesOf(join(root, 'services/a'), place, [])).toEqual(['node', 'go'])
  expect(languagesOf(join(root, 'services/a'), other, [])).toEqual(['go'])
  expect(languagesOf(elsewhere, other, [])).toEqual([])
  const copied = ['services/b', 'services/a/', '*.txt'].map((path) => findInTree(place.tree, path))
  expect(languagesOf(root, place, copied)).toEqual(['node', 'go'])
})
