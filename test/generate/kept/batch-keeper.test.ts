import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { look } from '../../../src/disk/journal.js'
import { batchKeeper } from '../../../src/generate/kept/batch-keeper.js'
import type { FileStatus } from '../../../src/generate/result.js'
import { type Files, goService, type ServiceRepository, useServices } from '../services/support.js'
import { editKept, generateAnew, generateKept } from './support.js'

const repository = useServices()
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const keptFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-kept-'))
  folders.push(folder)
  return folder
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file))

const mark = 'This is what was kept.'

/** Whoever is answered from what is kept is told so. */
const markKept = (folder: string): void => {
  for (const file of filesIn(folder)) editKept(file, () => ({ notes: [mark] }))
}

const services = { 'gen-dockerfile.yaml': 'services:\n  s/*: {}\n', ...goService('s/a') }

interface Kept {
  readonly made: ServiceRepository
  readonly folder: string
}

const keptAfterWriting = async (): Promise<Kept> => {
  const made = repository(services)
  const folder = keptFolder()
  await generateKept({ cwd: made.path, mode: 'write' }, folder)
  markKept(folder)
  return { made, folder }
}

const call = (options: string): string =>
  `import { goDistroless } from 'gen-dockerfile'\nexport default goDistroless(${options})\n`

const statusesOf = ({ results }: { readonly results: readonly { readonly status: FileStatus }[] }) =>
  results.map(({ status }) => status)

const both = <Status extends FileStatus>(status: Status): readonly Status[] => Array.from({ length: 2 }, () => status)

describe('a batch that is kept', () => {
  it.each(['check', 'write', 'dry-run'] as const)('answers for one that is as it was, with %s', async (mode) => {
    const { made, folder } = await keptAfterWriting()
    const answer = await generateKept({ cwd: made.path, mode }, folder)
    expect(answer).toEqual({ ...(await generateAnew({ cwd: made.path, mode })), notes: [mark] })
    expect(statusesOf(answer)).toEqual(both('unchanged'))
  })

  it.each<readonly [why: string, change: (kept: Kept) => void]>([
    ['a source', ({ made }) => made.write(goService('s/a', 1234))],
    ['a file that it wrote', ({ made }) => made.write({ 's/a/Dockerfile': `${made.read('s/a/Dockerfile')}\n` })],
    ['a file that it wrote, gone', ({ made }) => made.remove('s/a/.dockerignore')],
    ['the configuration', ({ made }) => made.write({ 'gen-dockerfile.yaml': 's: 1\n' })],
    ['a configuration beside a service', ({ made }) => made.write({ 's/a/gen-dockerfile.yaml': 'lint: {}\n' })],
    ['nothing, but it is damaged', ({ folder }) => filesIn(folder).forEach((file) => writeFileSync(file, '{"key":'))],
    [
      'nothing, but a letter of it is another',
      ({ folder }) =>
        filesIn(folder).forEach((file) =>
          writeFileSync(file, readFileSync(file, 'utf8').replace('unchanged', 'unchanges')),
        ),
    ],
  ])('does not answer when something is different: %s', async (_, change) => {
    const kept = await keptAfterWriting()
    change(kept)
    const { made, folder } = kept
    const answer = await generateKept({ cwd: made.path, mode: 'check' }, folder)
    expect(answer).toEqual(await generateAnew({ cwd: made.path, mode: 'check' }))
    expect(answer.notes).not.toContain(mark)
  })

  it('answers for the call of a preset, until that is another', async () => {
    const made = repository({ ...goService('s/a'), 'package.json': '{"workspaces":["s/*"]}', 's/a/package.json': '{}' })
    made.write({ 's/a/dockerfile.ts': call('{ port: 8080 }') })
    const folder = keptFolder()
    const cwd = made.path
    await generateKept({ cwd, mode: 'write' }, folder)
    markKept(folder)
    expect((await generateKept({ cwd, mode: 'check' }, folder)).notes).toEqual([mark])
    for (const text of [call('{ port: 9000 }'), call('{ port: 9000 + 1 }'), call('{ porrt: 1 }'), 'broken', '']) {
      made.write({ 's/a/dockerfile.ts': text })
      const answer = await generateKept({ cwd, mode: 'check' }, folder)
      expect(answer).toEqual(await generateAnew({ cwd, mode: 'check' }))
      expect(answer.notes).not.toContain(mark)
    }
    made.write({ 's/a/dockerfile.ts': call('{ port: 8080 }') })
    expect((await generateKept({ cwd, mode: 'check' }, folder)).notes).toEqual([mark])
  })

  it('does not answer another program, or another question', async () => {
    const { made, folder } = await keptAfterWriting()
    const cwd = made.path
    const asked = [await generateKept({ cwd, mode: 'check' }, folder, 'another')]
    for (const options of [{ builder: 'buildah' }, { lint: { only: ['root-user'] } }] as const) {
      const answer = await generateKept({ cwd, mode: 'dry-run', ...options }, folder)
      expect(answer).toEqual(await generateAnew({ cwd, mode: 'dry-run', ...options }))
      asked.push(answer)
    }
    expect(asked.flatMap(({ notes }) => notes)).not.toContain(mark)
  })

  it('is none where something is open, was told, or is made by code of the user', async () => {
    const script = "import { stage } from 'gen-dockerfile'\nexport default stage().from('scratch')\n"
    const cases = [
      [services, 'check'],
      [services, 'dry-run'],
      [services, 'stdout'],
      [{ ...services, 's/a/go.mod': 'nonsense' }, 'write'],
      [{ ...services, 's/a/Dockerfile': 'FROM scratch\n' }, 'write'],
      [{ ...services, 's/a/.dockerignore': 'bin\n' }, 'write'],
      [{ ...services, 's/a/dockerfile.ts': script }, 'write'],
    ] as const
    for (const [files, mode] of cases) {
      const folder = keptFolder()
      await generateKept({ cwd: repository(files).path, mode }, folder)
      expect(filesIn(folder)).toEqual([])
    }
  })

  it.each<readonly [where: string, place: () => string]>([
    [
      'a file',
      () => {
        const file = join(keptFolder(), 'file')
        writeFileSync(file, '')
        return file
      },
    ],
    // Linux: nothing can be made there, and it says that nothing is there.
    ['a folder of the system', () => '/proc/gen-dockerfile/kept'],
    ['no folder at all', () => '/dev/null/kept'],
  ])('needs no place: where it is %s, all is made each time', async (_, place) => {
    const made = repository(services)
    const folder = place()
    for (const status of ['created', 'unchanged'] as const) {
      expect(statusesOf(await generateKept({ cwd: made.path, mode: 'write' }, folder))).toEqual(both(status))
    }
  })
})

