import { describe, expect, it } from 'vitest'
import { nodeProdDeps } from '../../../src/presets/node-prod-deps/index.js'
import { dockerfileOf, refusalOf } from '../compiled/repository.js'
import { nodeExamples, nodeRefusals } from './examples.js'
import { workspaceExamples, workspaceRefusals } from './workspace-examples.js'

const examples = { ...nodeExamples, ...workspaceExamples }

/** The instructions of a stage, with those that it starts from. */
const stageOf = (dockerfile: string, name: string): string => {
  const text = dockerfile
    .split(/\n(?=FROM )/)
    .find((part) => part.startsWith('FROM ') && part.includes(` AS ${name}\n`))
  if (text === undefined) throw new Error(`There is no stage ${name}.`)
  const base = /^FROM (\S+)/.exec(text)?.[1] ?? ''
  return dockerfile.includes(` AS ${base}\n`) ? `${stageOf(dockerfile, base)}\n${text}` : text
}

describe('nodeProdDeps', () => {
  it.each(Object.entries(examples))('makes the Dockerfile of %s', async (name, example) => {
    await expect(await dockerfileOf(example)).toMatchFileSnapshot(`expected/${name}.Dockerfile`)
  })

  it.each(Object.entries(examples))('keeps what must not be in the image out of it: %s', async (_, example) => {
    const text = await dockerfileOf(example)
    for (const target of ['debug', 'runtime', 'dev']) {
      expect(stageOf(text, target)).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
    }
    expect(stageOf(text, 'runtime')).not.toMatch(/\bnpm (?:ci|install|prune)|(?:pnpm|yarn|bun) install|--mount/)
    // Credentials and environment files are in no layer.
    expect(text).not.toMatch(/^COPY .*\.(?:npmrc|env)\b/m)
    expect(text).not.toContain('corepack')
  })

  it.each(Object.entries({ ...nodeRefusals, ...workspaceRefusals }))('refuses %s', async (_, refusal) => {
    const { code, says, hint, file, line, ...example } = { line: undefined, ...refusal }
    const error = await refusalOf(example)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.hint).toContain(hint)
    expect(error.place?.file).toBe(file)
    if (line !== undefined || file === undefined) expect(error.place?.line).toBe(line)
  })

  it.each([
    ['an unknown option', { entrypoint: 'a.js' }, 'entry'],
    ['a version that is none', { node: 'lts' }, 'gen-dockerfile presets node-prod-deps'],
    ['a path that leaves the repository', { assets: ['../shared'] }, 'gen-dockerfile presets node-prod-deps'],
    ['an absolute path', { output: ['/app/dist'] }, 'gen-dockerfile presets node-prod-deps'],
    ['a name that is no variable', { secretEnv: ['NPM-TOKEN'] }, 'gen-dockerfile presets node-prod-deps'],
  ])('refuses %s when it is called', (_, options, hint) => {
    expect(() => nodeProdDeps(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid-preset-options', hint: expect.stringContaining(hint) }),
    )
  })

  it('copies the folder behind a dot that a script runs a file of, and no other', async () => {
    const scripts = { build: './.bin/build.sh', start: 'node build/main.js', format: './.git/x.sh .cache/y.js' }
    const text = await dockerfileOf({
      files: {
        'package.json': JSON.stringify({ name: 'api', version: '1.0.0', scripts, dependencies: { ms: '2.1.3' } }),
        'package-lock.json': '{"lockfileVersion":3,"packages":{"":{}}}',
        '.bin/build.sh': '',
        '.cache/y.js': '',
        '.github/a.sh': '',
        'src/main.js': '',
      },
      preset: nodeProdDeps({ output: ['build'] }),
    })
    expect(stageOf(text, 'build')).toMatch(/\.bin /)
    expect(text).not.toMatch(/\.cache(?!\/)|\.github/)
  })

  it('lets the option decide between two versions of Node', async () => {
    const { files } = nodeRefusals['two versions of Node'] ?? { files: {} }
    const text = await dockerfileOf({ files, preset: nodeProdDeps({ node: '22' }) })
    expect(text).toContain('FROM node:22-trixie-slim')
  })

  it('does not depend on what a local build left behind', async () => {
    const example = nodeExamples['npm'] ?? { files: {}, preset: nodeProdDeps() }
    const built = { ...example.files, 'dist/server.js': '', 'node_modules/express/index.js': '', 'coverage/a': '' }
    expect(await dockerfileOf({ ...example, files: built })).toBe(await dockerfileOf(example))
  })

  it('does not depend on what Prisma has generated here', async () => {
    const example = nodeExamples['prisma-beside-the-build'] ?? { files: {}, preset: nodeProdDeps() }
    const files = { ...example.files, 'generated/client/index.js': '' }
    expect(await dockerfileOf({ ...example, files })).toBe(await dockerfileOf(example))
  })

  it.each([
    'CODEOWNERS',
    'knip.json',
    'knip.jsonc',
    'stylelint.config.mjs',
    'stryker.config.js',
    'integration-tests/a.test.ts',
    '__mocks__/a.js',
  ])('does not read %s, which is not for builds', async (path) => {
    const example = nodeExamples['npm'] ?? { files: {}, preset: nodeProdDeps() }
    const files = { ...example.files, [path]: '' }
    expect(await dockerfileOf({ ...example, files })).toBe(await dockerfileOf(example))
  })

  it.each([
    ['yarn lint && yarn test && tsc', ['.eslintignore', '.eslintrc.json', 'jest.config.js', 'test']],
    ['npm test && tsc', ['jest.config.js', 'test']],
    ['prettier --check . && biome check && tsc', ['.prettierrc', 'biome.json']],
    ['node_modules/.bin/eslint src && tsc', ['.eslintignore', '.eslintrc.json']],
    ['rm -rf coverage/jest && node tools/jest.js && tsc -p ./eslint', []],
  ])('copies what checks of the build read: %s', async (build, read) => {
    const all = ['.eslintrc.json', '.eslintignore', '.prettierrc', 'biome.json', 'jest.config.js', 'test/a.js']
    const files = {
      'package.json': JSON.stringify({
        scripts: { build, lint: 'eslint .', test: 'jest', start: 'node dist/a.js' },
        devDependencies: { typescript: '5' },
      }),
      'package-lock.json': '{ "lockfileVersion": 3 }',
      'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      'src/a.ts': '',
      ...Object.fromEntries(all.map((path) => [path, ''])),
    }
    const text = await dockerfileOf({ files, preset: nodeProdDeps() })
    const words = stageOf(text, 'build').split(/\s+/)
    expect(words.filter((word) => all.some((path) => path.split('/')[0] === word)).sort()).toEqual(read)
    expect(stageOf(text, 'app')).not.toMatch(/eslint|jest|prettier|biome|test/)
  })

  it.each([
    ['build/app', 'build/server/index.js', ['build']],
    ['public/build', 'dist/server.js', ['dist', 'public/build']],
    ['dist/client', 'server/out/index.js', ['server/out', 'dist/client']],
    ['build/app', 'build/app/server.js', ['build/app']],
  ])('takes what two tools of one script make: %s and %s', async (outDir, start, outputs) => {
    const files = {
      'package.json': JSON.stringify({
        scripts: { build: 'vite build && node build.js', start: `node ${start}` },
        devDependencies: { vite: '^7.0.0' },
      }),
      'package-lock.json': '{ "lockfileVersion": 3 }',
      'vite.config.js': `export default { build: { outDir: '${outDir}' } }`,
      'build.js': '',
      'server/index.ts': '',
    }
    // On a machine where it was built it is the same.
    for (const more of [{}, { [start]: '', [`${outDir}/index.html`]: '' }]) {
      const text = stageOf(await dockerfileOf({ files: { ...files, ...more }, preset: nodeProdDeps() }), 'app')
      expect([...text.matchAll(/^COPY --from=build --link \/app\/(\S+) /gm)].map(([, path]) => path)).toEqual(outputs)
      expect(text).not.toMatch(/^COPY .*vite.config/m)
    }
  })

  it('names its stages for those who extend it', async () => {
    const { files } = nodeExamples['npm'] ?? { files: {} }
    const preset = nodeProdDeps()
      .extend('build', (stage) => stage.env({ A: 1 }))
      .extend('app', (stage) => stage.env({ B: 2 }))
    const text = await dockerfileOf({ files, preset })
    expect(stageOf(text, 'build')).toContain('ENV A=1')
    expect(stageOf(text, 'debug')).toContain('ENV B=2')
    expect(stageOf(text, 'runtime')).toContain('ENV B=2')
    expect(text.match(/ AS (\S+)$/gm)?.map((name) => name.slice(4))).toEqual([
      'deps',
      'dev',
      'prod-deps',
      'build',
      'app',
      'debug',
      'runtime',
    ])
  })
})

