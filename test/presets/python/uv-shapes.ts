/** uv workspaces of several shapes, and what an image of one service of each must hold. */

type Files = Readonly<Record<string, string>>

export interface Shape {
  readonly files: Files
  /** Folder of the service. */
  readonly service: string
  /** The call in its `dockerfile.ts`. */
  readonly call?: string
  /** Everything that reaches the builder, `dev` included. */
  readonly sent: readonly string[]
  /** Packages of the final image. */
  readonly runtime: readonly string[]
  /** Packages of the target `dev`. */
  readonly dev: readonly string[]
  /** Something to start, and what it prints. */
  readonly prints?: readonly [readonly string[], string]
}

const build = '\n[build-system]\nrequires = ["uv_build>=0.12,<0.13"]\nbuild-backend = "uv_build"\n'

interface Fields {
  readonly needs?: readonly string[]
  readonly more?: string
  readonly build?: boolean
}

/** A pyproject.toml; every need is a member of the workspace. */
const project = (name: string, { needs = [], more = '', build: packaged = true }: Fields = {}): string => {
  const list = needs.map((need) => `"${need}"`).join(', ')
  return `[project]\nname = "${name}"\nversion = "1.0.0"\nrequires-python = ">=3.11"\ndependencies = [${list}]\n${more}${packaged ? build : ''}`
}

const sources = (...names: readonly string[]): string =>
  `\n[tool.uv.sources]\n${names.map((name) => `${name} = { workspace = true }\n`).join('')}`

const root = (members: string, ...names: readonly string[]): string =>
  `[tool.uv.workspace]\nmembers = ${members}\n${sources(...names)}`

/** A package below `src` that says its name. */
const library = (dir: string, name: string, fields: Fields = {}): Files => ({
  [`${dir}/pyproject.toml`]: project(name, fields),
  [`${dir}/src/${name}/__init__.py`]: `name = "${name}"\n`,
  [`${dir}/tests/test_${name}.py`]: '',
})

const main = (...names: readonly string[]): string =>
  `${names.map((name) => `import ${name}\n`).join('')}\n\ndef main():\n    print(${names.map((name) => `${name}.name`).join(', ')})\n`

const script = (name: string): string => `\n[project.scripts]\n${name} = "${name}:main"\n`

const rooted = ['pyproject.toml', 'uv.lock']

/** Members side by side. */
const flat: Shape = {
  files: {
    'pyproject.toml': root('["api", "web", "core", "db"]', 'core', 'db'),
    'api/pyproject.toml': project('api', { needs: ['core'], more: script('api') }),
    'api/src/api/__init__.py': main('core'),
    ...library('core', 'core', { needs: ['db'] }),
    ...library('db', 'db'),
    ...library('web', 'web', { needs: ['db'] }),
  },
  service: 'api',
  sent: [
    ...['api/pyproject.toml', 'api/src/api/__init__.py', 'core/pyproject.toml', 'core/src/core/__init__.py'],
    ...['db/pyproject.toml', 'db/src/db/__init__.py', ...rooted],
  ],
  runtime: ['api', 'core', 'db'],
  dev: ['api', 'core', 'db'],
  prints: [['api'], 'core'],
}

/** Folders of folders, a readme and a licence that packages name, exclusions, a cycle of two libraries. */
const nested: Shape = {
  files: {
    'pyproject.toml': `[tool.uv.workspace]\nmembers = ["services/*/*", "libs/*/*"]\nexclude = ["libs/old/*"]\n${sources('a', 'b')}`,
    'services/shop/api/pyproject.toml': project('api', { needs: ['a'], more: script('api') }),
    'services/shop/api/src/api/__init__.py': main('a', 'b'),
    'services/shop/worker/pyproject.toml': project('worker', { needs: ['b'] }),
    'services/shop/worker/src/worker/__init__.py': '',
    ...library('libs/data/a', 'a', { needs: ['b'] }),
    'libs/data/a/pyproject.toml': project('a', {
      needs: ['b'],
      more: 'readme = "README.md"\nlicense-files = ["LICENSE"]\n',
    }),
    'libs/data/a/README.md': '# a\n',
    'libs/data/a/LICENSE': 'MIT\n',
    'libs/data/a/CHANGELOG.md': '',
    ...library('libs/data/b', 'b', { needs: ['a'] }),
    ...library('libs/old/c', 'c'),
  },
  service: 'services/shop/api',
  sent: [
    ...['libs/data/a/LICENSE', 'libs/data/a/README.md', 'libs/data/a/pyproject.toml', 'libs/data/a/src/a/__init__.py'],
    ...['libs/data/b/pyproject.toml', 'libs/data/b/src/b/__init__.py', ...rooted],
    ...['services/shop/api/pyproject.toml', 'services/shop/api/src/api/__init__.py'],
  ],
  runtime: ['a', 'api', 'b'],
  dev: ['a', 'api', 'b'],
  prints: [['api'], 'a b'],
}

