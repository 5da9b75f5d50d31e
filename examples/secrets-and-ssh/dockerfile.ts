import { aptInstall, bind, cache, chain, secret, ssh, stage, type StageBuilder, type StageStep } from 'gen-dockerfile'

const python = 'python:3.13-slim-trixie'
const environment = '/app/.venv'

const application: StageStep = (s) => s.copy('app.py', './').user(10001, 10001).entrypoint(['python', 'app.py'])

const leakingArgument = stage()
  .from(python)
  .workdir('/app')
  .copy('requirements.txt', './')
  .comment('`docker history` shows the token to everybody who has the image.')
  .arg('INDEX_TOKEN')
  .run(
    'pip install --no-cache-dir --index-url "https://ci:$INDEX_TOKEN@packages.example.com/simple" -r requirements.txt',
  )
  .use(application)
  .ignore({ rule: 'secret-in-arg-or-env', reason: 'what this rung shows' })
  .ignore({ rule: 'secret-arg-in-run', reason: 'what this rung shows' })

const leakingFile = stage()
  .from(python)
  .workdir('/app')
  .copy('requirements.txt', './')
  .copy('netrc', '/root/.netrc')
  .run('pip install --no-cache-dir -r requirements.txt')
  .comment('Too late: the file stays in the layer of the COPY.')
  .run('rm /root/.netrc')
  .use(application)
  .ignore({ rule: 'deleted-in-later-layer', reason: 'what this rung shows' })

const runtime = (packages: StageBuilder) =>
  stage('runtime')
    .from(python)
    .workdir('/app')
    .env({ PATH: `${environment}/bin:$PATH` })
    .copyFrom(packages, environment, environment)
    .use(application)

const start = stage('packages').from(python).workdir('/app').run(`python -m venv --without-pip ${environment}`)
const pip = `pip --python ${environment}/bin/python`

/** docker build --secret id=index,env=PIP_INDEX_URL --secret id=netrc,src=$HOME/.netrc . */
const privateIndex = runtime(
  start.run(`${pip} install -r requirements.txt`, {
    mounts: [
      secret('index', { env: 'PIP_INDEX_URL' }),
      secret('netrc', { target: '/root/.netrc', mode: '0600' }),
      cache('/root/.cache/pip'),
      bind('requirements.txt', { source: 'requirements.txt' }),
    ],
  }),
)

/** docker build --ssh default . */
const privateRepository = runtime(
  start
    .use(aptInstall(['git', 'openssh-client']))
    .comment('The key of the host is known beforehand; trusting what it says at the first time would defeat it.')
    .run(chain(`${pip} install -r requirements.txt`, `${pip} install -r requirements-private.txt`), {
      mounts: [
        ssh(),
        bind('/etc/ssh/ssh_known_hosts', { source: 'known_hosts' }),
        cache('/root/.cache/pip'),
        bind('requirements.txt', { source: 'requirements.txt' }),
        bind('requirements-private.txt', { source: 'requirements-private.txt' }),
      ],
    }),
)

export default {
  'leaking-argument': leakingArgument,
  'leaking-file': leakingFile,
  'private-index': privateIndex,
  'private-repository': privateRepository,
}