describe('of a workspace', () => {
  it('does not depend on what a local build with references left behind', async () => {
    const example = workspaceExamples['workspace-references'] ?? { files: {}, preset: nodeProdDeps() }
    const files = { ...example.files, 'packages/db/dist/index.js': '', 'apps/api/dist/server.js': '' }
    expect(await dockerfileOf({ ...example, files })).toBe(await dockerfileOf(example))
  })

  it.each([
    ['a configuration without `composite`', { 'tsconfig.base.json': '{}' }],
    ['sources that others import', { 'packages/db/package.json': '{ "name": "@shop/db", "main": "src/index.ts" }' }],
  ])('takes the files of a library without a build as they are: %s', async (_, more) => {
    const example = workspaceExamples['workspace-references'] ?? { files: {}, preset: nodeProdDeps() }
    const text = await dockerfileOf({ ...example, files: { ...example.files, ...more } })
    expect(stageOf(text, 'app')).toMatch(/packages\/db\/src/)
    expect(stageOf(text, 'app')).not.toMatch(/packages\/db\/dist/)
  })

  it('takes what others import by `exports` of a library that references build', async () => {
    const example = workspaceExamples['workspace-references'] ?? { files: {}, preset: nodeProdDeps() }
    const manifest = '{ "name": "@shop/db", "exports": { ".": { "import": "./dist/index.js" } } }'
    const text = await dockerfileOf({ ...example, files: { ...example.files, 'packages/db/package.json': manifest } })
    expect(stageOf(text, 'app')).toMatch(/packages\/db\/dist\*/)
  })

  it.each(Object.entries(workspaceExamples))('brings nothing of other services: %s', async (_, example) => {
    const text = await dockerfileOf(example)
    expect(text).not.toMatch(/(?:apps\/web|packages\/ui)(?!\/package\.json)/)
    expect(stageOf(text, 'runtime').split(/ AS app\n/)[1] ?? '').not.toMatch(/apps\/web|packages\/ui/)
  })
})
