import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { editKept, generateAnew, generateKept } from '../kept/support.js'
import { type Files, goService, useServices } from '../services/support.js'

const repository = useServices()
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const keptFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-mixture-'))
  folders.push(folder)
  return folder
}

const keptIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /[\\/]\d+\.json$/.test(file))
    .map((file) => join(folder, file))

const folderOf = (index: number): string => `s/${String(index).padStart(2, '0')}`

const script = (index: number, text: string): Files => ({ [`${folderOf(index)}/dockerfile.ts`]: text })

const image = (name: string, file: string): string =>
  `import { dockerfile, stage } from 'gen-dockerfile'\nconst main = stage().from('${name}').user('1')\n` +
  `export default dockerfile({ file: '${file}', targets: [main] })\n`

/** Services of the configuration, of which two have code: so many that a batch has those before and those behind one of them. */
const services: Files = {
  'gen-dockerfile.yaml': 'services:\n  s/*: {}\n',
  ...Object.assign({}, ...Array.from({ length: 20 }, (_, index) => goService(folderOf(index), 3000 + index))),
  ...script(4, image('alpine', 'Dockerfile')),
  ...script(13, image('alpine', 'x.Dockerfile')),
}

it('keeps what is made of the services whose files are known, and puts it in between', async () => {
  const { path: cwd, write } = repository(services)
  const folder = keptFolder()
  await generateKept({ cwd, mode: 'write' }, folder)
  const files = keptIn(folder)
  expect(files.length).toBe(6)
  // Whoever is answered from what is kept is told so.
  for (const [index, file] of files.entries()) {
    editKept(file, ({ ends }) => ({
      notes: [`${index}`],
      ...(ends === undefined ? {} : { ends: ends.map((end) => ({ ...end, notes: 1 })) }),
    }))
  }
  const notes = expect.arrayContaining(files.map((_, index) => `${index}`))
  const anew = await generateAnew({ cwd, mode: 'check' })
  expect(await generateKept({ cwd, mode: 'check' }, folder)).toEqual({ ...anew, notes })
  expect(anew.diagnostics.length).toBeGreaterThan(0)
  // What code says now concerns no other.
  write(script(4, image('alpine:3.23', 'x.Dockerfile')))
  const changed = await generateAnew({ cwd, mode: 'check' })
  expect(changed).not.toEqual(anew)
  expect(await generateKept({ cwd, mode: 'check' }, folder)).toEqual({ ...changed, notes })
  const isAsAnew = async (filter: readonly string[]): Promise<void> => {
    const { results } = await generateAnew({ cwd, mode: 'check', filter })
    expect((await generateKept({ cwd, mode: 'check', filter }, folder)).results).toEqual(results)
  }
  await isAsAnew([])
  // One that was between those of a batch is left out.
  await isAsAnew(['!./s/04'])
  // One more has code: the batches behind it begin elsewhere.
  write(script(5, image('alpine', 'Dockerfile')))
  await isAsAnew([])
})

it.each([
  ['the Dockerfile of another', '../05/Dockerfile'],
  ['the ignore file that another may get', '../05/Dockerfile.dockerignore'],
  ['the script of another', '../13/dockerfile.ts'],
])('keeps nothing where code writes %s', async (_, file) => {
  const files = { ...services, ...script(4, image('alpine', file)) }
  const [alone, threaded] = [repository(files), repository(files)]
  const folder = keptFolder()
  for (const mode of ['write', 'check'] as const) {
    const answer = await generateKept({ cwd: threaded.path, mode }, folder)
    expect(answer).toEqual(await generateAnew({ cwd: alone.path, mode }))
    expect(keptIn(folder)).toEqual([])
  }
})
