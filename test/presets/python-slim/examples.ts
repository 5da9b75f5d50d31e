import { pythonSlim } from '../../../src/presets/python-slim/index.js'
import type { Example } from '../compiled/repository.js'
import * as repositories from '../python/repositories.js'

const { requirements, uvPackage, uvProgram, uvWorkspace, native, pyprojectOnly, django, poetry, pdm, pipenv } =
  repositories
const { poetryWithPaths, setupPy, uvFromGit, uvGroups } = repositories

const runs = "if __name__ == '__main__':\n    print(1)\n"

const flask = 'from flask import Flask\n\napp = Flask(__name__)\n'

const local = {
  ...requirements,
  'requirements.txt': 'flask\ngunicorn\n-e ./libs/common\n-r requirements/extra.txt\n-c constraints.txt\n',
  'requirements/extra.txt': 'itsdangerous\n',
  'constraints.txt': 'flask<4\n',
  'libs/common/setup.py': '',
  'app/main.py': flask,
}

/** Repositories of all shapes; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const slimExamples: Readonly<Record<string, Example>> = {
  pip: { files: requirements, preset: pythonSlim() },
  'writable-folders': { files: requirements, preset: pythonSlim({ writable: ['/var/lib/shop', 'data/uploads'] }) },
  init: { files: requirements, preset: pythonSlim({ init: true }) },
  'init-native': { files: native, preset: pythonSlim({ init: true, cache: 'layer' }) },
  'init-distroless': { files: requirements, preset: pythonSlim({ init: true, runtime: 'distroless' }) },
  'init-in-a-workspace': { files: uvWorkspace, dir: 'apps/api', preset: pythonSlim({ init: true }) },
  'pip-with-local-projects': { files: local, preset: pythonSlim() },
  'pip-native': { files: native, preset: pythonSlim() },
  'pip-pyproject': { files: pyprojectOnly, preset: pythonSlim({ extras: ['fast'] }) },
  'pip-old-python': { files: pyprojectOnly, preset: pythonSlim({ pythonVersion: '3.10', extras: ['fast'] }) },
  uv: { files: uvPackage, preset: pythonSlim() },
  'uv-version-from-git': { files: uvFromGit, preset: pythonSlim({ ociLabels: true }) },
  'pip-server-in-an-extra': {
    files: {
      ...pyprojectOnly,
      'pyproject.toml': (pyprojectOnly['pyproject.toml'] ?? '')
        .replace(', "hypercorn"', '')
        .replace('["uvloop"]', '["psycopg[c]", "granian"]'),
    },
    preset: pythonSlim({ extras: ['Fast'] }),
  },
  'pip-that-serves-itself': {
    files: {
      'requirements.txt': 'requests==2.32.5\n',
      'main.py':
        "from wsgiref.simple_server import make_server\n\n\ndef app(environ, start_response):\n    return []\n\n\nif __name__ == '__main__':\n    make_server('', 8000, app).serve_forever()\n",
    },
    preset: pythonSlim(),
  },
  'pip-setup-py': { files: setupPy, preset: pythonSlim({ command: ['gunicorn', 'shelf.wsgi:app'] }) },
  'uv-program': { files: uvProgram, preset: pythonSlim() },
  'uv-workspace': { files: uvWorkspace, dir: 'apps/api', preset: pythonSlim() },
  'uv-workspace-groups': { files: uvGroups, dir: 'apps/api', preset: pythonSlim({ extras: ['metrics'] }) },
  'uv-layers': { files: uvPackage, preset: pythonSlim({ cache: 'layer' }) },
  'pip-layers': {
    files: { ...pyprojectOnly, 'requirements.txt': 'starlette\n' },
    preset: pythonSlim({ cache: 'layer' }),
  },
  'poetry-layers': { files: poetry, preset: pythonSlim({ cache: 'layer' }) },
  'pipenv-layers': { files: pipenv, preset: pythonSlim({ cache: 'layer' }) },
  'poetry-paths': { files: poetryWithPaths, preset: pythonSlim() },
  'poetry-paths-beside': {
    files: Object.fromEntries(
      Object.entries(poetryWithPaths).map(([path, text]) => [
        path.startsWith('libs/') ? path : `api/${path}`,
        text.replaceAll('"libs/', '"../libs/'),
      ]),
    ),
    dir: 'api',
    preset: pythonSlim(),
  },
  poetry: { files: poetry, preset: pythonSlim({ groups: ['worker'] }) },
  pdm: { files: pdm, preset: pythonSlim({ extras: ['fast'] }) },
  pipenv: { files: pipenv, preset: pythonSlim() },
  django: { files: django, preset: pythonSlim({ collectstatic: { DJANGO_KEY: 'of the build' } }) },
  'django-plain': { files: django, preset: pythonSlim() },
  'django-asgi': {
    files: { ...django, 'requirements.txt': 'django\nuvicorn\nwhitenoise\n' },
    preset: pythonSlim({ collectstatic: false }),
  },
  'private-index': {
    files: requirements,
    preset: pythonSlim({ index: 'pypi', installSecrets: { TEAM_TOKEN: 'team' } }),
  },
  'everything-set': {
    files: requirements,
    preset: pythonSlim({
      pythonVersion: '3.12.4',
      requirements: 'requirements.txt',
      devRequirements: 'requirements-dev.txt',
      app: 'app.main:make()',
      server: 'hypercorn',
      port: 9000,
      env: { LOG_LEVEL: 'info' },
      labels: { 'org.opencontainers.image.title': 'shelf' },
      sources: ['.'],
      buildPackages: ['gcc', 'libc6-dev'],
      runtimePackages: ['libpq5'],
      healthcheck: ['python', '-m', 'app.health'],
      stopSignal: 'SIGQUIT',
      devCommand: ['python', '-m', 'app'],
    }),
  },
  'own-images': {
    files: requirements,
    preset: pythonSlim({
      buildImage: 'registry.example.com/python-build:3.13',
      runtimeImage: 'registry.example.com/python:3.13',
      server: 'fastapi',
    }),
  },
  distroless: { files: requirements, preset: pythonSlim({ runtime: 'distroless' }) },
  'distroless-uv': {
    files: uvPackage,
    preset: pythonSlim({
      runtime: 'distroless',
      cache: 'layer',
      env: { LOG_LEVEL: 'info' },
      healthcheck: ['python', '-m', 'notes.health'],
      ociLabels: true,
      writable: ['/var/lib/notes', 'data'],
    }),
  },
  'distroless-uv-workspace': { files: uvWorkspace, dir: 'apps/api', preset: pythonSlim({ runtime: 'distroless' }) },
  'distroless-image': {
    files: requirements,
    preset: pythonSlim({ runtimeImage: 'gcr.io/distroless/python3-debian13:nonroot' }),
  },
  'distroless-own-image': {
    files: { ...requirements, '.python-version': '3.14\n' },
    preset: pythonSlim({ runtime: 'distroless', runtimeImage: 'registry.example.com/distroless/python:3.14' }),
  },
  'folder-in-an-npm-workspace': {
    files: {
      'package.json': '{"workspaces": ["services/*"]}',
      'services/api/package.json': '{"name": "api"}',
      ...Object.fromEntries(Object.entries(requirements).map(([path, text]) => [`services/api/${path}`, text])),
    },
    dir: 'services/api',
    preset: pythonSlim(),
  },
}

interface Refusal extends Example {
  readonly code: string
  readonly says: string
  readonly hint: string
}

const two = { ...requirements, 'requirements.txt': 'fastapi\n' }

/** Repositories that do not say enough, or contradict themselves. */
export const slimRefusals: Readonly<Record<string, Refusal>> = {
  'a distroless image of another Python': {
    files: { ...requirements, ...version('3.12') },
    preset: pythonSlim({ runtime: 'distroless' }),
    code: 'no-distroless-image',
    says: 'for Python 3.12',
    hint: "`pythonVersion: '3.13'`",
  },
  'a distroless image of a patch release': {
    files: requirements,
    preset: pythonSlim({ runtime: 'distroless', pythonVersion: '3.13.2' }),
    code: 'no-distroless-image',
    says: 'for Python 3.13.2',
    hint: "`runtime: 'slim'`",
  },
  'a distroless image that is named, of another Python': {
    files: uvProgram,
    preset: pythonSlim({ runtimeImage: 'gcr.io/distroless/python3-debian13:nonroot' }),
    code: 'no-distroless-image',
    says: 'for Python 3.12',
    hint: "`pythonVersion: '3.13'`",
  },
  'a distroless image with a library that it lacks': {
    files: native,
    preset: pythonSlim({ runtime: 'distroless' }),
    code: 'distroless-without-packages',
    says: 'cannot install `libpq5`, which `psycopg2` needs',
    hint: "`runtime: 'slim'`",
  },
  'a distroless image with packages': {
    files: requirements,
    preset: pythonSlim({ runtime: 'distroless', runtimePackages: ['git', 'zlib1g'] }),
    code: 'distroless-without-packages',
    says: 'cannot install `git`.',
    hint: "`runtime: 'slim'`",
  },
  'a distroless image with a script of the shell': {
    files: requirements,
    preset: pythonSlim({ runtime: 'distroless', command: ['./start.sh'] }),
    code: 'distroless-command',
    says: 'cannot start with `./start.sh`',
    hint: "`['python', '-m', 'app']`",
  },
  'a distroless image with a health check in the shell': {
    files: requirements,
    preset: pythonSlim({ runtime: 'distroless', healthcheck: ['/bin/sh', '-c', 'exit 0'] }),
    code: 'distroless-command',
    says: 'cannot check its health with `/bin/sh -c exit 0`',
    hint: "`runtime: 'slim'`",
  },
  'a distroless image with a server that holds an interpreter itself': {
    files: { ...requirements, 'requirements.txt': 'flask\nuwsgi\n', 'app/main.py': flask },
    preset: pythonSlim({ runtime: 'distroless', runtimePackages: [] }),
    code: 'distroless-command',
    says: '`uwsgi`, which is compiled against',
    hint: "`server: 'gunicorn'`",
  },
  'a distroless image with collected files': {
    files: django,
    preset: pythonSlim({ runtime: 'distroless', collectstatic: true }),
    code: 'distroless-without-shell',
    says: 'cannot run collectstatic',
    hint: '`collectstatic: false`',
  },
  'no Python': {
    files: { 'go.mod': 'module a\n' },
    preset: pythonSlim(),
    code: 'no-python-project',
    says: 'found no Python project',
    hint: "pythonSlim({ dir: 'services/api' })",
  },
  'an application without a server': {
    files: two,
    preset: pythonSlim(),
    code: 'no-server',
    says: 'the ASGI application `app.main:app` in `app/main.py:3`, but no server',
    hint: 'Add `uvicorn`',
  },
  'a console script of a project that is not installed': {
    files: {
      'pyproject.toml': '[project]\nname = "bot"\nversion = "1"\n[project.scripts]\nserve = "bot.cli:main"\n',
      'uv.lock': 'version = 1\n',
      'bot/cli.py': '',
    },
    preset: pythonSlim(),
    code: 'script-not-installed',
    says: 'the console script `serve` in `pyproject.toml`, but an install does not make it: the file has no `[build-system]`',
    hint: "Add a `[build-system]`, or call the function: `pythonSlim({ command: ['python', '-c', 'from bot.cli import main; main()'] })`",
  },
  'a script that names its dependencies itself': {
    files: {
      'pyproject.toml': '[tool.ruff]\n',
      'uv.lock': 'version = 1\n',
      'cli.py':
        '#!/usr/bin/env -S uv run -s\n# /// script\n# requires-python = ">=3.12"\n# dependencies = [\n#     "typer",\n# ]\n# ///\n',
    },
    preset: pythonSlim(),
    code: 'inline-dependencies',
    says: '`cli.py`, which names its dependencies in a comment',
    hint: 'in `[project]` of pyproject.toml',
  },
  'a server in an extra': {
    files: {
      ...pyprojectOnly,
      'pyproject.toml': (pyprojectOnly['pyproject.toml'] ?? '')
        .replace(', "hypercorn"', '')
        .replace('["uvloop"]', '["uvloop", "granian"]'),
    },
    preset: pythonSlim(),
    code: 'no-server',
    says: 'no server for it among the dependencies',
    hint: "`granian` is in the extra `fast`: install it, `pythonSlim({ extras: ['fast'] })`, or say what to run with `command`",
  },
  'a server in another requirements file': {
    files: {
      'requirements.txt': 'flask\n',
      'requirements-server.txt': 'gunicorn\n',
      'shop.py': `${flask}\n${runs}`,
    },
    preset: pythonSlim(),
    code: 'no-server',
    says: '`shop:app`',
    hint: "`gunicorn` is in `requirements-server.txt`: include that file in the one of production with `-r`, or say what to run: `pythonSlim({ command: ['python', 'shop.py'] })`",
  },
  'no lockfile of uv': {
    files: Object.fromEntries(Object.entries(uvPackage).filter(([path]) => path !== 'uv.lock')),
    preset: pythonSlim({ manager: 'uv' }),
    code: 'no-lockfile',
    says: 'there is no `uv.lock`',
    hint: "Run `uv lock` and commit the file, or let pip choose versions anew at each build: `pythonSlim({ manager: 'pip' })`.",
  },
  'a version from git that nothing else can say': {
    files: { ...uvFromGit, 'pyproject.toml': (uvFromGit['pyproject.toml'] ?? '').replaceAll('vcs"', 'versioningit"') },
    preset: pythonSlim(),
    code: 'version-from-git',
    says: '`pyproject.toml` is computed from git by versioningit',
    hint: '`default-version = "0.0.0"` in `[tool.versioningit]`',
  },
  'an application of a project below': {
    files: {
      'requirements.txt': 'flask\n',
      'backend/manage.py': '',
      'backend/app/main.py': requirements['app/main.py'] ?? '',
    },
    preset: pythonSlim(),
    code: 'no-server',
    says: '`backend/app/main.py:3`',
    hint: "pythonSlim({ dir: 'backend' })",
  },
  'a server for the other interface': {
    files: { ...two, 'requirements.txt': 'fastapi\ngunicorn\n' },
    preset: pythonSlim(),
    code: 'no-server',
    says: '`gunicorn` cannot serve ASGI',
    hint: 'Add `uvicorn`',
  },
  'a chosen server that does not fit': {
    files: requirements,
    preset: pythonSlim({ server: 'waitress' }),
    code: 'server-does-not-fit',
    says: '`waitress` cannot serve `app.main:app`',
    hint: "server: 'uvicorn'",
  },
  'a chosen server without an application': {
    files: uvProgram,
    preset: pythonSlim({ server: 'gunicorn' }),
    code: 'no-application',
    says: 'found no ASGI or WSGI application',
    hint: "app: 'package.module:app'",
  },
  'nothing to run': {
    files: { 'requirements.txt': 'requests\n', 'lib/helper.py': '' },
    preset: pythonSlim(),
    code: 'no-entry-point',
    says: 'found nothing to run',
    hint: 'command:',
  },
  'several console scripts': {
    files: { ...poetry, 'pyproject.toml': poetry['pyproject.toml']?.replace('shop = "shop', 'serve = "shop') ?? '' },
    preset: pythonSlim(),
    code: 'several-entry-points',
    says: '2 console scripts in `pyproject.toml`: `serve`, `shop-admin`',
    hint: "pythonSlim({ command: ['serve'] })",
  },
  'several scripts': {
    files: { 'requirements.txt': 'requests\n', 'clean.py': runs, 'load.py': runs, 'util.py': '' },
    preset: pythonSlim(),
    code: 'several-entry-points',
    says: '2 scripts that run by themselves, and none with a usual name such as `main.py`: `clean.py`, `load.py`.',
    hint: "pythonSlim({ command: ['python', 'clean.py'] })",
  },
  'a lockfile that is missing': {
    files: { ...uvPackage, 'pyproject.toml': `${uvPackage['pyproject.toml'] ?? ''}\n[tool.uv]\n`, 'uv.lock': '' },
    preset: pythonSlim({ manager: 'poetry' }),
    code: 'no-lockfile',
    says: 'there is no `poetry.lock`',
    hint: 'Run `poetry lock`',
  },
  'a lockfile that does not parse': {
    files: { ...uvPackage, 'uv.lock': 'version = \n' },
    preset: pythonSlim(),
    code: 'unparsable-file',
    says: 'uv.lock',
    hint: '',
  },
  'two lockfiles': {
    files: { ...uvPackage, 'pdm.lock': '[metadata]\nlock_version = "4.5.0"\n' },
    preset: pythonSlim(),
    code: 'contradictory-facts',
    says: '`uv.lock` and `pdm.lock`',
    hint: 'option of the preset',
  },
  'two versions': {
    files: { ...uvPackage, '.python-version': '3.11\n' },
    preset: pythonSlim(),
    code: 'contradictory-facts',
    says: 'no version is both',
    hint: 'option of the preset',
  },
  'a Python without fixes': {
    files: { ...requirements, '.python-version': '3.7\n' },
    preset: pythonSlim(),
    code: 'python-too-old',
    says: 'asks for Python `3.7`',
    hint: "pythonVersion: '3.",
  },
  'the root of a workspace': {
    files: uvWorkspace,
    preset: pythonSlim(),
    code: 'workspace-root',
    says: 'its members are `apps/api`, `libs/core`',
    hint: "pythonSlim({ dir: 'apps/api' })",
  },
  'a member that nobody is': {
    files: {
      ...uvWorkspace,
      'apps/api/pyproject.toml': uvWorkspace['apps/api/pyproject.toml']?.replaceAll('core', 'kore') ?? '',
    },
    dir: 'apps/api',
    preset: pythonSlim(),
    code: 'unknown-member',
    says: '`apps/api/pyproject.toml` takes `kore` from the workspace',
    hint: 'Members are `api`, `core`.',
  },
  'a member that the lockfile does not know': {
    files: { ...uvWorkspace, 'uv.lock': 'version = 1\n\n[manifest]\nmembers = [\n    "api",\n]\n' },
    dir: 'apps/api',
    preset: pythonSlim(),
    code: 'outdated-lockfile',
    says: '`uv.lock` does not know `core`',
    hint: 'Run `uv lock`',
  },
  'two members of one name': {
    files: { ...uvWorkspace, 'libs/core2/pyproject.toml': '[project]\nname = "Core"\nversion = "1"\n' },
    dir: 'apps/api',
    preset: pythonSlim(),
    code: 'contradictory-facts',
    says: 'called `core`',
    hint: 'another name',
  },
  'a member that does not parse': {
    files: { ...uvWorkspace, 'libs/core/pyproject.toml': '[project\n' },
    dir: 'apps/api',
    preset: pythonSlim(),
    code: 'unparsable-file',
    says: 'libs/core/pyproject.toml',
    hint: 'Repair',
  },
  'a path to nothing': {
    files: {
      ...poetryWithPaths,
      'pyproject.toml': poetryWithPaths['pyproject.toml']?.replace('libs/core', 'libs/gone') ?? '',
    },
    preset: pythonSlim(),
    code: 'missing-project',
    says: '`pyproject.toml` installs `libs/gone`, where there is no Python project',
    hint: 'Correct the path',
  },
  'a path that leaves the repository': {
    files: {
      ...poetryWithPaths,
      'pyproject.toml': poetryWithPaths['pyproject.toml']?.replace('libs/core', '../core') ?? '',
    },
    preset: pythonSlim(),
    code: 'outside-context',
    says: '`../core` by its path',
    hint: 'into the repository',
  },
  'requirements above the context': {
    files: { ...requirements, 'requirements.txt': '-r ../common.txt\nfastapi\nuvicorn\n' },
    preset: pythonSlim(),
    code: 'outside-context',
    says: 'includes `../common.txt`',
    hint: 'Move it',
  },
  'a project above the context': {
    files: { ...requirements, 'requirements.txt': '-e ../lib\nfastapi\nuvicorn\n' },
    preset: pythonSlim(),
    code: 'outside-context',
    says: '`../lib`',
    hint: 'Move it',
  },
  'requirements of which none is production': {
    files: { ...version('3.13'), 'requirements-gpu.txt': 'flask\n', 'requirements-cpu.txt': 'flask\n', 'main.py': '' },
    preset: pythonSlim(),
    code: 'unclear-requirements',
    says: '`requirements-cpu.txt`, `requirements-gpu.txt`',
    hint: "requirements: 'requirements-cpu.txt'",
  },
  'an index for poetry': {
    files: poetry,
    preset: pythonSlim({ index: 'pypi' }),
    code: 'index-not-supported',
    says: 'only from pyproject.toml',
    hint: 'POETRY_HTTP_BASIC_',
  },
  'collectstatic without Django': {
    files: requirements,
    preset: pythonSlim({ collectstatic: true }),
    code: 'no-manage-py',
    says: 'no `manage.py`',
    hint: 'Leave the option out',
  },
  'extras of a requirements file': {
    files: requirements,
    preset: pythonSlim({ extras: ['fast'] }),
    code: 'idle-option',
    says: '`extras`',
    hint: 'Name the extra dependencies',
  },
  'a requirements file for uv': {
    files: uvPackage,
    preset: pythonSlim({ requirements: 'requirements.txt' }),
    code: 'idle-option',
    says: '`requirements`',
    hint: "manager: 'pip'",
  },
  'a version of pip': {
    files: requirements,
    preset: pythonSlim({ managerVersion: '25.1' }),
    code: 'idle-option',
    says: '`managerVersion`',
    hint: 'buildImage',
  },
}

function version(text: string): Readonly<Record<string, string>> {
  return { '.python-version': `${text}\n` }
}
