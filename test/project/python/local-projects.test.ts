import { describe, expect, it } from 'vitest'
import { buildInputs } from '../../../src/project/python/build-inputs.js'
import { readNeeds } from '../../../src/project/python/local-needs.js'
import { readPyproject } from '../../../src/project/python/pyproject.js'
import { memorySource } from '../../../src/project/file-source.js'
import { openProject } from '../../../src/project/project.js'
import { facts } from '../support.js'

const project = '[project]\nname = "core"\nversion = "1"\n'
const back = (name: string): string => `[build-system]\nrequires = ["${name}"]\nbuild-backend = "${name}"\n`
const hatch = `${project}${back('hatchling.build')}`

describe('what the build of a package reads', () => {
  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    [
      'a package below src',
      hatch,
      ['src/core/__init__.py', 'tests/test_core.py', 'docs/a.md'],
      ['pyproject.toml', 'src'],
    ],
    ['a package beside the manifest', hatch, ['core/__init__.py', 'tests/test_core.py'], ['core', 'pyproject.toml']],
    ['without a build system', project, ['core/__init__.py', 'setup.md'], ['core', 'pyproject.toml']],
    ['modules', hatch, ['core.py', 'README.md'], ['core.py', 'pyproject.toml']],
    [
      'a readme',
      `${project}readme = "README.md"\n${back('flit_core.buildapi')}`,
      ['core/__init__.py', 'README.md'],
      ['README.md', 'core', 'pyproject.toml'],
    ],
    [
      'a readme of its own table',
      `${project}readme = { file = "docs/a.md", content-type = "text/markdown" }\n`,
      ['core/__init__.py', 'docs/a.md'],
      ['core', 'docs/a.md', 'pyproject.toml'],
    ],
    [
      'a version in a file',
      `${project}[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\ndependencies = { file = ["requirements.txt"] }\n${back('setuptools.build_meta')}`,
      ['core/__init__.py', 'VERSION', 'requirements.txt'],
      ['VERSION', 'core', 'pyproject.toml', 'requirements.txt'],
    ],
    [
      'packages that hatch is told of',
      `${hatch}[tool.hatch.build.targets.wheel]\npackages = ["lib/core"]\n`,
      ['lib/core/__init__.py'],
      ['lib', 'pyproject.toml'],
    ],
    [
      'packages that setuptools looks for',
      `${project}${back('setuptools.build_meta')}[tool.setuptools.packages.find]\nwhere = ["lib"]\n`,
      ['lib/core/__init__.py'],
      ['lib', 'pyproject.toml'],
    ],
    [
      'packages that poetry is told of',
      `${project}${back('poetry.core.masonry.api')}[tool.poetry]\npackages = [{ include = "core", from = "lib" }]\n`,
      ['lib/core/__init__.py'],
      ['lib', 'pyproject.toml'],
    ],
    [
      'the root of uv',
      `${project}${back('uv_build')}[tool.uv.build-backend]\nmodule-root = "lib"\n`,
      ['lib/core/__init__.py'],
      ['lib', 'pyproject.toml'],
    ],
    // Too much rather than too little.
    ['a compiled package', `${project}${back('maturin')}`, ['src/lib.rs', 'python/core/__init__.py'], ['.']],
    ['a script', hatch, ['core/__init__.py', 'setup.py'], ['.']],
    ['a hook', `${hatch}[tool.hatch.build.hooks.custom]\npath = "hook.py"\n`, ['core/__init__.py'], ['.']],
    [
      'files that are added',
      `${hatch}[tool.hatch.build.targets.wheel.force-include]\n"data" = "core/data"\n`,
      ['core/__init__.py'],
      ['.'],
    ],
    ['nothing that looks like a package', hatch, ['data/a.json'], ['.']],
  ])('%s', async (_, manifest, paths, expected) => {
    const files = Object.fromEntries(paths.map((path) => [path, '']))
    const folder = openProject(memorySource({ ...files, 'pyproject.toml': manifest }), '.')
    const document = await folder.toml('pyproject.toml', 'python')
    const own = readPyproject(folder, document)
    if (own === undefined) throw new Error('There is no project.')
    expect(buildInputs(folder, document, own)).toEqual(expected)
  })
})

