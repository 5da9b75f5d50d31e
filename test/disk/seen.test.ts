import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Journal, keepJournal as keep, look, noteWritten } from '../../src/disk/journal.js'
import { addOwnFiles } from '../../src/disk/own-files.js'
import { readFolder } from '../../src/disk/read-folder.js'
import { type Seen, seenAgain } from '../../src/disk/seen.js'
import { openMemory } from '../../src/disk/memory.js'
import { openSurveys } from '../../src/disk/surveys.js'

/** Nothing is surveyed here. */
const keepJournal = <Value>(make: (journal: Journal) => Promise<Value>): Promise<Value> =>
  keep({ surveys: openSurveys({ read: () => [], write: () => {} }), memory: openMemory() }, make)

let root = ''
const at = (path: string): string => join(root, path)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-disk-'))
  mkdirSync(at('folder'))
  writeFileSync(at('folder/file'), 'text')
  symlinkSync('file', at('folder/link'))
})

afterEach(() => {
  vi.useRealTimers()
  rmSync(root, { recursive: true, force: true })
})

const seenBy = (ask: () => unknown): Promise<readonly Seen[]> =>
  keepJournal(async (journal) => {
    ask()
    return [...journal.seen.values()]
  })

/** As if all this had been done an hour ago. */
const waitAnHour = (): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
}

const add = (path: string, text = ''): (() => void) => {
  return () => writeFileSync(at(path), text)
}
const remove = (path: string) => (): void => rmSync(at(path), { recursive: true })

const dangle = (path: string) => (): void => symlinkSync('nowhere', at(path))

/** A look, what does not change what it comes to, and what does. */
const cases: readonly (readonly [name: string, ask: () => unknown, same: () => void, other: () => void])[] = [
  ['exists', () => look.exists(at('folder/new')), add('folder/more'), add('folder/new')],
  ['isFile', () => look.isFile(at('folder/file')), add('folder/file', 'other'), remove('folder/file')],
  ['isFolder', () => look.isFolder(at('folder')), add('folder/new'), remove('folder')],
  ['isOwnFolder', () => look.isOwnFolder(at('folder')), add('folder/new'), remove('folder')],
  ['size', () => look.size(at('folder/file')), add('folder/file', 'TEXT'), add('folder/file', 'longer')],
  ['realPath', () => look.realPath(at('folder/link')), add('folder/new'), remove('folder/link')],
  ['start', () => look.start(at('folder/file'), 2), add('folder/file', 'test'), add('folder/file', 'other')],
  [
    'a whole start',
    () => look.start(at('folder/file'), 4),
    add('folder/file', 'text'),
    add('folder/file', 'text more'),
  ],
  ['text', () => look.text(at('folder/link')), add('folder/file', 'text'), add('folder/file', 'TEXT')],
  ['output', () => look.output(at('folder/file')), add('folder/file', 'text'), add('folder/file', 'TEXT')],
  ['no output', () => look.output(at('folder/new')), add('folder/more'), add('folder/new')],
  ['an output that is none', () => look.output(at('folder')), add('folder/new'), remove('folder')],
  ['folder', () => look.folder(at('folder')), add('folder/file', 'other'), add('folder/new')],
  ['folder with a link', () => look.folder(at('folder')), add('folder/file', 'other'), remove('folder/file')],
  [
    'folder with more than it tells',
    () => look.folder(at('folder')),
    add('folder/file', 'other'),
    dangle('folder/new'),
  ],
  ['no folder', () => look.folder(at('new')), add('more'), () => mkdirSync(at('new'))],
  ['tree', () => look.tree(at('folder')), add('folder/file', 'other'), remove('folder/link')],
]

describe.each([
  ['a moment ago', () => {}],
  ['an hour ago', waitAnHour],
])('what was seen of what changed %s', (_, wait) => {
  it.each(cases)('%s: is the same for as long as the answer is', async (_name, ask, same, other) => {
    wait()
    const [seen, ...none] = await seenBy(ask)
    expect(none).toEqual([])
    expect(seen).toBeDefined()
    if (seen === undefined) return
    expect(seenAgain(seen)).toEqual(seen)
    same()
    expect(seenAgain(seen)?.answer).toBe(seen.answer)
    other()
    expect(seenAgain(seen)).toBeUndefined()
  })

  it('is told from another text of the same length and time', async () => {
    wait()
    const time = new Date(2020, 1, 1)
    utimesSync(at('folder/file'), time, time)
    const [seen] = await seenBy(() => look.text(at('folder/file')))
    // Long enough for the clock of any file system that tests run on.
    await new Promise((resolve) => setTimeout(resolve, 20))
    writeFileSync(at('folder/file'), 'TEXT')
    utimesSync(at('folder/file'), time, time)
    expect(seen && seenAgain(seen)).toBeUndefined()
  })
})