/** Groups that include each other, of which the service's default ones go into `dev`. */
const groups: Shape = {
  files: {
    'pyproject.toml': root('["svc", "libs/*"]', 'core', 'checks', 'docs', 'jobs'),
    'svc/pyproject.toml': project('svc', {
      needs: ['core'],
      more: `${script('svc')}\n[dependency-groups]\nlint = ["checks"]\nall = [{ include-group = "lint" }]\ndocs = ["docs"]\njobs = ["jobs"]\n\n[tool.uv]\ndefault-groups = ["all"]\n`,
    }),
    'svc/src/svc/__init__.py': main('core', 'jobs'),
    ...library('libs/core', 'core', { more: '\n[dependency-groups]\ndev = ["docs"]\n' }),
    ...library('libs/checks', 'checks'),
    ...library('libs/docs', 'docs'),
    ...library('libs/jobs', 'jobs'),
  },
  service: 'svc',
  call: "pythonSlim({ groups: ['jobs'] })",
  sent: [
    ...['libs/checks/pyproject.toml', 'libs/checks/src/checks/__init__.py'],
    ...['libs/core/pyproject.toml', 'libs/core/src/core/__init__.py'],
    ...['libs/jobs/pyproject.toml', 'libs/jobs/src/jobs/__init__.py', ...rooted],
    ...['svc/pyproject.toml', 'svc/src/svc/__init__.py'],
  ],
  runtime: ['core', 'jobs', 'svc'],
  dev: ['checks', 'core', 'jobs', 'svc'],
  prints: [['svc'], 'core jobs'],
}

/** Extras: one that the option asks for, one that a dependency asks for, one that nobody wants. */
const extras: Shape = {
  files: {
    'pyproject.toml': root('["svc", "libs/*"]', 'core', 'postgres', 'redis-client', 'metrics', 'svc'),
    'svc/pyproject.toml': project('svc', {
      needs: ['core[Post_gres]'],
      more: '\n[project.optional-dependencies]\nmetrics = ["metrics"]\nfull = ["svc[metrics]"]\n',
      build: false,
    }),
    'svc/main.py': 'import core, metrics, postgres\n\nprint(core.name, metrics.name, postgres.name)\n',
    ...library('libs/core', 'core', {
      more: '\n[project.optional-dependencies]\npost-gres = ["postgres"]\nredis = ["redis-client"]\n',
    }),
    ...library('libs/postgres', 'postgres'),
    ...library('libs/metrics', 'metrics'),
    'libs/redis/pyproject.toml': project('redis-client'),
    'libs/redis/src/redis_client/__init__.py': '',
  },
  service: 'svc',
  call: "pythonSlim({ extras: ['full'] })",
  sent: [
    ...['libs/core/pyproject.toml', 'libs/core/src/core/__init__.py'],
    ...['libs/metrics/pyproject.toml', 'libs/metrics/src/metrics/__init__.py'],
    ...['libs/postgres/pyproject.toml', 'libs/postgres/src/postgres/__init__.py', ...rooted],
    ...['svc/main.py', 'svc/pyproject.toml'],
  ],
  runtime: ['core', 'metrics', 'postgres', 'svc'],
  dev: ['core', 'metrics', 'postgres', 'svc'],
}

/** Members that are no packages: what they need is installed, and they are not. */
const virtual: Shape = {
  files: {
    'pyproject.toml': root('["svc", "libs/*"]', 'bundle', 'core', 'plain'),
    'svc/pyproject.toml': project('svc', { needs: ['bundle', 'plain'], build: false }),
    'svc/main.py': 'import core, plain\n\nprint(core.name, plain.name)\n',
    'libs/bundle/pyproject.toml': project('bundle', {
      needs: ['core'],
      more: '\n[tool.uv]\npackage = false\n',
      build: false,
    }),
    'libs/bundle/bundle/__init__.py': '',
    ...library('libs/core', 'core'),
    // Without a build system, but needed by another member: uv packages it with setuptools.
    'libs/plain/pyproject.toml': project('plain', { build: false }),
    'libs/plain/plain/__init__.py': 'name = "plain"\n',
  },
  service: 'svc',
  sent: [
    ...['libs/core/pyproject.toml', 'libs/core/src/core/__init__.py'],
    ...['libs/plain/plain/__init__.py', 'libs/plain/pyproject.toml', ...rooted, 'svc/main.py', 'svc/pyproject.toml'],
  ],
  runtime: ['core', 'plain'],
  dev: ['core', 'plain'],
}

