import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

type Manifest = (name: string, dependencies?: readonly string[], more?: object) => string

/** Writes manifests whose dependencies on others have a range. */
const manifestWith =
  (range: string): Manifest =>
  (name, dependencies = [], more = {}) =>
    JSON.stringify({
      name: `@acme/${name}`,
      version: '1.0.0',
      private: true,
      type: 'module',
      scripts: { start: 'node src/index.js' },
      dependencies: Object.fromEntries(dependencies.map((each) => [`@acme/${each}`, range])),
      ...more,
    })

const server = (port: number): string => `import { createServer } from 'node:http'\ncreateServer().listen(${port})\n`

type Files = Readonly<Record<string, string>>

const filesWith = (manifest: Manifest, roots: Files, more: readonly string[]) => ({
  ...roots,
  'gen-dockerfile.yaml': 'services:\n  services/*: {}\n  go/*: {}\n',
  'services/api/package.json': manifest('api', ['a', ...more]),
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
})

/** A change of a repository whose paths `at` makes absolute. */
export type Edit = readonly [name: string, apply: (at: (path: string) => string) => void]

const write = (path: string, text: string): Edit => [
  `write ${path}: ${text.slice(0, 40).replaceAll('\n', ' ')}`,
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

const appendTo = (file: string, text: string): void => writeFileSync(file, text, { flag: 'a' })
const replaceIn = (file: string, what: string | RegExp, by: string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by))
const moveAside = (from: string, to: string): void => renameSync(from, to)

const editsOf = (files: ReturnType<typeof filesWith>, manifest: Manifest): readonly Edit[] => [
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
  write('packages/b/package.json', manifest('c')),
  write('packages/b/package.json', manifest('renamed')),
  write('packages/b/package.json', manifest('x')),
  [
    'members of packages/b',
    (at) => {
      mkdirSync(at('packages/b/sub/x'), { recursive: true })
      writeFileSync(at('packages/b/package.json'), manifest('b', [], { workspaces: ['sub/*'] }))
      writeFileSync(at('packages/b/sub/x/package.json'), manifest('x'))
    },
  ],
  write('packages/c/package.json', manifest('b')),
  write('packages/c/package.json', '{ broken'),
  write('packages/x/package.json', manifest('x')),
  // Its name stands where the beginning does not tell it.
  write('packages/x/package.json', `{"files": ["${'x'.repeat(600)}"], ${manifest('x').slice(1)}`),
  write('packages/x/package.json', '{}'),
  write('packages/x/package.json', '{ broken'),
  write('packages/y/package.json', manifest('x', [], { version: '1.1.0' })),
  write('packages/a/package.json', manifest('a', ['c'], { version: '1.2.0' })),
  write('packages/a/package.json', manifest('a', ['c'], { version: '2.0.0' })),
  write('packages/a/package.json', manifest('a', ['d'], { workspaces: ['sub/*'] })),
  write('packages/a/sub/d/package.json', manifest('d', ['x'], { workspaces: ['deep'] })),
  write('packages/a/sub/d/deep/package.json', manifest('x')),
  write('packages/c/prisma/schema.prisma', ''),
  ['another version of Node', (at) => replaceIn(at('package.json'), '24', '22')],
  write('gen-dockerfile.yaml', 'services:\n  services/*: {}\n'),
  write('gen-dockerfile.yaml', 'services:\n  services/*: {}\n  services/web: false\n  go/*: {}\n'),
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
  remove('packages/a'),
  remove('packages/c'),
  remove('packages/x'),
  remove('go/one/.dockerignore'),
  link('services/api/src/index.js', '../../web/src/index.js'),
  link('packages/b', 'a'),
  link('services/web/Dockerfile', '../api/Dockerfile'),
  ['edit services/api/Dockerfile', (at) => appendTo(at('services/api/Dockerfile'), 'RUN true\n')],
  ['windows go/one/Dockerfile', (at) => replaceIn(at('go/one/Dockerfile'), /\n/g, '\r\n')],
  ['move packages/a', (at) => moveAside(at('packages/a'), at('packages/moved'))],
]

/** Edits of what an earlier edit took away do nothing. */
export const leniently = (edit: () => void): void => {
  try {
    edit()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** A repository of a package manager, and what is done to it. */
interface Flavour {
  readonly name: string
  readonly files: Files
  readonly edits: readonly Edit[]
}

const root = (packageManager: string, more: object = {}): string =>
  JSON.stringify({ name: 'acme', private: true, engines: { node: '24' }, packageManager, ...more })

const members = { workspaces: ['services/*', 'packages/*'] }

const flavour = (name: string, range: string, roots: Files, more: readonly string[], own: readonly Edit[]): Flavour => {
  const manifest = manifestWith(range)
  const files = filesWith(manifest, roots, more)
  return { name, files, edits: [...editsOf(files, manifest), ...Object.keys(roots).map(remove), ...own] }
}

/** Where members are called by name alone, and where any range may mean one: `x`, which no member is called. */
export const flavours: readonly Flavour[] = [
  flavour(
    'pnpm',
    'workspace:*',
    {
      'package.json': root('pnpm@10.20.0'),
      'pnpm-workspace.yaml': 'packages:\n  - services/*\n  - packages/*\n',
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    },
    [],
    [
      write('package.json', root('pnpm@9.15.0')),
      write('pnpm-workspace.yaml', 'packages:\n  - services/*\n'),
      write('pnpm-workspace.yaml', 'packages:\n  - services/*\n  - packages/*\nlinkWorkspacePackages: true\n'),
    ],
  ),
  flavour(
    'npm',
    '^1.0.0',
    { 'package.json': root('npm@11.6.0', members), 'package-lock.json': '{"lockfileVersion":3,"packages":{}}' },
    ['x'],
    [write('package.json', root('npm@11.6.0', { workspaces: ['services/*'] }))],
  ),
  flavour(
    'yarn',
    '^1.0.0',
    { 'package.json': root('yarn@4.10.3', members), 'yarn.lock': '__metadata:\n  version: 8\n' },
    ['x'],
    [
      write('package.json', root('yarn@1.22.22', members)),
      write('.yarnrc.yml', 'enableTransparentWorkspaces: false\n'),
    ],
  ),
]