describe('a signature', () => {
  it('is kept of what has been as it is for a while, and added when it has', async () => {
    const [seen] = await seenBy(() => look.text(at('folder/file')))
    expect(seen?.signature).toBeUndefined()
    waitAnHour()
    const again = seen && seenAgain(seen)
    expect(again?.signature).toMatch(/^\w+\.4\.\w+$/)
    expect(again && seenAgain(again)).toBe(again)
  })

  it('is none of a folder with links, whose targets lie elsewhere', async () => {
    waitAnHour()
    expect((await seenBy(() => look.folder(at('folder'))))[0]?.signature).toBeUndefined()
    expect((await seenBy(() => look.tree(at('folder'))))[0]?.signature).toBeDefined()
  })
})

describe('a journal', () => {
  it('has each question once, and knows when the disk changed meanwhile', async () => {
    await keepJournal(async (journal) => {
      look.text(at('folder/file'))
      look.text(at('folder/file'))
      expect([journal.seen.size, journal.isSteady]).toEqual([1, true])
      writeFileSync(at('folder/file'), 'other')
      look.text(at('folder/file'))
      expect([journal.seen.size, journal.isSteady, addOwnFiles(journal, () => true)]).toEqual([1, false, false])
    })
  })

  it('has what the one before it saw, until that was written', async () => {
    rmSync(at('folder/link'))
    waitAnHour()
    const known = { surveys: openSurveys({ read: () => [], write: () => {} }), memory: openMemory() }
    const listed = (wants: unknown): Promise<readonly Seen[]> =>
      keep(known, async (journal) => {
        expect(look.folder(at('folder'))).toEqual(wants)
        expect(look.start(at('folder/file'), 4)).toEqual({ kind: 'text', text: 'text', truncated: false })
        return [...journal.seen.values()]
      })
    const before = readFolder(at('folder'))
    const once = await listed(before)
    writeFileSync(at('folder/new'), '')
    expect(await listed(before)).toEqual(once)
    // Nobody who asks again takes the old answer for what is there.
    expect(once.map((seen) => seenAgain(seen)?.look)).toEqual([undefined, 'start'])
    await keep(known, async () => noteWritten(at('folder/new'), ''))
    expect((await listed(readFolder(at('folder')))).map((seen) => seenAgain(seen)?.look)).toEqual(['folder', 'start'])
  })

  it('asks the disk for what it asked before', async () => {
    await keepJournal(async (journal) => {
      look.folder(at('folder'))
      writeFileSync(at('folder/new'), '')
      expect([look.folder(at('folder')), journal.isSteady]).toEqual([readFolder(at('folder')), false])
    })
  })

  it('notes nothing outside of it', async () => {
    const outer = await keepJournal(async (journal) => journal)
    look.text(at('folder/file'))
    expect(outer.seen.size).toBe(0)
  })

  it('takes what was written as what is there', async () => {
    await keepJournal(async (journal) => {
      look.output(at('folder/new'))
      look.folder(at('folder'))
      look.tree(at('folder'))
      writeFileSync(at('folder/new'), 'made')
      noteWritten(at('folder/new'), 'made')
      expect(addOwnFiles(journal, (name) => name === 'new')).toBe(true)
      expect([...journal.seen.values()].map((seen) => seenAgain(seen)?.look)).toEqual(['output', 'folder', 'tree'])
      writeFileSync(at('folder/new'), 'edited')
      expect([...journal.seen.values()].map((seen) => seenAgain(seen)?.look)).toEqual([undefined, 'folder', 'tree'])
    })
  })

  it.each<readonly [why: string, ask: () => unknown]>([
    ['it was looked for', () => look.exists(at('folder/new'))],
    ['it was read', () => look.start(at('folder/new'), 100)],
  ])('does not take it so where its name may be of use to others, and %s', async (_, ask) => {
    await keepJournal(async (journal) => {
      ask()
      writeFileSync(at('folder/new'), 'made')
      noteWritten(at('folder/new'), 'made')
      expect(addOwnFiles(journal, () => false)).toBe(false)
    })
  })

  it('leaves a folder as it was seen where the name of what was written may be of use to others', async () => {
    await keepJournal(async (journal) => {
      look.folder(at('folder'))
      writeFileSync(at('folder/new'), 'made')
      noteWritten(at('folder/new'), 'made')
      addOwnFiles(journal, () => false)
      expect([...journal.seen.values()].map((seen) => seenAgain(seen)?.look)).toEqual([undefined, 'output'])
    })
  })

  it('does not take what was written as what is there where sizes were asked for', async () => {
    await keepJournal(async (journal) => {
      look.size(at('folder/file'))
      expect(addOwnFiles(journal, () => true)).toBe(true)
      noteWritten(at('folder/file'), 'text')
      expect(addOwnFiles(journal, () => true)).toBe(false)
    })
  })

  it('does not take what somebody else made for its own', async () => {
    await keepJournal(async (journal) => {
      look.folder(at('folder'))
      writeFileSync(at('folder/new'), 'made')
      writeFileSync(at('folder/other'), '')
      noteWritten(at('folder/new'), 'made')
      expect(addOwnFiles(journal, () => true)).toBe(false)
    })
  })
})
