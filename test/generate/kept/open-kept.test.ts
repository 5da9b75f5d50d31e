import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openKept } from '../../../src/generate/kept/open-kept.js'

const folders: string[] = []
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

const day = 24 * 3600

/** A folder with files of so many days ago. */
const kept = (files: Readonly<Record<string, number>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-open-kept-'))
  folders.push(folder)
  for (const [name, days] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    const then = Date.now() / 1000 - days * day
    utimesSync(file, then, then)
  }
  return folder
}

it('names the files of batches, in a folder that is there before anything is looked at', () => {
  const folder = join(kept({}), 'made')
  const [first, second, other] = [openKept(folder, '/one')(0), openKept(folder, '/one')(1), openKept(folder, '/two')(0)]
  expect(dirname(first)).toBe(dirname(second))
  expect(new Set([first, second, other]).size).toBe(3)
  expect([existsSync(dirname(first)), existsSync(dirname(other))]).toEqual([true, true])
})

it('removes what has been of no use for a month, and drafts of runs that were killed', () => {
  const [own, gone] = ['0123456789abcdef', 'fedcba9876543210']
  const folder = kept({
    [`${own}/0.json`]: 29,
    [`${own}/1.json`]: 31,
    [`${own}/package-name-0123456789abcdef.json`]: 31,
    [`${own}/0.json.7.1`]: 2,
    [`${own}/0.json.8.1`]: 0,
    [`${gone}/0.json`]: 31,
    // These are not ours.
    [`${own}/notes.txt`]: 31,
    'others/0.json': 31,
    '0.json': 31,
  })
  openKept(folder, '/one')
  expect(readdirSync(join(folder, own)).sort()).toEqual(['0.json', '0.json.8.1', 'notes.txt'])
  expect(existsSync(join(folder, gone))).toBe(false)
  expect([existsSync(join(folder, 'others/0.json')), existsSync(join(folder, '0.json'))]).toEqual([true, true])
})
