import type { Case } from '../support/case.js'

const shell = '/bin/sh'

const uvTool = ['ghcr.io/astral-sh/uv:latest', '/uv'] as const

const health = (port: number, path = '/healthz'): string =>
  `["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:${port}${path}')"]`

const harbour = {
  app: 'test/e2e/apps/python-uv',
  port: 8000,
  path: '/',
  answer: /^\d+ ships in the harbour\n$/,
  edit: {
    file: 'src/harbour/ships.py',
    find: 'ships in the harbour',
    replace: 'ships left',
    answer: /^\d+ ships left\n$/,
  },
  added: 'python-uv',
  projectStep: /uv sync --locked(?!.*--no-install-project)/,
  shell,
  lock: {
    name: 'uv.lock',
    image: 'python:3.13-slim-trixie',
    tool: uvTool,
    reads: ['pyproject.toml'],
    command: 'UV_PYTHON_DOWNLOADS=never uv lock',
  },
  irreproducible: [
    {
      path: /\.dist-info\/(?:uv_cache\.json|RECORD):/,
      why: 'uv notes the time of pyproject.toml in what it installs from a folder, and the digest of that note',
    },
  ],
} as const satisfies Partial<Case>

const index = { registry: 'python', package: 'humanize' } as const

/** Python services of every package manager. */
export const pythonCases: readonly Case[] = [
  {
    name: 'python-pip',
    app: 'examples/python-slim',
    preset: `pythonSlim({ healthcheck: ${health(8000)} })`,
    port: 8000,
    path: '/books',
    answer: /Dubliners/,
    edit: { file: 'app/main.py', find: 'Dubliners', replace: 'Ulysses', answer: /Ulysses/ },
    added: 'python-slim',
    keptByHeaders: index,
    shell,
    dev: 60,
    quick: true,
  },
  { name: 'python-uv', preset: 'pythonSlim()', dev: 60, quick: true, ...harbour },
  {
    ...harbour,
    name: 'python-distroless',
    preset: `pythonSlim({ runtime: 'distroless', healthcheck: ${health(8000, '/')} })`,
    shell: '/busybox/sh',
    quick: false,
  },
  {
    name: 'python-poetry',
    app: 'test/e2e/apps/python-poetry',
    preset: "pythonSlim({ app: 'weather.app:app', port: 8000 })",
    port: 8000,
    path: '/',
    answer: /^rain later\n$/,
    edit: { file: 'weather/forecast.py', find: 'rain later', replace: 'sun later', answer: /^sun later\n$/ },
    added: 'python-poetry',
    keptByHeaders: index,
    shell,
    lock: {
      name: 'poetry.lock',
      image: 'python:3.13-slim-trixie',
      reads: ['pyproject.toml'],
      command: 'pip install poetry==2.1.3 && poetry lock',
    },
    quick: false,
  },
  {
    name: 'python-pdm',
    app: 'test/e2e/apps/python-pdm',
    preset: 'pythonSlim({ port: 8000 })',
    port: 8000,
    path: '/',
    answer: /^docs /,
    edit: { file: 'links/table.py', find: '"docs"', replace: '"handbook"', answer: /^handbook / },
    added: 'python-pdm',
    keptByHeaders: index,
    shell,
    quick: false,
  },
  {
    name: 'python-pipenv',
    app: 'test/e2e/apps/python-pipenv',
    preset: 'pythonSlim({ port: 8000 })',
    port: 8000,
    path: '/',
    answer: /^(?:anchor|beacon|compass)\n$/,
    edit: { file: 'app/words.py', find: '"beacon", "compass"', replace: '"anchor", "anchor"', answer: /^anchor\n$/ },
    added: 'python-pipenv',
    keptByHeaders: index,
    shell,
    lock: {
      name: 'Pipfile.lock',
      image: 'python:3.11-slim-trixie',
      reads: ['Pipfile'],
      command: 'pip install pipenv && pipenv lock',
    },
    quick: false,
  },
  {
    name: 'alpine-uv-requirements',
    app: 'examples/python-alpine-uv',
    preset: `pythonAlpineUv({ healthcheck: ${health(8000)} })`,
    port: 8000,
    path: '/notes',
    answer: /water the plants/,
    edit: { file: 'notes/main.py', find: 'water', replace: 'feed', answer: /feed the plants/ },
    added: 'python-alpine-uv',
    shell,
    quick: true,
  },
  { name: 'alpine-uv', preset: 'pythonAlpineUv()', quick: false, ...harbour },
]
