import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { GenerateMode, Progress } from '../../../src/generate/options.js'
import { generateAnew, generateKept } from '../kept/support.js'
import { type Files, goService, useServices } from '../services/support.js'

const repository = useServices()
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const keptFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-mixtures-'))
  folders.push(folder)
  return folder
}

/** A service of a repository, given its folder and that of another. */
type Service = (own: string, other: string) => { readonly files?: Files; readonly entry?: string }

const code = (lines: string): string => `import { dockerfile, stage } from 'gen-dockerfile'\n${lines}\n`
const plain = `stage().from('alpine:3.23').user('10001').cmd(['/app'])`

const writes =
  (file: (other: string) => string): Service =>
  (own, other) => ({
    files: {
      [`${own}/dockerfile.ts`]: code(
        `export default dockerfile({ file: ${JSON.stringify(`../../${file(other)}`)}, targets: [${plain}] })`,
      ),
    },
  })

const call = "import { goDistroless } from 'gen-dockerfile'\n\nexport default goDistroless({ port: 8080 })\n"

/** Services whose files are known before they are made. */
const foreseen: Readonly<Record<string, Service>> = {
  'of the configuration': (own) => ({ files: goService(own) }),
  'with the call of a preset': (own) => ({ files: { ...goService(own), [`${own}/dockerfile.ts`]: call } }),
  'that cannot be made': (own) => ({ files: { ...goService(own), [`${own}/go.mod`]: 'nonsense\n' } }),
  'whose Dockerfile is not ours': (own) => ({ files: { ...goService(own), [`${own}/Dockerfile`]: 'FROM scratch\n' } }),
  'whose ignore file is not ours': (own) => ({ files: { ...goService(own), [`${own}/.dockerignore`]: 'bin\n' } }),
  'with a mistake in its configuration': (own) => ({
    files: { ...goService(own), [`${own}/gen-dockerfile.yaml`]: 'lint: 1\n' },
  }),
  'with an output': (own) => ({ files: goService(own), entry: `output: ${own}/own.Dockerfile` }),
  'of a workspace': (own) => ({
    files: {
      [`${own}/package.json`]: JSON.stringify({ name: own.replace('/', '-'), scripts: { start: 'node index.js' } }),
      [`${own}/index.js`]: '',
    },
  }),
}

/** Services that must be made before it is known what they write. */
const others: Readonly<Record<string, Service>> = {
  'with code': (own) => ({ files: { [`${own}/dockerfile.ts`]: code(`export default ${plain}`) } }),
  'with code that a rule warns of': (own) => ({
    files: { [`${own}/dockerfile.ts`]: code("export default stage().from('alpine')") },
  }),
  'with code that must be bundled': (own) => ({
    files: {
      [`${own}/image.ts`]: "export const image = 'alpine:3.23'\n",
      [`${own}/dockerfile.ts`]: `import { image } from './image.ts'\n${code("export default stage().from(image).user('1')")}`,
    },
  }),
  'with several images': (own) => ({
    files: { [`${own}/dockerfile.ts`]: code(`export default { a: ${plain}, 'b/c': ${plain} }`) },
  }),
  'with code that throws': (own) => ({ files: { [`${own}/dockerfile.ts`]: "throw new Error('broken')\n" } }),
  'with code that exports something else': (own) => ({ files: { [`${own}/dockerfile.ts`]: 'export default 7\n' } }),
  'with a name': (own) => ({ files: goService(own), entry: "output: '{name}.Dockerfile'" }),
}

/** Services that write what others do, or are made by. */
const colliding: Readonly<Record<string, Service>> = {
  'to the Dockerfile of another': writes((other) => `${other}/Dockerfile`),
  'to the ignore file of another': writes((other) => `${other}/.dockerignore`),
  'to the ignore file beside that of another': writes((other) => `${other}/Dockerfile.dockerignore`),
  'to the Dockerfile of another, but for the case': writes((other) => `${other}/dockerfile`),
  'to the script of another': writes((other) => `${other}/dockerfile.ts`),
  'to the manifest of another': writes((other) => `${other}/go.mod`),
  'to one file of all': writes(() => 'x.Dockerfile'),
  'to one file of all, in the words of the configuration': (own) => ({
    files: goService(own),
    entry: 'output: x.Dockerfile',
  }),
  'to one folder': writes((other) => `docker/${other.slice(2)}.Dockerfile`),
}

const folderOf = (index: number): string => `s/${String(index).padStart(2, '0')}`

const arbitraryService = (kinds: Readonly<Record<string, Service>>) =>
  fc.record({ kind: fc.constantFrom(...Object.keys(kinds)), other: fc.nat(23) })

/** A pattern that finds nothing is noted once. */
const members = ['s/*', 'none/*']

const filesOf = (services: readonly { readonly kind: string; readonly other: number }[]): Files => {
  const kinds = { ...foreseen, ...others, ...colliding }
  const made = services.map(({ kind, other }, index) =>
    kinds[kind]?.(folderOf(index), folderOf(other % services.length)),
  )
  const entries = made.flatMap((each, index) =>
    each?.entry === undefined ? [] : [`  ${folderOf(index)}:\n    ${each.entry}\n`],
  )
  return {
    'package.json': JSON.stringify({ private: true, engines: { node: '24' }, workspaces: members }),
    'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
    'gen-dockerfile.yaml': `services:\n  s/*: {}\n${entries.join('')}`,
    ...Object.assign({}, ...made.map((each) => each?.files ?? {})),
  }
}

const textsIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const file = join(entry.parentPath, entry.name)
      return entry.isFile() ? [[file.slice(folder.length), readFileSync(file, 'utf8')]] : []
    }),
  )

const watched = () => {
  const told: Progress[] = []
  return { told, progress: (progress: Progress) => void told.push(progress) }
}

const run = { mode: fc.constantFrom<GenerateMode>('write', 'check', 'dry-run', 'stdout'), force: fc.boolean() }

describe.each([
  {
    what: 'that do not meet',
    service: fc.oneof({ weight: 3, arbitrary: arbitraryService(foreseen) }, arbitraryService(others)),
  },
  {
    what: 'that may meet',
    service: fc.oneof(...[foreseen, foreseen, others, colliding].map(arbitraryService)),
  },
])('services $what', ({ service }) => {
  it('come to the same as in one thread, also when what is kept answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(service, { minLength: 1, maxLength: 24 }),
        fc.array(fc.record(run), { minLength: 1, maxLength: 4 }),
        async (services, runs) => {
          const files = filesOf(services)
          const [alone, threaded] = [repository(files), repository(files)]
          const kept = keptFolder()
          for (const options of runs) {
            const { told, progress } = watched()
            const expected = await generateAnew({ cwd: alone.path, ...options })
            expect(await generateKept({ cwd: threaded.path, ...options, progress }, kept)).toEqual(expected)
            expect(textsIn(threaded.path)).toEqual(textsIn(alone.path))
            for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total)
            const making = told.filter(({ phase }) => phase === 'make')
            expect(making.at(-1)).toEqual({ phase: 'make', done: services.length, total: services.length })
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
})
