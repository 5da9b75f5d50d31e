import { describe, expect, it } from 'vitest'
import { type Files, useCli } from './support/cli.js'

const cli = useCli()

/** The LABELs of the printed Dockerfile: what the file under test had to say. */
const labels = (stdout: string): readonly string[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith('LABEL ') ? [line.slice('LABEL '.length)] : []))

const said = (value: string): string => `export default stage().from('scratch').label({ said: String(${value}) })\n`

const typescript = (value: string, before = ''): string =>
  `import { stage } from 'gen-dockerfile'\n${before}\n${said(value)}`

const cases: Readonly<Record<string, { readonly files: Files; readonly args?: string[]; readonly said: string }>> = {
  'a repository without a package.json': { files: { 'dockerfile.ts': typescript('1 as number') }, said: '1' },
  'a CommonJS repository': {
    files: { 'package.json': '{}', 'dockerfile.ts': typescript('2') },
    said: '2',
  },
  'an ECMAScript repository': {
    files: { 'package.json': '{"type":"module"}', 'dockerfile.ts': typescript('3') },
    said: '3',
  },
  'module.exports': {
    files: {
      'package.json': '{}',
      'dockerfile.js':
        "const { stage } = require('gen-dockerfile')\nmodule.exports = stage().from('scratch').label({ said: 4 })",
    },
    said: '4',
  },
  'exports.default, as compilers write it': {
    files: {
      'dockerfile.cjs':
        "Object.defineProperty(exports, '__esModule', { value: true })\nexports.default = require('gen-dockerfile').stage().from('scratch').label({ said: 5 })",
    },
    said: '5',
  },
  'export = of TypeScript': {
    files: {
      'dockerfile.ts': "import g = require('gen-dockerfile')\nexport = g.stage().from('scratch').label({ said: 6 })",
    },
    said: '6',
  },
  'top-level await': { files: { 'dockerfile.ts': typescript('await Promise.resolve(7)') }, said: '7' },
  'tsconfig paths': {
    files: {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
      'lib/eight.ts': 'export const eight: number = 8',
      'dockerfile.ts': typescript('eight', "import { eight } from '@/eight'"),
    },
    said: '8',
  },
  'local imports without, with .js and with .ts endings': {
    files: {
      'a.ts': "export const a = 'a'",
      'lib/b.ts': "import { c } from './c.ts'\nexport const b = 'b' + c",
      'lib/c.ts': "export const c = 'c'",
      'dockerfile.ts': typescript('a + b', "import { a } from './a'\nimport { b } from './lib/b.js'"),
    },
    said: 'abc',
  },
  'a local file that imports the library': {
    files: {
      'lib/base.ts': "import { stage } from 'gen-dockerfile'\nexport const base = stage().from('scratch')",
      'dockerfile.ts': "import { base } from './lib/base'\nexport default base.label({ said: 9 })",
    },
    said: '9',
  },
  'packages of the repository: CommonJS, ECMAScript, JSON': {
    files: {
      'node_modules/cjs/index.js': 'exports.a = 1; exports.dir = require("node:path").basename(__dirname)',
      'node_modules/cjs/package.json': '{"name":"cjs","version":"1.2.3"}',
      'node_modules/esm/package.json': '{"name":"esm","type":"module","exports":"./i.js"}',
      'node_modules/esm/i.js': 'export const name = import.meta.url.split("/").at(-2)',
      'dockerfile.ts': typescript(
        '[a, dir, name, version, again.a]',
        "import { a, dir } from 'cjs'\nimport { name } from 'esm'\nimport { version } from 'cjs/package.json'\nconst again = require('cjs')",
      ),
    },
    said: '1,cjs,esm,1.2.3,1',
  },
  'a workspace package that is TypeScript': {
    files: {
      'packages/company/package.json': '{"name":"@acme/company","exports":"./index.ts"}',
      'packages/company/index.ts': "export const company: string = 'acme'",
      'node_modules/@acme/company': { link: '../../packages/company' },
      'dockerfile.ts': typescript('company', "import { company } from '@acme/company'"),
    },
    said: 'acme',
  },
  'its own file and folder, also in what it imports': {
    files: {
      'lib/where.ts': "export const where = [import.meta.url, __dirname].map((path) => path.split('/').at(-1))",
      'dockerfile.ts': typescript(
        "[...where, ...[import.meta.url, __dirname + '/x/..', import.meta.dirname + '/y', import.meta.filename, __filename].map((path) => path.split('/').at(-1))]",
        "import { where } from './lib/where'",
      ),
    },
    said: 'where.ts,lib,dockerfile.ts,..,y,dockerfile.ts,dockerfile.ts',
  },
  'files beside it, and Node itself': {
    files: {
      'version.txt': '10',
      'dockerfile.ts': typescript(
        'text + sep',
        "import { readFileSync } from 'fs'\nimport { sep } from 'node:path'\nconst text = readFileSync(new URL('./version.txt', import.meta.url), 'utf8')",
      ),
    },
    said: '10/',
  },
  'require of a name that is computed': {
    files: {
      'data.json': '{"n":11}',
      'dockerfile.ts': typescript('require(`./${name}.json`).n', "const name = 'data'"),
    },
    said: '11',
  },
  'its own require': {
    files: {
      'data.json': '{"n":12}',
      'dockerfile.ts': typescript(
        "require('./data.json').n",
        "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
      ),
    },
    said: '12',
  },
  'dynamic import': {
    files: {
      'thirteen.ts': 'export default 13',
      'dockerfile.ts': typescript("(await import('./thirteen')).default"),
    },
    said: '13',
  },
  'a hash-bang line': {
    files: { 'dockerfile.ts': `#!/usr/bin/env -S npx gen-dockerfile\n${typescript('__dirname.length > 1')}` },
    said: 'true',
  },
  'a function': {
    files: {
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default () => stage().from('scratch').label({ said: 14 })",
    },
    said: '14',
  },
  'an async function': {
    files: {
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default async () => stage().from('scratch').label({ said: 15 })",
    },
    said: '15',
  },
  'a promise': {
    files: {
      'dockerfile.ts':
        "import { stage } from 'gen-dockerfile'\nexport default Promise.resolve(stage().from('scratch').label({ said: 16 }))",
    },
    said: '16',
  },
  'names that are not used and do not exist as values': {
    files: {
      'dockerfile.ts': typescript(
        '17',
        "import { type Stage, dockerfile } from 'gen-dockerfile'\nlet x: Stage | undefined",
      ),
    },
    said: '17',
  },
  'type arguments, which JavaScript takes for a comparison': {
    files: { 'dockerfile.ts': typescript('is<number>(21)', 'const is = <T>(x: T) => x') },
    said: '21',
  },
  'types where all else is JavaScript': {
    files: { 'dockerfile.ts': typescript('22', 'const x: number = 22') },
    said: '22',
  },
  'a type that is imported like a value': {
    files: { 'dockerfile.ts': typescript('23', "import { Mount } from 'gen-dockerfile'") },
    said: '23',
  },
  'another name for what is imported, from both entries': {
    files: {
      'dockerfile.ts':
        "import {\n  stage as start,\n  sh,\n} from 'gen-dockerfile'\nimport { presetCatalogue } from 'gen-dockerfile/presets'\nexport default start().from('scratch').label({ said: String(typeof sh + presetCatalogue.length) })\n",
    },
    said: 'function5',
  },
  "the schema library, for a preset of one's own": {
    files: {
      'dockerfile.ts': [
        "import { definePreset, dockerfile, stage, z } from 'gen-dockerfile'",
        'const options = z.object({ said: z.coerce.number().refine((x) => x > 1), by: z.string().default("z") })',
        "const mine = definePreset({ name: 'mine', summary: '', ecosystems: [], options, fits: () => 0,",
        "  build: ({ said, by }) => dockerfile(stage().from('scratch').label({ said: `${said}${by}${z.ZodError.name}` })) })",
        "export default mine({ said: '24' })",
        '',
      ].join('\n'),
    },
    said: '24zZodError',
  },
  'dockerfile.mts': { files: { 'dockerfile.mts': typescript('18') }, said: '18' },
  'dockerfile.mjs': { files: { 'dockerfile.mjs': typescript('19') }, said: '19' },
  'another name, when it is given': {
    files: { 'docker/api.ts': typescript('20') },
    args: ['docker/api.ts'],
    said: '20',
  },
  'a folder with blanks, quotes and letters of all kinds': {
    files: {
      "it's a % #1 ünï/dockerfile.ts": typescript(
        "import.meta.url.includes('%23') && require.resolve('./dockerfile.ts') === __filename",
      ),
    },
    args: ["it's a % #1 ünï"],
    said: 'true',
  },
}

