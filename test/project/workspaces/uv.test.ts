import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../../src/project/file-source.js'
import { openProject } from '../../../src/project/project.js'
import { readMembers } from '../../../src/project/workspaces/uv.js'
import { brief, facts } from '../support.js'

type Files = Readonly<Record<string, string>>

const project = (name: string, dependencies: readonly string[] = [], more = ''): string =>
  `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n${more}`

const own = '[tool.uv.sources]\ncore = { workspace = true }\n'

const read = async (files: Files, patterns: readonly string[], exclude: readonly string[] = []) => {
  const source = openProject(memorySource(files), '.')
  const members = await readMembers(source, { patterns, exclude })
  return { members, problems: source.problems }
}

/** Members as `folder: what it needs | what its development needs`. */
const short = async (files: Files, patterns: readonly string[], exclude?: readonly string[]) =>
  (await read(files, patterns, exclude)).members.map(
    ({ dir, dependencies, devDependencies }) =>
      `${dir}:${[...dependencies, ...(devDependencies.length > 0 ? ['|', ...devDependencies] : [])].map((each) => ` ${each}`).join('')}`,
  )

const libraries: Files = {
  'libs/core/pyproject.toml': project('core'),
  'libs/db/pyproject.toml': project('db'),
  'libs/lint/pyproject.toml': project('lint'),
}

