import { describe, expect, it } from 'vitest'
import { isNotProgram } from '../../../src/presets/python/not-program.js'

const files = {
  program: `main.py security.py notice.py tasks.py testing.py config.yaml alembic.ini logging.conf boot.sh gunicorn.conf.py
    babel.cfg words.txt required.txt models.json template.html docker_client.py`,
  other: `.env .gitignore Dockerfile api.Dockerfile Dockerfile.dev dockerfile.ts Dockerfile.dockerignore Containerfile compose.yaml
    docker-compose.override.yml docker-bake.hcl docker-bake.override.json README.md LICENSE LICENSE.txt CHANGELOG.rst SECURITY Makefile setup.py setup.cfg hatch_build.py tox.ini
    pytest.ini conftest.py noxfile.py tests.py test_api.py pyproject.toml requirements.txt requirements-dev.txt base_requirements.txt
    docs-requirements.in uv.lock
    poetry.lock Pipfile Pipfile.lock package.json package-lock.json pnpm-lock.yaml tailwind.config.js Procfile runtime.txt
    fly.toml db.sqlite3 server.pem id_rsa credentials.json notes.ipynb mkdocs.yml gen-dockerfile.yaml`,
}

const folders = {
  program: 'app templates static alembic migrations locale scripts data security env_config ab_testing',
  other: `.venv .github venv env __pycache__ tests docs build dist node_modules shop.egg-info htmlcov terraform frontend documentation benches
    e2e load_tests integration-tests perftest`,
}

const words = (text: string): readonly string[] => text.split(/\s+/)

describe('what is part of the program', () => {
  it.each(words(files.program))('takes the file %s', (name) => expect(isNotProgram(name, 'file')).toBe(false))
  it.each(words(files.other))('leaves the file %s out', (name) => expect(isNotProgram(name, 'file')).toBe(true))
  it.each(words(folders.program))('takes the folder %s', (name) => expect(isNotProgram(name, 'dir')).toBe(false))
  it.each(words(folders.other))('leaves the folder %s out', (name) => expect(isNotProgram(name, 'dir')).toBe(true))
})