describe('batches of a workspace where any range may mean a member', () => {
  const member = (name: string, more: object = {}): string => JSON.stringify({ name, version: '1.0.0', ...more })
  const service = (name: string, needs: string): string =>
    member(name, { scripts: { start: 'node index.js' }, dependencies: { [needs]: '^1.0.0' } })
  const npm = {
    'gen-dockerfile.yaml': 'services:\n  s/*: {}\n',
    'package.json': JSON.stringify({ private: true, engines: { node: '24' }, workspaces: ['s/*', 'lib/*'] }),
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
    's/a/package.json': service('a', 'one'),
    's/a/index.js': '',
    's/b/package.json': service('b', 'two'),
    's/b/index.js': '',
    'lib/one/package.json': member('one'),
    'lib/two/package.json': member('two'),
  }

  const two = (text: string) => ({ 'lib/two/package.json': text })
  const lock = (text: string) => ({ 'package-lock.json': text })

  it.each<readonly [what: string, files: Readonly<Record<string, string>>, keeps: number]>([
    ['nothing', two(npm['lib/two/package.json']), 2],
    ['what a package has', two(member('two', { description: 'Two' })), 1],
    ['its version, so that no range means it', two(member('two', { version: '2.0.0' })), 1],
    ['its name', two(member('three')), 0],
    ['that it can be read', two('{'), 0],
    ['what is locked', lock('{"lockfileVersion":3,"packages":{"node_modules/three":{"version":"3.0.0"}}}'), 2],
    ['the format of the lockfile', lock('{"lockfileVersion":2,"packages":{}}'), 0],
    ['a lockfile to one with a merge that is open', lock('<<<<<<< ours\n{"lockfileVersion":3,"packages":{}}'), 0],
    ['a lockfile to nothing', lock(''), 0],
  ])('are made again that another package or the lockfile concerns: changes %s', async (_, files, keeps) => {
    const made = repository(npm)
    const folder = keptFolder()
    const cwd = made.path
    await generateKept({ cwd, mode: 'write' }, folder)
    let marks = 0
    for (const file of filesIn(folder).filter((each) => /[\\/]\d+\.json$/.test(each))) {
      const note = `${mark} ${++marks}`
      editKept(file, () => ({ notes: [note] }))
    }
    expect(marks).toBe(2)
    made.write(files)
    const { notes } = await generateKept({ cwd, mode: 'check' }, folder)
    expect(notes.filter((note) => note.startsWith(mark))).toHaveLength(keeps)
  })

  it('are made again where the names are lost', async () => {
    const made = repository(npm)
    const folder = keptFolder()
    const cwd = made.path
    await generateKept({ cwd, mode: 'write' }, folder)
    const [names = '', ...none] = filesIn(folder).filter((each) => each.includes('package-name'))
    expect(none).toEqual([])
    for (const lose of [() => rmSync(names), () => writeFileSync(names, '{')]) {
      lose()
      expect(await generateKept({ cwd, mode: 'check' }, folder)).toEqual(await generateAnew({ cwd, mode: 'check' }))
      expect(filesIn(folder)).toContain(names)
    }
  })
})

