import { bind, cache, chain, dockerfile, stage, type StageStep } from 'gen-dockerfile'

const expired = { rule: 'end-of-life-base', reason: 'the recipe is from the days of Python 3.10' }
const asRoot = { rule: 'root-user', reason: 'the recipe never sets a user; the corrected rung does' }
const everythingSent = { rule: 'no-ignore-file', reason: 'the recipe has none; the corrected rung has' }

const requirements: StageStep = (s) =>
  s.workdir('/app').copy('requirements.txt', '.').run('pip install --no-cache-dir -r requirements.txt')

const everything: StageStep = (s) => s.copy('.', '.').cmd(['python', 'app.py']).ignore(asRoot).ignore(everythingSent)

const fat = stage().from('python:3.10').ignore(expired).use(requirements).use(everything)

const builder = stage('builder').from('python:3.10-slim').ignore(expired).use(requirements)

const sitePackages = '/usr/local/lib/python3.10/site-packages'

const multiStage = stage()
  .from('python:3.10-slim')
  .ignore(expired)
  .workdir('/app')
  .comment('The modules come along; the programs in /usr/local/bin, such as gunicorn, do not.')
  .copyFrom(builder, sitePackages, sitePackages)
  .use(everything)
  .ignore({ rule: 'packages-without-scripts', reason: 'what this rung shows; the corrected one has an environment' })

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
  .copy('app.py', './')
  .user(10001, 10001)
  .expose(8000)
  .comment('Gunicorn wants a file for the heartbeat of each worker, and /tmp may be read-only.')
  .cmd(['gunicorn', '--worker-tmp-dir', '/dev/shm', '--bind', '0.0.0.0:8000', 'app:app'])

export default {
  // No ignore file, as in the recipe: `COPY . .` takes whatever lies in the folder.
  fat: dockerfile({ targets: [fat], ignore: false }),
  'multi-stage': dockerfile({ targets: [multiStage], ignore: false }),
  corrected,
}
