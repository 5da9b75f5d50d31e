import { apkAdd, aptInstall, bind, cache, chain, stage, type StageStep } from 'gen-dockerfile'

const debian = 'python:3.8'
const alpine = 'python:3.8-alpine'
const expired = { rule: 'end-of-life-base', reason: 'the recipe is from the days of Python 3.8' }
const asRoot = { rule: 'root-user', reason: 'the recipe never sets a user; the corrected rungs do' }
const downloadsKept = { rule: 'pip-cache-left', reason: 'part of the weight; the corrected rungs mount a cache' }
const fetchedTwice = {
  rule: 'redundant-update',
  reason: 'the recipe fetches the index twice; the corrected rungs do not',
}

const unpinned = {
  apt: "Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.\nhadolint ignore=DL3008",
  apk: "Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.\nhadolint ignore=DL3018",
}

/** What compiling the PostgreSQL driver takes on Alpine. */
const compiler = 'gcc python3-dev musl-dev linux-headers postgresql-dev'

const requirements: StageStep = (s) => s.copy('requirements.txt', '/requirements.txt')

const application: StageStep = (s) =>
  s.use(requirements).run('pip install -r /requirements.txt').copy('src', '/app').ignore(asRoot).ignore(downloadsKept)

const naive = stage()
  .from(debian)
  .ignore(expired)
  .run('apt-get update')
  .comment(unpinned.apt)
  .run('apt-get install -y --no-install-recommends postgresql-client')
  .use(application)
  .ignore({ rule: 'apt-lists-left', reason: 'what the next rung takes off' })
  .ignore({ rule: 'stale-package-index', reason: 'update and install are two layers: what the next rung joins' })

// `aptInstall` is this recipe: update, install and delete the lists in one layer.
const aptLists = stage()
  .from(debian)
  .ignore(expired)
  .use(aptInstall(['postgresql-client']))
  .use(application)

const alpineNaive = stage()
  .from(alpine)
  .ignore(expired)
  .comment(unpinned.apk)
  .run(chain('apk update', `apk --no-cache add libpq ${compiler}`))
  .use(application)
  .ignore(fetchedTwice)

const alpineVirtualDeps = stage()
  .from(alpine)
  .ignore(expired)
  .use(requirements)
  .comment(unpinned.apk)
  .run(
    chain(
      'apk update',
      `apk add --no-cache --virtual .build-deps ${compiler}`,
      'apk --no-cache add libpq',
      'pip install -r /requirements.txt',
      'apk del .build-deps',
    ),
  )
  .copy('src', '/app')
  .ignore(asRoot)
  .ignore(downloadsKept)
  .ignore(fetchedTwice)

const base = stage('base').from(alpine).ignore(expired)

const builder = stage('builder')
  .from(base)
  .comment(unpinned.apk)
  .run(chain('apk update', `apk add ${compiler}`))
  .run('mkdir /install')
  .workdir('/install')
  .use(requirements)
  .run('pip install --prefix=/install -r /requirements.txt')

const alpineMultiStage = stage()
  .from(base)
  .copyFrom(builder, '/install', '/usr/local')
  .copy('src', '/app')
  .comment(unpinned.apk)
  .run('apk --no-cache add libpq')
  .ignore(asRoot)

/** What is left of a distribution: how to add packages, where the driver is compiled, and what it needs to run. */
interface Distribution {
  readonly buildImage: string
  /** What the build image lacks. */
  readonly compiler: StageStep
  readonly image: string
  readonly install: (packages: readonly string[]) => StageStep
  readonly runtime: readonly string[]
}

const environment = '/app/.venv'

const corrected = ({ buildImage, compiler, image, install, runtime }: Distribution) => {
  const compiled = stage('build')
    .from(buildImage)
    .workdir('/app')
    .use(compiler)
    .run(
      chain(
        `python -m venv --without-pip ${environment}`,
        `pip --python ${environment}/bin/python install -r requirements.txt`,
      ),
      {
        mounts: [cache('/root/.cache/pip'), bind('requirements.txt', { source: 'requirements-current.txt' })],
      },
    )
  return stage('runtime')
    .from(image)
    .workdir('/app')
    .use(install(runtime))
    .env({ PATH: `${environment}/bin:$PATH`, PYTHONUNBUFFERED: 1 })
    .copyFrom(compiled, environment, environment)
    .copy('src', './')
    .user(10001, 10001)
    .expose(8000)
    .comment('Gunicorn wants a file for the heartbeat of each worker, and /tmp may be read-only.')
    .cmd(['gunicorn', '--worker-tmp-dir', '/dev/shm', '--bind', '0.0.0.0:8000', 'config.wsgi'])
}

export default {
  naive,
  'apt-lists': aptLists,
  alpine: alpineNaive,
  'alpine-virtual-deps': alpineVirtualDeps,
  'alpine-multi-stage': alpineMultiStage,
  corrected: corrected({
    buildImage: 'python:3.13-trixie',
    compiler: (s) => s.comment('The whole image has a compiler and the headers of libpq.'),
    image: 'python:3.13-slim-trixie',
    install: aptInstall,
    runtime: ['libpq5'],
  }),
  'corrected-alpine': corrected({
    buildImage: 'python:3.13-alpine3.23',
    compiler: apkAdd(['gcc', 'libpq-dev', 'musl-dev']),
    image: 'python:3.13-alpine3.23',
    install: apkAdd,
    runtime: ['libpq'],
  }),
}
