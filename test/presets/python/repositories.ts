/** Repositories that both Python presets are tried on. */

type Files = Readonly<Record<string, string>>

const fastapi = 'from fastapi import FastAPI\n\napp = FastAPI()\n'
const version = { '.python-version': '3.13\n' }

/** Requirements files for production and development, a package folder, and what is no part of the program. */
export const requirements: Files = {
  ...version,
  'requirements.txt': 'fastapi==0.121.2\nuvicorn[standard]==0.38.0\n',
  'requirements-dev.txt': '-r requirements.txt\npytest\n',
  'app/__init__.py': '',
  'app/main.py': fastapi,
  'tests/test_app.py': '',
  'README.md': '',
  '.env': 'TOKEN=x',
  'docker-compose.yml': '',
  'notes.ipynb': '{}',
}

/** A package of uv with its sources under `src`, and migrations beside it. */
export const uvPackage: Files = {
  'pyproject.toml': `[project]
name = "notes"
version = "1.0.0"
readme = "README.md"
requires-python = ">=3.13"
dependencies = ["litestar", "uvicorn"]

[dependency-groups]
dev = ["pytest"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  'uv.lock': 'version = 1\nrequires-python = ">=3.13"\n',
  'README.md': '# notes\n',
  'alembic.ini': '[alembic]\n',
  'alembic/env.py': '',
  'src/notes/__init__.py': '',
  'src/notes/main.py': 'from litestar import Litestar\n\napp = Litestar([])\n',
}

/** A package whose version comes from git and whose build runs a hook that reads more. */
export const uvFromGit: Files = {
  ...uvPackage,
  'pyproject.toml': `[project]
name = "notes"
dynamic = ["version"]
readme = "README.md"
requires-python = ">=3.13"
dependencies = ["litestar", "uvicorn"]

[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"

[tool.hatch.version]
source = "vcs"

[tool.hatch.build.hooks.custom]

[tool.hatch.build.targets.wheel.force-include]
"assets/words.txt" = "notes/words.txt"
`,
  'hatch_build.py': '',
  'assets/words.txt': '',
}

/** A setup.py that reads other files. */
export const setupPy: Files = {
  ...version,
  'setup.py': `import os
from setuptools import find_packages, setup

setup(
    name="shelf",
    use_scm_version=True,
    long_description=open("README.md").read(),
    install_requires=open(os.path.join("install", "needs.txt")).readlines(),
    packages=find_packages(),
)
`,
  'README.md': '',
  'install/needs.txt': 'flask\ngunicorn\n',
  'shelf/__init__.py': '',
  'shelf/wsgi.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
}

/** A program of uv that is not installed itself. */
export const uvProgram: Files = {
  'pyproject.toml': '[project]\nname = "bot"\nversion = "1"\nrequires-python = ">=3.12,<3.13"\ndependencies = []\n',
  'uv.lock': 'version = 1\n',
  'main.py': 'if __name__ == "__main__":\n    print("hi")\n',
  'lib/helper.py': '',
}

/** A workspace of uv with a service that needs a library of it. */
export const uvWorkspace: Files = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n',
  'uv.lock': 'version = 1\n',
  'apps/api/pyproject.toml': `[project]
name = "api"
version = "0.1.0"
requires-python = ">=3.13"
dependencies = ["flask", "gunicorn", "core"]

[tool.uv.sources]
core = { workspace = true }
`,
  'apps/api/main.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
  'libs/core/pyproject.toml': '[project]\nname = "core"\nversion = "0.1.0"\n',
}

/** Compiled dependencies, one of them from git, and a factory. */
export const native: Files = {
  ...version,
  'requirements.txt': 'psycopg2==2.9.11\ngit+https://git.example.com/team/tools.git@1.2.0\nflask\ngunicorn\n',
  'shop/__init__.py': 'from flask import Flask\n\n\ndef create_app():\n    return Flask(__name__)\n',
}

/** pyproject.toml without a lockfile, with an extra. */
export const pyprojectOnly: Files = {
  'pyproject.toml': `[project]
name = "svc"
version = "1"
requires-python = ">=3.13"
dependencies = ["starlette", "hypercorn"]

[project.optional-dependencies]
fast = ["uvloop"]

[dependency-groups]
dev = ["pytest"]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
`,
  'svc/__init__.py': '',
  'svc/asgi.py': 'from starlette.applications import Starlette\n\napp = Starlette()\n',
}

/** A Django project that serves its static files with WhiteNoise. */
export const django: Files = {
  ...version,
  'requirements.txt': 'django>=5\ngunicorn\nwhitenoise\n',
  'manage.py': 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\nimport django\n',
  'config/__init__.py': '',
  'config/settings.py':
    'INSTALLED_APPS = ["django.contrib.staticfiles"]\nMIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]\nSTATIC_ROOT = "staticfiles"\n',
  'config/wsgi.py': 'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n',
  'config/asgi.py': 'from django.core.asgi import get_asgi_application\n\napplication = get_asgi_application()\n',
  'blog/__init__.py': '',
  'blog/models.py': '',
  'templates/base.html': '',
}

/** A console script that is called like the project, from a lockfile of poetry. */
export const poetry: Files = {
  'pyproject.toml': `[project]
name = "shop"
version = "0.1.0"
readme = "README.md"
requires-python = ">=3.13,<4.0"
dependencies = ["flask", "gunicorn"]

[project.scripts]
shop = "shop.cli:main"
shop-admin = "shop.cli:admin"

[tool.poetry]
packages = [{ include = "shop", from = "src" }]

[build-system]
requires = ["poetry-core>=2.0.0,<3.0.0"]
build-backend = "poetry.core.masonry.api"
`,
  'poetry.lock':
    '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.\n\n[metadata]\nlock-version = "2.1"\n',
  'README.md': '',
  'src/shop/__init__.py': '',
  'src/shop/cli.py': 'def main(): ...\n',
}

/** A project of pdm that is only run from its sources. */
export const pdm: Files = {
  'pyproject.toml':
    '[project]\nname = "api"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["starlette", "granian[reload]"]\n\n[tool.pdm]\ndistribution = false\n',
  'pdm.lock': '[metadata]\nlock_version = "4.5.0"\n',
  'api/__init__.py': '',
  'api/main.py': 'from starlette.applications import Starlette\n\napp = Starlette()\n',
}

/** A Pipfile with waitress. */
export const pipenv: Files = {
  Pipfile: '[packages]\nflask = "*"\nwaitress = "*"\n\n[requires]\npython_version = "3.13"\n',
  'Pipfile.lock': '{"_meta": {"pipfile-spec": 6}, "default": {}, "develop": {}}\n',
  'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
}

/** A member with an extra, default groups, a dependency by path, and a library whose layout is configured. */
export const uvGroups: Files = {
  'pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n\n[tool.uv.sources]\ncore = { workspace = true }\nchecks = { workspace = true }\nmetrics = { workspace = true }\n',
  'uv.lock': 'version = 1\n\n[manifest]\nmembers = [\n    "api",\n    "checks",\n    "core",\n    "metrics",\n]\n',
  'apps/api/pyproject.toml': `[project]
name = "api"
version = "0.1.0"
requires-python = ">=3.13"
dependencies = ["core", "vendored", "patched"]

[project.scripts]
api = "api:main"

[project.optional-dependencies]
metrics = ["metrics"]

[dependency-groups]
test = ["checks"]
docs = ["mkdocs"]

[tool.uv]
default-groups = ["test"]

[tool.uv.sources]
vendored = { path = "../../third-party/vendored" }
patched = { path = "../../third-party/patched-1.0-py3-none-any.whl" }

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  'apps/api/src/api/__init__.py': 'def main(): ...\n',
  'apps/api/tests/test_api.py': '',
  'libs/core/pyproject.toml': `[project]
name = "core"
version = "0.1.0"
dependencies = ["psycopg2", "git-tools @ git+https://git.example.com/team/tools.git@1.2.0"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["source/core"]
`,
  'libs/core/source/core/__init__.py': '',
  'libs/core/tests/test_core.py': '',
  'libs/checks/pyproject.toml': '[project]\nname = "checks"\nversion = "0.1.0"\n',
  'libs/checks/checks.py': '',
  'libs/metrics/pyproject.toml':
    '[project]\nname = "metrics"\nversion = "0.1.0"\n\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n',
  'libs/metrics/src/lib.rs': '',
  'third-party/vendored/setup.py': 'setup(name="vendored")\n',
  'third-party/vendored/vendored/__init__.py': '',
  'third-party/patched-1.0-py3-none-any.whl': '',
}

/** A service of poetry with libraries below its folder, one of them only for development. */
export const poetryWithPaths: Files = {
  'pyproject.toml': `[tool.poetry]
name = "api"
version = "0.1.0"
packages = [{ include = "api" }]

[tool.poetry.dependencies]
python = "^3.13"
waitress = "*"
core = { path = "libs/core", develop = true }

[tool.poetry.group.test.dependencies]
checks = { path = "libs/checks" }

[tool.poetry.scripts]
api = "api:main"

[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`,
  'poetry.lock': '[metadata]\nlock-version = "2.1"\n',
  'api/__init__.py': 'def main(): ...\n',
  ...Object.fromEntries(
    ['core', 'checks'].flatMap((name) => [
      [
        `libs/${name}/pyproject.toml`,
        `[tool.poetry]\nname = "${name}"\nversion = "0.1.0"\n${name === 'core' ? '\n[tool.poetry.dependencies]\ntools = { path = "../tools" }\n' : ''}\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n`,
      ],
      [`libs/${name}/${name}/__init__.py`, ''],
    ]),
  ),
  'libs/tools/setup.py': 'setup(name="tools")\n',
  'libs/tools/tools.py': '',
}