describe('the members of a uv workspace', () => {
  const shapes: readonly (readonly [string, Files, readonly string[]])[] = [
    [
      'their own sources',
      { ...libraries, 'app/pyproject.toml': project('app', ['core>=1', 'requests'], own) },
      ['app: libs/core', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      "the root's sources, and other spellings of names",
      {
        ...libraries,
        'pyproject.toml': '[tool.uv.sources]\n"Core" = { workspace = true }\n',
        'app/pyproject.toml': project('app', ['CORE ; python_version > "3"']),
      },
      ['app: libs/core', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      'a root that is a project, first',
      { ...libraries, 'pyproject.toml': project('root', ['core'], own) },
      ['.: libs/core', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      'groups that include groups, extras and back ends as development',
      {
        ...libraries,
        'app/pyproject.toml': project(
          'app',
          [],
          '[project.optional-dependencies]\nfast = ["core"]\n[dependency-groups]\ndev = [{ include-group = "lint" }]\nlint = ["lint"]\n[build-system]\nrequires = ["db"]\n',
        ),
      },
      ['app: | libs/core libs/db libs/lint', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      'what an extra brings to the one that asks for it',
      {
        ...libraries,
        'libs/core/pyproject.toml': project(
          'core',
          [],
          '[project.optional-dependencies]\nall = ["core[pg]"]\npg = ["db"]\n',
        ),
        'app/pyproject.toml': project('app', ['core[all]'], own),
      },
      ['app: libs/core libs/db', 'libs/core: | libs/db', 'libs/db:', 'libs/lint:'],
    ],
    [
      'cycles',
      {
        ...libraries,
        'libs/core/pyproject.toml': project('core', ['db']),
        'libs/db/pyproject.toml': project('db', ['core', 'db'], own),
      },
      ['libs/core: libs/db', 'libs/db: libs/core', 'libs/lint:'],
    ],
    [
      'nothing from elsewhere, and nothing for another system',
      {
        ...libraries,
        'app/pyproject.toml': project(
          'app',
          ['core', 'db ; sys_platform == "win32"', 'lint @ https://example.com/lint.whl'],
          '[tool.uv.sources]\ncore = { git = "https://example.com/core.git" }\n',
        ),
      },
      ['app:', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      'one that another names by its path',
      {
        ...libraries,
        'app/pyproject.toml': project(
          'app',
          ['core', 'out'],
          '[tool.uv.sources]\ncore = { path = "../libs/core" }\nout = { path = "../out" }\n',
        ),
      },
      ['app: libs/core', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
    [
      'sources of several platforms',
      {
        ...libraries,
        'app/pyproject.toml': project(
          'app',
          ['core'],
          '[[tool.uv.sources.core]]\nworkspace = true\nmarker = "a"\n[[tool.uv.sources.core]]\nindex = "x"\nmarker = "b"\n',
        ),
      },
      ['app: libs/core', 'libs/core:', 'libs/db:', 'libs/lint:'],
    ],
  ]

  it.each(shapes)('knows %s', async (_, files, expected) => {
    expect(await short(files, ['app', 'libs/*'])).toEqual(expected)
  })

  it('are told to all services where one does not parse, since uv reads all', async () => {
    const files = {
      ...libraries,
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["app", "libs/*"]\n',
      'app/pyproject.toml': project('app', ['shop-core'], '[tool.uv.sources]\nshop-core = { workspace = true }\n'),
      'libs/core/pyproject.toml': '[project\n',
    }
    for (const dir of ['app', 'libs/db']) {
      const { problems } = await facts(files, { dir, ecosystems: ['python'] })
      expect(brief(problems)).toEqual([
        `unparsable ${dir === 'app' ? '..' : '../..'}/libs/core/pyproject.toml:1`.replace('../../libs', '..'),
      ])
    }
  })

  it('are what the patterns name and has a manifest', async () => {
    const files = {
      ...libraries,
      'libs/old/pyproject.toml': project('old'),
      'libs/docs/index.md': '',
      'tool/pyproject.toml': project('tool'),
    }
    expect(await short(files, ['libs/*', 'gone/*'], ['libs/o*'])).toEqual(['libs/core:', 'libs/db:', 'libs/lint:'])
    expect((await read(files, ['gone/*'])).problems).toEqual([])
  })

  it('may not have the same name, and may not lie outside', async () => {
    const files = { ...libraries, 'libs/core2/pyproject.toml': project('Core') }
    expect(brief((await read(files, ['libs/*'])).problems)).toEqual(['contradiction pyproject.toml'])
    expect(brief((await read(libraries, ['../libs/*'])).problems)).toEqual(['contradiction pyproject.toml'])
  })

  it('end whatever they need of each other', async () => {
    const names = ['a', 'b', 'c', 'd']
    const edge = fc.record({ to: fc.constantFrom(...names), extra: fc.option(fc.constantFrom('x', 'y')) })
    const member = fc.record({ main: fc.array(edge), x: fc.array(edge), y: fc.array(edge) })
    const line = ({ to, extra }: { to: string; extra: string | null }): string =>
      extra === null ? to : `${to}[${extra}]`
    await fc.assert(
      fc.asyncProperty(fc.tuple(member, member, member, member), async (graph) => {
        const files = Object.fromEntries(
          graph.map(({ main, x, y }, index) => [
            `${names[index]}/pyproject.toml`,
            project(
              names[index] ?? '',
              main.map(line),
              `[project.optional-dependencies]\nx = ${JSON.stringify(x.map(line))}\ny = ${JSON.stringify(y.map(line))}\n`,
            ),
          ]),
        )
        const { members } = await read(files, ['*'])
        for (const [index, { dir, dependencies, devDependencies }] of members.entries()) {
          expect(dependencies).not.toContain(dir)
          expect(dependencies.filter((each) => devDependencies.includes(each))).toEqual([])
          const direct = (graph[index]?.main ?? []).map(({ to }) => to).filter((to) => to !== dir)
          expect(dependencies).toEqual(expect.arrayContaining(direct))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the projects that a service is installed with', () => {
  const workspace: Files = {
    ...libraries,
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["app", "libs/*"]\n',
    'uv.lock': 'version = 1\n\n[manifest]\nmembers = [\n    "app",\n    "core",\n]\n',
    'libs/core/pyproject.toml': project(
      'core',
      ['db', 'psycopg2'],
      'readme = "README.md"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    ),
    'libs/core/README.md': '',
    'libs/core/src/core/__init__.py': '',
    'libs/core/tests/test_core.py': '',
    'app/pyproject.toml': project(
      'app',
      ['core', 'vend'],
      `${own}vend = { path = "../vendor/vend" }\n[dependency-groups]\ndev = ["lint", "wheel"]\n`,
    ),
    'app/main.py': '',
    'vendor/vend/setup.py': 'setup(name="vend")\n',
  }

  it('are its closure, with what their builds read', async () => {
    const { python, workspace: fact } = await facts(workspace, { dir: 'app' })
    expect(fact?.production.map(({ dir }) => dir)).toEqual(['app', 'libs/core', 'libs/db'])
    expect(fact?.build.map(({ dir }) => dir)).toEqual(['app', 'libs/core', 'libs/db', 'libs/lint'])
    expect(python?.members.map(({ dir, kind, isPackage, locked }) => [dir, kind, isPackage, locked])).toEqual([
      ['app', 'member', false, true],
      ['libs/core', 'member', true, true],
      ['libs/db', 'member', true, false],
      ['libs/lint', 'member', true, false],
      ['vendor/vend', 'path', true, true],
    ])
    expect(python?.members[1]?.buildInputs).toEqual(['README.md', 'pyproject.toml', 'src'])
    expect(python?.native.map((need) => need.package)).toEqual(['psycopg2'])
  })

  it('survive JSON', async () => {
    const all = await facts(workspace, { dir: 'app' })
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })

  it('are none for a project that stands alone', async () => {
    expect((await facts({ 'pyproject.toml': project('app', ['flask']) })).python?.members).toEqual([])
  })
})
