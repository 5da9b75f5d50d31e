import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepJournal, surveyFiles } from '../../src/disk/journal.js'
import type { Survey, SurveyRow } from '../../src/disk/survey.js'
import { openMemory } from '../../src/disk/memory.js'
import { openSurveys, type SeenSurvey, type Surveys } from '../../src/disk/surveys.js'

let root = ''
let rows: readonly SurveyRow[] = []
const asked: string[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gen-dockerfile-disk-'))
  rows = []
  asked.length = 0
  for (const name of ['a', 'b']) writeFileSync(join(root, name), `${name} first`)
})

afterEach(() => {
  vi.useRealTimers()
  rmSync(root, { recursive: true, force: true })
})

/** The first letter of a file. */
const letter: Survey<string> = {
  name: 'letter',
  ask: (read) => {
    const found = read(1)
    const answer = found.kind === 'text' ? found.text : found.kind
    asked.push(answer)
    return answer
  },
}

/** Another run with what the last one has kept. */
const open = (): Surveys =>
  openSurveys({
    read: () => rows,
    write: (_, __, now) => {
      rows = now
    },
  })

const isAsSeen = (seen: SeenSurvey): boolean => open().isAsSeen(seen, [letter])

describe('a survey', () => {
  it('asks each file once a run, and again only those that changed', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    const run = open()
    expect(run.take(letter, root, ['a', 'b', 'c']).found).toEqual(['a', 'b', 'missing'])
    expect(run.take(letter, root, ['a', 'b', 'c']).found).toEqual(['a', 'b', 'missing'])
    expect(asked.splice(0)).toEqual(['a', 'b', 'missing'])
    writeFileSync(join(root, 'b'), 'changed')
    expect(open().take(letter, root, ['a', 'b', 'd']).found).toEqual(['a', 'c', 'missing'])
    expect(asked).toEqual(['c', 'missing'])
  })

  it.each<readonly [what: string, edit: () => void, same: boolean]>([
    ['nothing', () => {}, true],
    ['what nobody asked for', () => writeFileSync(join(root, 'a'), 'another'), true],
    ['an answer', () => writeFileSync(join(root, 'a'), 'changed'), false],
    ['that a file is there', () => rmSync(join(root, 'a')), false],
    ['that one is missing', () => writeFileSync(join(root, 'c'), 'c'), false],
    ['that what it said is lost', () => (rows = []), false],
    ['that it is of other files', () => open().take(letter, root, ['a', 'b']), false],
  ])('is as it was seen until somebody changes that: %s', (_, edit, same) => {
    const { seen } = open().take(letter, root, ['a', 'b', 'c'])
    edit()
    expect(isAsSeen(seen)).toBe(same)
  })

  it('is another in another folder, or under another name', () => {
    mkdirSync(join(root, 'below'))
    const { seen } = open().take(letter, root, ['a'])
    expect(isAsSeen({ ...seen, name: 'other' })).toBe(false)
    expect(isAsSeen({ ...seen, root: join(root, 'below') })).toBe(false)
  })

  it('is one look of a journal, which has two answers where the questions differ', async () => {
    const steady = await keepJournal({ surveys: open(), memory: openMemory() }, async (journal) => {
      expect(surveyFiles(letter, root, ['a', 'b'])).toEqual(['a', 'b'])
      surveyFiles(letter, root, ['a', 'b'])
      expect([journal.seen.size, [...journal.surveyed.values()]]).toEqual([
        0,
        [open().take(letter, root, ['a', 'b']).seen],
      ])
      const before = journal.isSteady
      surveyFiles(letter, root, ['a'])
      return [before, journal.isSteady]
    })
    expect(steady).toEqual([true, false])
    expect(surveyFiles(letter, root, ['b'])).toEqual(['b'])
  })
})