describe('loads', () => {
  it.each(Object.entries(cases))('%s', async (_, { files, args = [], said: expected }) => {
    const repository = cli.repository(files)
    const before = repository.list()
    const { code, stdout, stderr } = await repository.run([...args, '--stdout'])
    expect({ labels: labels(stdout), stderr, code }).toEqual({ labels: [`said=${expected}`], stderr: '', code: 0 })
    expect(repository.list()).toEqual(before)
  })
})

it('keeps what the file prints apart from the result', async () => {
  const repository = cli.repository({
    'dockerfile.ts': `console.log('noise')\n${typescript('1')}console.log('more')\n`,
  })
  const { stdout, stderr } = await repository.run(['--stdout'])
  expect(stdout).toMatch(/^# syntax=/)
  expect(stdout).not.toContain('noise')
  expect(stderr).toMatch(/^noise\nmore\n/)
})

it('leaves print() to runs by hand', async () => {
  const repository = cli.repository({
    'dockerfile.ts':
      "import { print, stage } from 'gen-dockerfile'\nconst app = stage().from('scratch').cmd(['/a'])\nexport default app\nawait print(app)\n",
  })
  const { stdout } = await repository.run(['--stdout'])
  expect(stdout.match(/^FROM/gm)).toHaveLength(1)
})

it('does not wait for what the file leaves open', async () => {
  const repository = cli.repository({ 'dockerfile.ts': `setInterval(() => {}, 1000)\n${typescript('1')}` })
  expect(await repository.run(['--stdout'])).toMatchObject({ code: 0 })
})

it('evaluates equal files of two services apart', async () => {
  const file = typescript('++(globalThis as any).runs', '(globalThis as any).runs ??= 0')
  const repository = cli.repository({ 'a/dockerfile.ts': file, 'b/dockerfile.ts': file })
  const { stdout } = await repository.run(['a', 'b', '--stdout'])
  expect(labels(stdout)).toEqual(['said=1', 'said=2'])
})
