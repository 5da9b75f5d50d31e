import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWriter, temporaryOf, writeAtomically } from '../../src/generate/write.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): void => writeAtomically(join(folder, name), text, name)

it('makes the file and the folders on its way', () => {
  write('a/b/Dockerfile', 'FROM scratch\n')
  expect(readFileSync(join(folder, 'a/b/Dockerfile'), 'utf8')).toBe('FROM scratch\n')
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['Dockerfile'])
})

it('keeps the mode of a file that is there', () => {
  writeFileSync(join(folder, 'Dockerfile'), 'old')
  chmodSync(join(folder, 'Dockerfile'), 0o640)
  write('Dockerfile', 'new')
  expect(statSync(join(folder, 'Dockerfile')).mode & 0o777).toBe(0o640)
})

it('removes what a killed run left behind, and nothing else', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const running = process.ppid
  for (const name of [`.Dockerfile.${pid}`, `.Dockerfile.${running}`, `.other.${pid}`]) {
    writeFileSync(join(folder, `${name}-a1.gen-dockerfile-tmp`), 'half')
  }
  write('Dockerfile', 'new')
  expect(readdirSync(folder).sort()).toEqual(
    [`.Dockerfile.${running}-a1.gen-dockerfile-tmp`, `.other.${pid}-a1.gen-dockerfile-tmp`, 'Dockerfile'].sort(),
  )
})

it('removes what a run of the same number left behind, and not what another thread is about to finish', () => {
  const [left, own] = ['left', 'own'].map((name) => `.${name}.${process.pid}-a1.gen-dockerfile-tmp`)
  for (const name of [left, own]) writeFileSync(join(folder, `${name}`), 'half')
  // As where each run is the first process of its container.
  const before = Date.now() / 1000 - process.uptime() - 61
  utimesSync(join(folder, `${left}`), before, before)
  createWriter()(join(folder, 'Dockerfile'), 'new', 'Dockerfile')
  expect(readdirSync(folder).sort()).toEqual([own, 'Dockerfile'])
})

it('has a temporary file of another name in each run, also where each is the first process of its container', async () => {
  const file = join(folder, 'Dockerfile')
  const killed = temporaryOf(file)
  vi.resetModules()
  const next = await import('../../src/generate/write.js')
  expect(next.temporaryOf(file)).not.toBe(killed)
  expect(next.temporaryOf(file)).toContain(`.${process.pid}-`)
})

it('leaves nothing behind when it fails', () => {
  writeFileSync(join(folder, 'file'), 'old')
  expect(() => write('file/Dockerfile', 'new')).toThrow('`file/Dockerfile` cannot be written')
  expect(readdirSync(folder)).toEqual(['file'])
})
