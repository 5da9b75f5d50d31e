import { describe, expect, it } from 'vitest'
import { pythonSlim } from '../../../src/presets/python-slim/index.js'
import { dockerfileOf, refusalOf } from '../compiled/repository.js'
import { expectSoundPythonImages } from '../python/sound.js'
import { pipenv, poetry, requirements, setupPy, uvPackage } from '../python/repositories.js'
import { slimExamples, slimRefusals } from './examples.js'

describe('pythonSlim', () => {
  it.each(Object.entries(slimExamples))('makes the Dockerfile of %s', async (name, example) => {
    await expect(await dockerfileOf(example)).toMatchFileSnapshot(`expected/${name}.Dockerfile`)
  })

  expectSoundPythonImages(slimExamples)

  it.each(Object.entries(slimRefusals))('refuses %s', async (_, { code, says, hint, ...example }) => {
    const error = await refusalOf(example)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.hint).toContain(hint)
  })

  it('points at the line of a file that is broken', async () => {
    const { files, preset } = slimRefusals['a lockfile that does not parse'] ?? { files: {}, preset: pythonSlim() }
    expect((await refusalOf({ files, preset })).place).toMatchObject({ file: 'uv.lock', line: 1 })
  })

  it.each([
    ['an unknown option', { pyton: '3.13' }, 'Its options are'],
    ['a misspelled option', { sourcs: ['a'] }, 'Did you mean `sources`?'],
    ['a version that is none', { pythonVersion: 'latest' }, 'gen-dockerfile presets python-slim'],
    ['a path that leaves the service', { sources: ['../shared'] }, 'gen-dockerfile presets python-slim'],
    ['an absolute path', { requirements: '/requirements.txt' }, 'gen-dockerfile presets python-slim'],
    ['an application without its object', { app: 'app.main' }, 'gen-dockerfile presets python-slim'],
    ['a name that is no variable', { installSecrets: { 'A-B': 'x' } }, 'gen-dockerfile presets python-slim'],
  ])('refuses %s when it is called', (_, options, hint) => {
    expect(() => pythonSlim(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid-preset-options', hint: expect.stringContaining(hint) }),
    )
  })

  it.each([
    ['of two versions', 'two versions', { pythonVersion: '3.13' }, 'FROM python:3.13-slim-trixie'],
    ['of two lockfiles', 'two lockfiles', { manager: 'pdm' as const }, 'pdm install --check --prod'],
    ['of several console scripts', 'several console scripts', { command: ['serve'] }, 'CMD ["serve"]'],
    ['without a server', 'an application without a server', { command: ['python', 'x.py'] }, 'CMD ["python", "x.py"]'],
  ])('lets an option decide in a repository %s', async (_, name, options, text) => {
    const { files } = slimRefusals[name] ?? { files: {} }
    expect(await dockerfileOf({ files, preset: pythonSlim(options) })).toContain(text)
  })

  it('does not depend on what a local build or run left behind', async () => {
    const junk = ['.venv/bin/python', '__pycache__/a.pyc', 'dist/a.whl', 'db.sqlite3', 'svc.egg-info/PKG-INFO', '.env']
    for (const files of [requirements, uvPackage]) {
      const left = { ...files, ...Object.fromEntries(junk.map((path) => [path, ''])) }
      expect(await dockerfileOf({ files: left, preset: pythonSlim() })).toBe(
        await dockerfileOf({ files, preset: pythonSlim() }),
      )
    }
  })

  it.each([
    ['what the lockfile of poetry was made with', poetry, {}, 'poetry==2.1.3'],
    ['what the option says', poetry, { managerVersion: '1.8.5' }, 'poetry==1.8.5'],
    [
      'the last that writes its format',
      { ...poetry, 'poetry.lock': '[metadata]\nlock-version = "1.1"\n' },
      {},
      'poetry==1.8.5',
    ],
    ['one that the image can run', pipenv, { pythonVersion: '3.8' }, 'pipenv==2024.4.1'],
  ])('installs a manager in the version: %s', async (_, files, options, text) => {
    expect(await dockerfileOf({ files, preset: pythonSlim(options) })).toContain(text)
  })

  it('sets the variable that the program reads its port from', async () => {
    const files = {
      'requirements.txt': 'flask\n',
      'main.py': 'import os\nfrom waitress import serve\nserve(None, port=int(os.environ.get("PORT", 8080)))\n',
    }
    expect(await dockerfileOf({ files, preset: pythonSlim({ port: 9000 }) })).toMatch(/PORT=9000[^]*EXPOSE 9000/)
    expect(await dockerfileOf({ files, preset: pythonSlim() })).not.toContain('PORT=')
  })

  it('proposes a service for each console script, or each file, where none is the obvious one', async () => {
    const { variants } = pythonSlim.definition
    const { factsFrom } = await import('../../../src/project/facts-from.js')
    const { memorySource } = await import('../../../src/project/file-source.js')
    const several = slimRefusals['several console scripts']?.files ?? {}
    expect(variants?.(await factsFrom(memorySource(several)))).toEqual([
      { name: 'serve', options: { command: ['serve'] } },
      { name: 'shop-admin', options: { command: ['shop-admin'] } },
    ])
    expect(variants?.(await factsFrom(memorySource(poetry)))).toEqual([])
    const scripts = slimRefusals['several scripts']?.files ?? {}
    expect(variants?.(await factsFrom(memorySource(scripts)))).toEqual([
      { name: 'clean', options: { command: ['python', 'clean.py'] } },
      { name: 'load', options: { command: ['python', 'load.py'] } },
    ])
  })

  it('brings what the build of the project reads before a requirements file installs it', async () => {
    const files = { ...setupPy, 'requirements.txt': '-e .\ngunicorn\n' }
    const text = await dockerfileOf({ files, preset: pythonSlim() })
    const [deps = ''] = text.split('FROM deps AS dev')
    expect(deps).toContain(
      'COPY install/needs.txt ./install/needs.txt\nCOPY shelf ./shelf\nCOPY README.md setup.py ./\n',
    )
    expect(deps).toMatch(/ARG VERSION=0\.0\.0\nARG SETUPTOOLS_SCM_PRETEND_VERSION=\$VERSION\nRUN [^]*install -r/)
    expect(text.match(/ARG VERSION/g)).toHaveLength(1)
  })

  it('installs what developers install, of several files for development', async () => {
    const names = ['docs', 'lint', 'local'].map((name) => [`requirements/${name}.txt`, ''])
    const text = await dockerfileOf({ files: { ...requirements, ...Object.fromEntries(names) }, preset: pythonSlim() })
    expect(text).toContain('install -r requirements-dev.txt')
    const { 'requirements-dev.txt': _, ...rest } = requirements
    const other = await dockerfileOf({ files: { ...rest, ...Object.fromEntries(names) }, preset: pythonSlim() })
    expect(other).toContain('install -r requirements/local.txt')
  })

  it('names its stages for those who extend it', async () => {
    const preset = pythonSlim()
      .extend('build', (stage) => stage.env({ A: 1 }))
      .extend('app', (stage) => stage.env({ B: 2 }))
    const text = await dockerfileOf({ files: uvPackage, preset })
    expect(text.match(/ AS (\S+)$/gm)?.map((name) => name.slice(4))).toEqual([
      'deps',
      'dev',
      'build',
      'app',
      'debug',
      'runtime',
    ])
    expect(text).toMatch(/ENV A=1\n\nFROM \S+ AS app[^]*ENV B=2\n\nFROM app AS debug/)
  })
})