describe('batches that look at the same', () => {
  /** Makes three batches of one service that ask so many questions each, which are the same. */
  const made = async (questions: number): Promise<{ readonly alone: readonly boolean[]; readonly kept: number }> => {
    const folder = keptFolder()
    const keep = batchKeeper()
    const alone: boolean[] = []
    for (const batch of [0, 1, 2]) {
      const request = {
        kind: 'make',
        batch,
        sources: [{ file: 'x', folder: `/s/${batch}`, root: '/' }],
        options: { cwd: '/', mode: 'check', force: false },
        settles: true,
        keep: { file: join(folder, `${batch}.json`), program: 'this' },
      } as const
      await keep(request, async (forItself) => {
        alone.push(forItself)
        for (let index = 0; index < questions; index++) look.exists(join(folder, `shared-${index}`))
        const settled = { results: [], diagnostics: [], failures: [], notes: [] }
        return { kind: 'made', batch, claims: [], failed: [], failures: [], attempted: true, settled }
      })
    }
    return { alone, kept: filesIn(folder).length }
  }

  it('are kept each for itself where that is little', async () => {
    expect(await made(10)).toEqual({ alone: [true, true, true], kept: 3 })
  })

  it('are made together where it is much', async () => {
    expect(await made(11)).toEqual({ alone: [true, true, false], kept: 2 })
  })
})

describe('a run that has written', () => {
  const node = (output: string, more = '') => ({
    'gen-dockerfile.yaml': `defaults:\n  output: '${output}'\nservices:\n  s/*: {}\n${more}`,
    'package.json': JSON.stringify({ private: true, engines: { node: '24' }, workspaces: ['s/*'] }),
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
    's/a/package.json': JSON.stringify({ name: 'a', scripts: { start: 'node src/index.js' } }),
    's/a/src/index.js': '',
  })
  const context = 'lint:\n  rules: { context-too-large: warning }\n  policy: { maximumContext: 10 }\n'

  it.each<readonly [what: string, files: Files, isKept: boolean]>([
    ['a Dockerfile', node('{dir}/Dockerfile'), true],
    ['a Containerfile', node('{dir}/Containerfile'), true],
    ['one among the sources', node('{dir}/src/prod.Dockerfile'), true],
    ['a file that is copied from then on', node('{dir}/image.txt'), false],
    ['one that is copied although it is for builders', node('{dir}/api.Dockerfile.old'), false],
    ['a part of what is sent, the size of which was asked for', node('{dir}/src/Dockerfile', context), false],
  ])('%s is not hidden from the next', async (_, files, isKept) => {
    const { path: cwd } = repository(files)
    const folder = keptFolder()
    await generateKept({ cwd, mode: 'write' }, folder)
    expect(filesIn(folder).some((file) => /[\\/]\d+\.json$/.test(file))).toBe(isKept)
    expect(await generateKept({ cwd, mode: 'check' }, folder)).toEqual(await generateAnew({ cwd, mode: 'check' }))
  })
})
