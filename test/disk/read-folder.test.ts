import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFolder } from '../../src/disk/read-folder.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-folder-'))
  mkdirSync(join(folder, 'a'))
  writeFileSync(join(folder, 'b'), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const own = [
  { name: 'a', kind: 'dir' },
  { name: 'b', kind: 'file' },
]

const read = (): object => {
  const found = readFolder(folder)
  if (found.kind !== 'entries') return found
  return { ...found, entries: [...found.entries].sort((one, other) => (one.name < other.name ? -1 : 1)) }
}

it('lists files and folders', () => {
  expect(read()).toEqual({ kind: 'entries', entries: own })
})

it('says where links lead, and that there are some', () => {
  symlinkSync('a', join(folder, 'c'))
  expect(read()).toEqual({ kind: 'entries', entries: [...own, { name: 'c', kind: 'dir', link: true }], hasLinks: true })
})

it('leaves out links that lead nowhere, and says so', () => {
  symlinkSync('nowhere', join(folder, 'c'))
  expect(read()).toEqual({ kind: 'entries', entries: own, hasLinks: true, isPart: true })
})

it.skipIf(process.platform === 'win32')('leaves out what is neither a file nor a folder, and says so', () => {
  execFileSync('mkfifo', [join(folder, 'c')])
  expect(read()).toEqual({ kind: 'entries', entries: own, isPart: true })
})

it('says that nothing is there', () => {
  rmSync(join(folder, 'b'))
  for (const name of ['b', 'a/c']) expect(readFolder(join(folder, name))).toEqual({ kind: 'missing' })
})
