import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { programIn } from '../../src/cli/program.js'

const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-program-'))
afterAll(() => rmSync(folder, { recursive: true }))

const build = (name: string, part: string, installed: number): string => {
  const file = join(folder, name)
  writeFileSync(file, `require("./chunk-${part}.cjs")`)
  utimesSync(file, installed, installed)
  return programIn(file)
}

it('is the same program wherever and whenever it was installed', () => {
  expect(build('one.cjs', 'ABCDEFGH', 1)).toBe(build('two.cjs', 'ABCDEFGH', 2))
})

it('is another where a part of it is another, also one of the same size', () => {
  expect(build('one.cjs', 'ABCDEFGH', 1)).not.toBe(build('one.cjs', 'ABCDEFGI', 1))
})
