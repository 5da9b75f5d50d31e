import { bind, cache, chain, stage, type StageStep } from 'gen-dockerfile'

/** What every rung ends with. */
const service: StageStep = (s) =>
  s
    .copy('main.py', '.')
    .expose(8000)
    .cmd(['uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '8000'])
    .ignore({ rule: 'root-user', reason: 'the recipe never sets a user; the corrected rung does' })

const downloadsKept = { rule: 'pip-cache-left', reason: 'part of the weight that the ladder takes off' }
const newestUv = {
  rule: 'unpinned-pip',
  reason: 'the recipe takes the newest uv; the corrected rung copies a pinned one',
}

const naive = stage()
  .from('python:3.12')
  .workdir('/app')
  .copy('requirements.txt', '.')
  .run('pip install -r requirements.txt')
  .use(service)
  .ignore(downloadsKept)

const slim = stage()
  .from('python:3.12-slim')
  .workdir('/app')
  .copy('requirements.txt', '.')
  .run('pip install -r requirements.txt')
  .use(service)
  .ignore(downloadsKept)

const userBuilder = stage('builder')
  .from('python:3.12-slim')
  .workdir('/app')
  .copy('requirements.txt', '.')
  .run('pip install --user --no-cache-dir -r requirements.txt')

const multiStageUser = stage()
  .from('python:3.12-slim')
  .workdir('/app')
  .comment('Works for root alone: nobody else may look into /root.')
  .copyFrom(userBuilder, '/root/.local', '/root/.local')
  .env({ PATH: '/root/.local/bin:$PATH', PYTHONUNBUFFERED: 1 })
  .use(service)
  .ignore({ rule: 'private-root-home', reason: 'what this rung shows; the corrected one has a virtual environment' })

const sitePackages = '/usr/local/lib/python3.12/site-packages'
const programs = '/usr/local/bin'

const uvBuilder = stage('builder')
  .from('python:3.12-alpine')
  .workdir('/app')
  .run('pip install uv')
  .copy('requirements.txt', '.')
  .run('uv pip install --system --no-cache -r requirements.txt')
  .ignore(newestUv)

const alpineUv = stage()
  .from('python:3.12-alpine')
  .workdir('/app')
  .copyFrom(uvBuilder, sitePackages, sitePackages)
  .copyFrom(uvBuilder, programs, programs)
  .env({ PYTHONUNBUFFERED: 1 })
  .use(service)

const combinedBuilder = stage('builder')
  .from('python:3.12-alpine')
  .workdir('/app')
  .run(chain('pip install uv', 'pip cache purge'))
  .copy('requirements.txt', '.')
  .comment('The `|| true` is meant for find, and forgives a failed install as well.')
  .run(
    chain(
      'uv pip install --system --no-cache -r requirements.txt',
      'rm -rf /root/.cache',
      "find /usr/local -type d -name '__pycache__' -exec rm -rf {} + 2>/dev/null || true",
    ),
  )
  .ignore(newestUv)
  .ignore({ rule: 'swallowed-failure', reason: 'what this rung shows; the corrected one forgives nothing' })

const alpineUvCombined = stage()
  .from('python:3.12-alpine')
  .workdir('/app')
  .copyFrom(combinedBuilder, sitePackages, sitePackages)
  .copyFrom(combinedBuilder, programs, programs)
  .comment('Only a login reads this file, and a container has none.')
  .run('echo "PYTHONUNBUFFERED=1" >> /etc/environment')
  .use(service)
  .ignore({ rule: 'variable-in-profile', reason: 'what this rung shows; the corrected one uses ENV' })

const python = 'python:3.13-alpine3.23'
const environment = '/app/.venv'

const build = stage('build')
  .from(python)
  .workdir('/app')
  .env({ UV_COMPILE_BYTECODE: 1, UV_LINK_MODE: 'copy', UV_PYTHON_DOWNLOADS: 'never', VIRTUAL_ENV: environment })
  .copyFrom('ghcr.io/astral-sh/uv:0.12.5', '/uv', '/usr/local/bin/')
  .run(chain(`uv venv ${environment}`, 'uv pip install -r requirements.txt'), {
    mounts: [cache('/root/.cache/uv'), bind('requirements.txt', { source: 'requirements.txt' })],
  })

const corrected = stage('runtime')
  .from(python)
  .workdir('/app')
  .env({ PATH: `${environment}/bin:$PATH`, PYTHONUNBUFFERED: 1 })
  .copyFrom(build, environment, environment)
  .copy('main.py', './')
  .user(10001, 10001)
  .expose(8000)
  .cmd(['uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '8000'])

export default {
  naive,
  slim,
  'multi-stage-user': multiStageUser,
  'alpine-uv': alpineUv,
  'alpine-uv-combined': alpineUvCombined,
  corrected,
}
