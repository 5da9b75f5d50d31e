import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findInputFiles } from '../../src/cli/input-files.js'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gen-dockerfile-input-files-')))
afterAll(() => rmSync(folder, { recursive: true }))
for (const each of ['here', 'other']) mkdirSync(join(folder, each))
for (const file of ['Dockerfile', 'here/Dockerfile', 'here/a.Dockerfile', 'other/Dockerfile'])
  writeFileSync(join(folder, file), 'FROM scratch\n')
symlinkSync(join(folder, 'here'), join(folder, 'link'))
symlinkSync('a.Dockerfile', join(folder, 'here', 'linked'))
const cwd = join(folder, 'here')

describe('the names of files', () => {
  it.each([
    ['a.Dockerfile', 'a.Dockerfile'],
    ['./a.Dockerfile', 'a.Dockerfile'],
    ['.//a.Dockerfile', 'a.Dockerfile'],
    ['../here/a.Dockerfile', 'a.Dockerfile'],
    ['../other/../here/a.Dockerfile', 'a.Dockerfile'],
    ['a.Dockerfile/', 'a.Dockerfile'],
    [join(cwd, 'a.Dockerfile'), 'a.Dockerfile'],
    ['../Dockerfile', '../Dockerfile'],
    ['../other/Dockerfile', '../other/Dockerfile'],
    [join(folder, 'other', 'Dockerfile'), '../other/Dockerfile'],
    ['../link/a.Dockerfile', '../link/a.Dockerfile'],
    ['linked', 'linked'],
  ])('%s', async (given, name) => {
    const { files, failures } = await findInputFiles([given], cwd)
    expect(failures).toEqual([])
    expect(files).toEqual([{ name, path: join(cwd, name) }])
  })
})

it('gives a file once, whatever it is called', async () => {
  const names = [
    '../link/a.Dockerfile',
    'a.Dockerfile',
    './a.Dockerfile',
    'linked',
    '../link/Dockerfile',
    'Dockerfile',
    '.',
  ]
  const { files } = await findInputFiles(names, cwd)
  expect(files.map(({ name }) => name)).toEqual(['../link/a.Dockerfile', '../link/Dockerfile'])
})
