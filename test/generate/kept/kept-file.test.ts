import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readKeptFile, writeKeptFile } from '../../../src/generate/kept/kept-file.js'

const folders: string[] = []
let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-kept-file-'))
  folders.push(folder)
  file = join(folder, 'of', '0.json')
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

const value = { notes: ['One', '\u{1f433}', '\ud800'] }

describe('a file of what is kept', () => {
  it('is read under the key that it was written with', () => {
    writeKeptFile(file, 'key', value)
    expect(readKeptFile(file, 'key')).toEqual(value)
    expect(readKeptFile(file, 'another')).toBeUndefined()
    expect(readdirSync(join(folder, 'of'))).toEqual(['0.json'])
  })

  it('is not read where any of its characters is another, or missing', () => {
    writeKeptFile(file, 'key', { notes: ['One'] })
    const text = readFileSync(file, 'latin1')
    for (let at = 0; at < text.length; at++) {
      for (const by of ['', 'x', '"']) {
        if (text[at] === by) continue
        writeFileSync(file, `${text.slice(0, at)}${by}${text.slice(at + 1)}`)
        expect(readKeptFile(file, 'key'), `${by} at ${at}`).toBeUndefined()
      }
      writeFileSync(file, text.slice(0, at))
      expect(readKeptFile(file, 'key'), `up to ${at}`).toBeUndefined()
    }
  })

  it('says when it was of use', () => {
    writeKeptFile(file, 'key', value)
    utimesSync(file, 1, 1)
    readKeptFile(file, 'another')
    expect(statSync(file).mtimeMs).toBe(1000)
    readKeptFile(file, 'key')
    expect(statSync(file).mtimeMs).toBeGreaterThan(1000)
  })

  it('leaves no draft where it cannot be written', () => {
    mkdirSync(join(file, 'in the way'), { recursive: true })
    writeKeptFile(file, 'key', value)
    expect(readdirSync(join(folder, 'of'))).toEqual(['0.json'])
    expect(readKeptFile(file, 'key')).toBeUndefined()
  })

  it('is for its owner alone', () => {
    writeKeptFile(file, 'key', value)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'of')).mode & 0o777).toBe(0o700)
  })
})
