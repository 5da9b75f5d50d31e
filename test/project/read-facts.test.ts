import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskSource } from '../../src/project/disk-source.js'
import { memorySource } from '../../src/project/file-source.js'
import { openProject } from '../../src/project/project.js'
import { readFacts } from '../../src/project/read-facts.js'
import { scanSources } from '../../src/project/source-scan.js'
import { brief, facts } from './support.js'

let root = ''
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'facts-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('readFacts', () => {
  it('reads a folder as it reads memory', async () => {
    const files = {
      'go.mod': 'module a\n\ngo 1.26\n',
      'cmd/x/main.go': 'package main\n\nfunc main() {}\n',
      'package.json': '{"name":"a"}',
    }
    for (const [path, text] of Object.entries(files)) write(path, text)
    expect(await readFacts(root)).toEqual(await facts(files))
  })

  it('says that an empty folder holds nothing', async () => {
    const found = await readFacts(root)
    expect(found).toMatchObject({ dir: '.', context: '.', files: [], problems: [] })
    expect(found.name).toMatch(/^facts-/)
    for (const language of ['node', 'python', 'go', 'rust', 'workspace']) expect(found).not.toHaveProperty(language)
  })

  it('is plain data without machine paths', async () => {
    write('package.json', '{"scripts":{"build":"tsc"}}')
    write('main.py', 'app = FastAPI()\n')
    write('requirements.txt', 'fastapi')
    const found = await readFacts(root)
    expect(JSON.parse(JSON.stringify(found))).toEqual(found)
    expect(JSON.stringify(found)).not.toContain(root)
  })

  it('reads only the languages asked for', async () => {
    write('package.json', '{')
    write('go.mod', 'module a\n')
    const found = await readFacts(root, { ecosystems: ['go'] })
    expect(found.problems).toEqual([])
    expect(found.node).toBeUndefined()
  })

  it('looks for the workspace up to the repository only', async () => {
    write('package.json', '{"workspaces":["apps/*"]}')
    write('apps/api/package.json', '{"name":"api"}')
    expect((await readFacts(join(root, 'apps/api'))).workspace).toBeUndefined()
    expect(await readFacts(join(root, 'apps/api'), { root })).toMatchObject({ dir: 'apps/api', context: '../..' })
    mkdirSync(join(root, '.git'))
    const found = await readFacts(join(root, 'apps/api'))
    expect(found).toMatchObject({ dir: 'apps/api', context: '../..' })
    expect(found.contextFiles.map(({ name }) => name)).toEqual(['apps', 'package.json'])
  })

  it.each(['missing', 'file.txt'])('refuses %s', async (name) => {
    write('file.txt', '')
    await expect(readFacts(join(root, name))).rejects.toMatchObject({ code: 'project-not-found' })
  })

  it('refuses a folder outside the root', async () => {
    write('a/x', '')
    write('b/x', '')
    await expect(readFacts(join(root, 'a'), { root: join(root, 'b') })).rejects.toMatchObject({
      code: 'project-outside-root',
    })
  })

  it('neither follows links in circles nor stumbles over broken ones', async () => {
    write('go.mod', 'module a\n')
    write('sub/main.go', 'package main\n\nfunc main() {}\n')
    symlinkSync('.', join(root, 'sub/again'))
    symlinkSync('loop', join(root, 'loop'))
    symlinkSync('nowhere', join(root, 'broken.go'))
    symlinkSync('sub', join(root, 'linked'))
    const found = await readFacts(root)
    expect(found.go?.mains).toEqual([{ dir: './sub', name: 'sub' }])
    expect(found.files).toEqual([
      { name: 'go.mod', kind: 'file' },
      { name: 'linked', kind: 'dir', link: true },
      { name: 'sub', kind: 'dir' },
    ])
    expect(found.problems).toEqual([])
  })

  it('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(root, 'package.json')])
    expect((await readFacts(root)).node).toBeUndefined()
  })

  // Root may read everything: there, nothing is unreadable.
  if (process.getuid?.() === 0) console.log('skipped as root: reports what it may not read')
  it.runIf(process.getuid?.() !== 0)('reports what it may not read', async () => {
    write('package.json', '{}')
    write('go.mod', 'module a\n')
    write('secret/main.go', '')
    chmodSync(join(root, 'package.json'), 0)
    chmodSync(join(root, 'secret'), 0)
    const found = await readFacts(root)
    chmodSync(join(root, 'secret'), 0o755)
    expect(brief(found.problems)).toEqual(['unreadable package.json', 'unreadable secret'])
  })

  it('never opens .env', async () => {
    const opened: string[] = []
    const source = memorySource({
      'package.json': '{}',
      '.env': 'A=1',
      '.env.production': 'A=1',
      'requirements.txt': '',
      'go.mod': 'module a',
      'Cargo.toml': '',
    })
    const project = openProject(
      { list: source.list, read: (path, limit) => (opened.push(path), source.read(path, limit)) },
      '.',
    )
    expect(project.has('.env')).toBe(true)
    const { factsFrom } = await import('../../src/project/facts-from.js')
    await factsFrom({ list: source.list, read: (path, limit) => (opened.push(path), source.read(path, limit)) })
    expect(opened.length).toBeGreaterThan(0)
    expect(opened.filter((path) => path.includes('.env'))).toEqual([])
  })

  it('reports an unreadable file of a source', async () => {
    const source = memorySource({ 'go.mod': '' })
    const problems = openProject(
      { list: source.list, read: () => ({ kind: 'unreadable', reason: 'permission denied' }) },
      '.',
    )
    expect(problems.text('go.mod')).toBeUndefined()
    expect(brief(problems.problems)).toEqual(['unreadable go.mod'])
  })
})