describe('paths to other projects', () => {
  const read = async (text: string) => {
    const source = openProject(memorySource({ 'pyproject.toml': text }), '.')
    const document = await source.toml('pyproject.toml', 'python')
    const needs = readNeeds(document, { dir: 'apps/api', memberDir: () => undefined })
    return needs.map(({ dir, kind, name, extras }) =>
      [dir, name === undefined ? kind : `${kind} ${name}`, ...extras].join(' '),
    )
  }

  it.each([
    [
      'of poetry',
      '[tool.poetry.dependencies]\na = { path = "../../libs/a", develop = true, extras = ["x"] }\nb = "^1"\n',
      ['libs/a main x'],
    ],
    [
      'of groups of poetry',
      '[tool.poetry.group.test.dependencies]\na = { path = "../a" }\n[tool.poetry.dev-dependencies]\nb = { path = "b" }\n',
      ['apps/a group test', 'apps/api/b group dev'],
    ],
    [
      'of an extra of poetry',
      '[tool.poetry.dependencies]\na = { path = "../a", optional = true }\n[tool.poetry.extras]\nfull = ["a"]\n',
      ['apps/a extra full'],
    ],
    [
      'of poetry beside the standard table, which decides what is needed',
      '[project]\ndependencies = ["a>=1"]\n[tool.poetry.dependencies]\na = { path = "../a" }\nb = { path = "../b" }\n',
      ['apps/a main'],
    ],
    [
      'of poetry for several platforms',
      '[[tool.poetry.dependencies.a]]\npath = "../a"\n[[tool.poetry.dependencies.a]]\nversion = "1"\n',
      ['apps/a main'],
    ],
    [
      'of pdm',
      '[project]\ndependencies = ["a[x] @ file:///${PROJECT_ROOT}/../../libs/a"]\n[tool.pdm.dev-dependencies]\ndev = ["-e file:///${PROJECT_ROOT}/../b#egg=b"]\n',
      ['libs/a main x', 'apps/b group dev'],
    ],
    ['of hatch', '[project]\ndependencies = ["a @ {root:uri}/../a"]\n', ['apps/a main']],
    [
      'of uv',
      '[project]\ndependencies = ["a"]\n[tool.uv.sources]\na = { path = "../a", editable = true }\n',
      ['apps/a main'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await read(text)).toEqual(expected)
  })

  const files = {
    'apps/api/pyproject.toml':
      '[tool.poetry]\nname = "api"\n[tool.poetry.dependencies]\ncore = { path = "../../libs/core" }\nvendored = { path = "vendor/x.whl" }\n',
    'apps/api/vendor/x.whl': '',
    'libs/core/pyproject.toml':
      '[tool.poetry]\nname = "core"\n[tool.poetry.dependencies]\ntools = { path = "../tools" }\n',
    'libs/core/core/__init__.py': '',
    'libs/tools/setup.py': '',
  }

  it('lead to the folder that holds them all', async () => {
    const { python } = await facts(files, { dir: 'apps/api' })
    expect(python?.localRoot).toBe('../..')
    expect(python?.members.map(({ dir, needs }) => [dir, ...needs.map((need) => need.dir)])).toEqual([
      ['apps/api', 'libs/core', 'apps/api/vendor/x.whl'],
      ['libs/core', 'libs/tools'],
      ['libs/tools'],
    ])
    expect(python?.archives).toEqual(['apps/api/vendor/x.whl'])
  })

  it('lead nowhere where they leave the repository', async () => {
    const outside = {
      ...files,
      'libs/core/pyproject.toml': files['libs/core/pyproject.toml'].replace('../tools', '../../../tools'),
    }
    expect((await facts(outside, { dir: 'apps/api' })).python?.localRoot).toBeUndefined()
  })
})
