import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { library } from '../../src/cli/library/library.js'
import { generate } from '../../src/generate/generate.js'
import type { GenerateMode, SelectOptions } from '../../src/generate/options.js'
import { planServices } from '../../src/generate/plan-services.js'
import { useCli } from '../cli/support/cli.js'
import { monorepos } from './monorepos.js'
import { root } from './support.js'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A copy of an example in which everything was generated. */
const copyOf = async (example: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-monorepo-'))
  folders.push(folder)
  cpSync(join(root, 'examples', example), folder, {
    recursive: true,
    filter: (path) => !/^(?:node_modules|target|\.venv|dist)$/.test(basename(path)),
  })
  mkdirSync(join(folder, '.git'))
  const run = async (mode: GenerateMode) => {
    const { results, failures } = await generate({ cwd: folder, paths: [], mode, force: false, library })
    expect(failures.map(({ message }) => message)).toEqual([])
    return results
  }
  const copy = {
    read: (file: string): string => readFileSync(join(folder, file), 'utf8'),
    write: (file: string, text: string): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    append: (file: string, text: string): void => appendFileSync(join(folder, file), text),
    generate: async (): Promise<readonly string[]> => (await run('write')).map(({ output }) => output ?? ''),
    /** What `--check` calls stale, sorted. */
    stale: async (): Promise<readonly string[]> =>
      (await run('check'))
        .filter(({ status }) => status !== 'unchanged')
        .map(({ status, output }) => (status === 'stale' ? (output ?? '') : `${status} ${output ?? ''}`))
        .sort(),
    /** The folders of the services that a selection means, sorted. */
    services: async (selection: Pick<SelectOptions, 'filter' | 'affectedBy'>): Promise<readonly string[]> => {
      const { services } = await planServices({ cwd: folder, paths: [], library, ...selection })
      return services.map(({ folder: path }) => basename(path)).sort()
    },
  }
  const outputs = await copy.generate()
  return { ...copy, outputs }
}

it('covers every example with several services', () => {
  const readme = readFileSync(join(root, 'examples/README.md'), 'utf8')
  const section = /^## Monorepos$([^]*?)^## /m.exec(readme)?.[1] ?? ''
  const listed = [...section.matchAll(/^\| \[([\w-]+)\]/gm)].map(([, name]) => name)
  expect(monorepos.map(({ example }) => example).sort()).toEqual(listed.sort())
})

describe.each(monorepos)('$example', ({ example, edges, libraries, sources: edited }) => {
  it.each(edges)('$title: exactly what that concerns is stale, and again without it', async (edge) => {
    const copy = await copyOf(example)
    for (const [file, text] of Object.entries(edge.files ?? {})) copy.write(file, text)
    await copy.generate()
    expect(await copy.stale()).toEqual([])
    expect(await copy.services({ affectedBy: [edge.source] })).toEqual(edge.before)
    const generated = new Map(copy.outputs.map((output) => [output, copy.read(output)]))

    const { file, find, replace } = edge.edit
    const text = copy.read(file)
    expect(text).toContain(find)
    copy.write(
      file,
      text.replace(find, () => replace),
    )
    expect(await copy.stale()).toEqual(edge.stale)
    expect(await copy.services({ affectedBy: [edge.source] })).toEqual(edge.after)
    // Whoever asks for what a change touches sees at least what is stale now.
    const touched = await copy.services({ affectedBy: [file] })
    for (const output of edge.stale.filter((each) => each.endsWith('/Dockerfile'))) {
      expect(touched).toContain(basename(dirname(output)))
    }
    await copy.generate()
    expect(await copy.stale()).toEqual([])

    copy.write(file, text)
    expect(await copy.stale()).toEqual(edge.stale)
    await copy.generate()
    expect(copy.outputs.filter((output) => copy.read(output) !== generated.get(output))).toEqual([])
  })

  it('means the same services by a package and by a change of its sources', async () => {
    const copy = await copyOf(example)
    for (const { name, source, services } of libraries) {
      expect([name, await copy.services({ affectedBy: [source] })]).toEqual([name, services])
      expect([name, await copy.services({ filter: [`...${name}`] })]).toEqual([name, services])
    }
  })

  it('has nothing stale after an edit of sources', async () => {
    const copy = await copyOf(example)
    for (const [file, comment] of edited) copy.append(file, `\n${comment} One more line.\n`)
    expect(await copy.stale()).toEqual([])
  })
})

describe('gen-dockerfile --check', () => {
  const cli = useCli()

  it('says which files an edge makes stale, with the exit code 1', async () => {
    const [row] = monorepos
    const edge = row?.edges[0]
    if (row === undefined || edge === undefined) throw new Error('There is no edge.')
    const repository = cli.repository({})
    cpSync(join(root, 'examples', row.example), repository.path, { recursive: true })
    await repository.run([])
    expect((await repository.run(['--check'])).code).toBe(0)
    const { file, find, replace } = edge.edit
    repository.write({ [file]: repository.read(file).replace(find, () => replace) })
    const { code, stdout } = await repository.run(['--check'])
    expect(code).toBe(1)
    const stale = [...stdout.matchAll(/^stale +(\S+)$/gm)].map(([, output]) => output)
    expect(stale.sort()).toEqual(edge.stale)
    expect((await repository.run(['--check', '--filter', 'api'])).code).toBe(0)
    expect((await repository.run(['--check', '--filter', 'worker'])).code).toBe(1)
  })
})