/** The root is the service, beside a member and a project that is none. */
const atRoot: Shape = {
  files: {
    'pyproject.toml': `${project('svc', { needs: ['core', 'vendored'], more: script('svc') })}
[tool.uv.workspace]
members = ["libs/*"]

[tool.uv.sources]
core = { workspace = true }
vendored = { path = "third-party/vendored", editable = true }
`,
    'src/svc/__init__.py': main('core', 'vendored'),
    ...library('libs/core', 'core'),
    ...library('libs/other', 'other'),
    ...library('third-party/vendored', 'vendored'),
  },
  service: '.',
  sent: [
    ...['libs/core/pyproject.toml', 'libs/core/src/core/__init__.py', ...rooted, 'src/svc/__init__.py'],
    ...['third-party/vendored/pyproject.toml', 'third-party/vendored/src/vendored/__init__.py'],
  ],
  runtime: ['core', 'svc', 'vendored'],
  dev: ['core', 'svc', 'vendored'],
  prints: [['svc'], 'core vendored'],
}

/** A build back end that is a member itself, needed by nothing at run time. */
const backend: Shape = {
  files: {
    'pyproject.toml': root('["*"]', 'maker', 'helper'),
    'svc/pyproject.toml': `${project('svc', { more: script('svc'), build: false })}\n[build-system]\nrequires = ["maker"]\nbuild-backend = "maker"\n`,
    'svc/src/svc/__init__.py': 'def main():\n    print("made")\n',
    'maker/pyproject.toml': project('maker', { needs: ['uv_build>=0.12,<0.13', 'helper'] }),
    'maker/src/maker/__init__.py': 'from uv_build import *\n',
    ...library('helper', 'helper'),
    ...library('other', 'other'),
  },
  service: 'svc',
  sent: [
    ...[
      'helper/pyproject.toml',
      'helper/src/helper/__init__.py',
      'maker/pyproject.toml',
      'maker/src/maker/__init__.py',
    ],
    // A back end of which nothing is known may read anything of the folder.
    ...[...rooted, 'svc/pyproject.toml', 'svc/src/svc/__init__.py'],
  ],
  runtime: ['svc'],
  dev: ['svc'],
  prints: [['svc'], 'made'],
}

const fromGit = (name: string, more = ''): string =>
  `[project]\nname = "${name}"\ndynamic = ["version"]\nrequires-python = ">=3.11"\n${more}
[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n
[tool.hatch.version]\nsource = "vcs"\n`

/** Versions that come from git, a hook of the build, and a file that it puts into the package. */
const versions: Shape = {
  files: {
    'pyproject.toml': root('["svc", "core"]', 'core'),
    'svc/pyproject.toml': `${fromGit('svc', `dependencies = ["core"]\n${script('svc')}`)}
[tool.hatch.build.hooks.custom]

[tool.hatch.build.targets.wheel.force-include]
"assets/words.txt" = "svc/words.txt"
`,
    'svc/hatch_build.py':
      'from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n\nclass Hook(BuildHookInterface):\n    pass\n',
    'svc/assets/words.txt': 'words',
    'svc/src/svc/__init__.py':
      'from importlib.metadata import version\nfrom importlib.resources import files\n\n\ndef main():\n    print(version("svc"), version("core"), files("svc").joinpath("words.txt").read_text())\n',
    'core/pyproject.toml': fromGit('core'),
    'core/src/core/__init__.py': '',
  },
  service: 'svc',
  sent: [
    ...['core/pyproject.toml', 'core/src/core/__init__.py', ...rooted, 'svc/assets/words.txt', 'svc/hatch_build.py'],
    ...['svc/pyproject.toml', 'svc/src/svc/__init__.py'],
  ],
  runtime: ['core', 'svc'],
  dev: ['core', 'svc'],
  prints: [['svc'], '0.0.0 0.0.0 words'],
}

export const uvShapes = {
  flat,
  nested,
  groups,
  extras,
  virtual,
  'at the root': atRoot,
  'own back end': backend,
  versions,
} satisfies Readonly<Record<string, Shape>>
