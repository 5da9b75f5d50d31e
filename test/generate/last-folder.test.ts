import { expect, it } from 'vitest'
import { lastFolder } from '../../src/generate/last-folder.js'

const folder = '/repo/api'

it.each<[string, boolean | undefined, boolean]>([
  ['Dockerfile', true, true],
  ['linked', true, false],
  ['src', true, false],
  ['none', false, false],
  ['src/index.js', false, false],
])('knows of %s', (name, has, isOwn) => {
  const files = lastFolder()
  files.note('/repo/web', [])
  files.note(folder, [
    { name: 'Dockerfile', kind: 'file' },
    { name: 'linked', kind: 'file', link: true },
    { name: 'src', kind: 'dir' },
  ])
  expect(files.has(folder, name)).toBe(has)
  expect(files.has('/repo/web', name)).toBeUndefined()
  expect(files.isOwn(folder, `${folder}/${name}`)).toBe(isOwn)
  expect(files.isOwn('/repo/web', `/repo/web/${name}`)).toBe(false)
})
