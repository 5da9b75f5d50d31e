import { bind, cache, chain, stage, type StageStep } from 'gen-dockerfile'

const start: StageStep = (s) => s.cmd(['python', 'app.py'])

const naive = stage()
  .from('python:3.12')
  .workdir('/app')
  .copy('.', '.')
  .run('pip install -r requirements.txt')
  .use(start)
  .ignore({ rule: 'root-user', reason: 'where the ladder starts; every other rung has a user' })
  .ignore({ rule: 'dependencies-after-source', reason: 'where the ladder starts; the next rung copies the list first' })
  .ignore({ rule: 'pip-cache-left', reason: 'part of the weight that the ladder takes off' })

const slim = stage()
  .from('python:3.12-slim')
  .workdir('/app')
  .copy('requirements.txt', '.')
  .run('pip install --no-cache-dir -r requirements.txt')
  .copy('.', '.')
  .comment('A changed owner is a changed file: this layer holds all of /app once more.')
  .run(chain('useradd --create-home --shell /bin/bash app', 'chown -R app /app'))
  .user('app')
  .use(start)
  .ignore({ rule: 'numeric-user', reason: 'the recipe uses the name; the corrected rung uses the number' })
  .ignore({ rule: 'recursive-chown', reason: 'what this rung shows; the corrected one leaves the files with root' })

const environment = '/app/.venv'

const build = stage('build')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .run(
    chain(
      `python -m venv --without-pip ${environment}`,
      `pip --python ${environment}/bin/python install -r requirements.txt`,
    ),
    {
      mounts: [cache('/root/.cache/pip'), bind('requirements.txt', { source: 'requirements.txt' })],
    },
  )

const corrected = stage('runtime')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .env({ PATH: `${environment}/bin:$PATH`, PYTHONUNBUFFERED: 1 })
  .copyFrom(build, environment, environment)
  .comment('The files stay with root: the service reads them and cannot change them.')
  .copy('app.py', './')
  .user(10001, 10001)
  .expose(8000)
  .use(start)

export default { naive, slim, corrected }
