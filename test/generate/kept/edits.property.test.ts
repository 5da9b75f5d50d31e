import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useServices } from '../services/support.js'
import { generateAnew, generateKept } from './support.js'

const repository = useServices()
const folders: string[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const manifest = (name: string, dependencies: readonly string[] = [], more: object = {}): string =>
  JSON.stringify({
    name: `@acme/${name}`,
    version: '1.0.0',
    private: true,
    type: 'module',
    scripts: { start: 'node src/index.js' },
    dependencies: Object.fromEntries(dependencies.map((each) => [`@acme/${each}`, 'workspace:*'])),
    ...more,
  })

const server = (port: number): string => `import { createServer } from 'node:http'\ncreateServer().listen(${port})\n`

const files = {
  'package.json': JSON.stringify({
    name: 'acme',
    private: true,
    engines: { node: '24' },
    packageManager: 'pnpm@10.20.0',
  }),
  'pnpm-workspace.yaml': 'packages:\n  - services/*\n  - packages/*\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'gen-dockerfile.yaml': 'services:\n  services/*: {}\n  go/*: {}\n',
  'services/api/package.json': manifest('api', ['a']),
  'services/api/src/index.js': server(3000),
  'services/web/package.json': manifest('web', ['b']),
  'services/web/src/index.js': server(4000),
  'packages/a/package.json': manifest('a', ['c']),
  'packages/a/src/index.js': '',
  'packages/b/package.json': manifest('b'),
  'packages/b/src/index.js': '',
  'packages/c/package.json': manifest('c'),
  'packages/c/src/index.js': '',
  'services/api/dockerfile.ts': "import { nodeProdDeps } from 'gen-dockerfile'\n\nexport default nodeProdDeps()\n",
  'go/one/go.mod': 'module example.com/one\n\ngo 1.26\n',
  'go/one/go.sum': '',
  'go/one/main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
}

type Edit = readonly [name: string, apply: (at: (path: string) => string) => void]

const write = (path: string, text: string): Edit => [
  `write ${path} ${text.slice(0, 30)}`,
  (at) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  },
]
const remove = (path: string): Edit => [`remove ${path}`, (at) => rmSync(at(path), { recursive: true, force: true })]
const link = (path: string, target: string): Edit => [
  `link ${path}`,
  (at) => {
    rmSync(at(path), { recursive: true, force: true })
    symlinkSync(target, at(path))
  },
]

const edits: readonly Edit[] = [
  ...Object.entries(files).map(([path, text]) => write(path, text)),
  write('services/api/package.json', manifest('api', ['a', 'b'])),
  write('services/api/package.json', manifest('api')),
  write('services/api/package.json', '{ broken'),
  write('services/api/src/index.js', server(3001)),
  write('services/api/src/more.js', ''),
  write('services/new/package.json', manifest('new', ['c'])),
  write('services/new/src/index.js', server(5000)),
  write('services/web/.env', 'SECRET=1\n'),
  write('services/web/tsconfig.json', '{}'),
  write('services/web/Dockerfile', 'FROM scratch\n'),
  write('services/web/Dockerfile.dockerignore', '*\n'),
  write(
    'services/web/dockerfile.ts',
    "import { stage } from 'gen-dockerfile'\nexport default stage().from('scratch')\n",
  ),
  ...['', '{ port: 8080 }', '{ port: 9090, healthcheck: "/" }', '{ porrt: 1 }', '{ port: 8000 + 80 }'].map((options) =>
    write(
      'services/api/dockerfile.ts',
      `import { nodeProdDeps } from 'gen-dockerfile'\n\nexport default nodeProdDeps(${options})\n`,
    ),
  ),
  remove('services/api/dockerfile.ts'),
  write('packages/a/package.json', manifest('a', ['b'])),
  write('packages/a/package.json', manifest('a', ['c'], { scripts: { build: 'tsc' } })),
  write('packages/a/lib/index.js', ''),
  write('packages/b/package.json', manifest('a')),
  write('packages/c/prisma/schema.prisma', ''),
  write('package.json', files['package.json'].replace('24', '22')),
  write('package.json', files['package.json'].replace('10.20.0', '9.15.0')),
  write('pnpm-workspace.yaml', 'packages:\n  - services/*\n'),
  write('gen-dockerfile.yaml', 'services:\n  services/*: {}\n'),
  write('gen-dockerfile.yaml', 'services:\n  services/*:\n    options:\n      healthcheck: /\n'),
  write('gen-dockerfile.yaml', 'lint:\n  rules:\n    root-user: off\nservices:\n  services/*: {}\n  go/*: {}\n'),
  write('services/api/gen-dockerfile.yaml', 'lint:\n  builder: buildah\n'),
  write('.dockerignore', 'node_modules\n'),
  write('.npmrc', 'engine-strict=true\n'),
  write('.nvmrc', '20\n'),
  write('go/one/main.go', files['go/one/main.go'].replace('8080', '9090')),
  write('go/one/go.mod', 'module example.com/one\n\ngo 1.25\n'),
  remove('services/api/src/index.js'),
  remove('services/web'),
  remove('services/web/Dockerfile'),
  remove('services/web/Dockerfile.dockerignore'),
  remove('packages/c'),
  remove('pnpm-lock.yaml'),
  remove('go/one/.dockerignore'),
  link('services/api/src/index.js', '../../web/src/index.js'),
  link('packages/b', 'a'),
  link('services/web/Dockerfile', '../api/Dockerfile'),
  ['edit services/api/Dockerfile', (at) => appendTo(at('services/api/Dockerfile'), 'RUN true\n')],
  ['windows go/one/Dockerfile', (at) => replaceIn(at('go/one/Dockerfile'), /\n/g, '\r\n')],
  ['move packages/a', (at) => moveAside(at('packages/a'), at('packages/moved'))],
]

/** Edits of what an earlier edit took away do nothing. */
const leniently = (edit: () => void): void => {
  try {
    edit()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
const appendTo = (file: string, text: string): void => writeFileSync(file, text, { flag: 'a' })
const replaceIn = (file: string, what: RegExp, by: string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by))
const moveAside = (from: string, to: string): void => renameSync(from, to)

const keptFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-kept-'))
  folders.push(folder)
  return folder
}

const steps = fc.array(
  fc.record({
    edits: fc.array(fc.constantFrom(...edits), { maxLength: 3 }),
    writes: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

describe('what is kept of a run', () => {
  it.each([
    ['just now', 0],
    ['long ago', 3_600_000],
  ])(
    'never hides a change of what was made %s',
    async (_, later) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + later, shouldAdvanceTime: true })
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const cwd = repository(files).path
          const kept = keptFolder()
          await generateKept({ cwd, mode: 'write' }, kept)
          for (const step of all) {
            for (const [, apply] of step.edits) leniently(() => apply((path) => join(cwd, path)))
            const anew = await generateAnew({ cwd, mode: 'check' })
            expect(await generateKept({ cwd, mode: 'check' }, kept)).toEqual(anew)
            if (step.writes) await generateKept({ cwd, mode: 'write' }, kept)
          }
        }),
        { numRuns: 40 },
      )
    },
    120_000,
  )
})