describe('diskSource', () => {
  it('reads the beginning of a large file', () => {
    write('big', 'x'.repeat(1000))
    expect(diskSource(root).read('big', 10)).toEqual({ kind: 'text', text: 'x'.repeat(10), truncated: true })
    expect(diskSource(root).read('none', 10)).toEqual({ kind: 'missing' })
    expect(diskSource(root).read('big/x', 10)).toEqual({ kind: 'missing' })
    expect(diskSource(root).list('none')).toEqual({ kind: 'missing' })
    expect(diskSource(root).read('.', 10)).toEqual({ kind: 'missing' })
  })
})

describe('a project', () => {
  it('does not read documents without end', () => {
    const source = memorySource({ 'package.json': '{}' })
    const project = openProject(
      {
        list: source.list,
        read: (_, limit) => ({ kind: 'text', text: ' '.repeat(Math.min(limit, 10)), truncated: true }),
      },
      '.',
    )
    expect(project.text('package.json')).toBeUndefined()
    expect(brief(project.problems)).toEqual(['limit package.json'])
  })

  it('reports a broken YAML file once, with its line', async () => {
    const project = openProject(memorySource({ 'a.yaml': 'a: [1\nb: 2\n' }), '.')
    await Promise.all([project.yaml('a.yaml', 'node'), project.yaml('a.yaml', 'node')])
    expect(project.problems.map(({ kind, file }) => `${kind} ${file}`)).toEqual(['unparsable a.yaml'])
  })

  it('does not leave the source', () => {
    const project = openProject(memorySource({ 'a/x': '', b: '' }), 'a')
    expect([project.has('../b'), project.has('../../b'), project.text('../../../etc/passwd')]).toEqual([
      true,
      false,
      undefined,
    ])
  })
})

describe('scanSources', () => {
  it('goes breadth first, sorted, and stops where folders become too deep', () => {
    const deep = `${Array.from({ length: 30 }, () => 'd').join('/')}/x.py`
    const project = openProject(memorySource({ 'b/a.py': '', 'z.py': '', 'a.py': '', 'a/c.py': '', [deep]: '' }), '.')
    const paths = scanSources(project, { language: 'python', extensions: ['.py'] }).map(({ path }) => path)
    expect(paths).toEqual(['a.py', 'z.py', 'a/c.py', 'b/a.py'])
  })

  it('stops after so many files', () => {
    const files = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}.py`, '']))
    expect(scanSources(openProject(memorySource(files), '.'), { language: 'python', extensions: ['.py'] }).length).toBe(
      4000,
    )
  })
})
