import { bind, cache, chain, dockerfile, stage, withBuildPackages, type StageStep } from 'gen-dockerfile'

const expired = { rule: 'end-of-life-base', reason: 'the recipe is from the days of Python 3.10' }
const asRoot = { rule: 'root-user', reason: 'the recipe never sets a user; the corrected rung does' }

const predict: StageStep = (s) => s.cmd(['python', 'app/predictor.py', 'sample_data/sample_text.txt'])

/** The two rungs that differ in their base alone. */
const single = (base: string) =>
  stage()
    .from(base)
    .ignore(expired)
    .workdir('/app')
    .copy('requirements.txt', './requirements.txt')
    .copy('app/', './app/')
    .copy('sample_data/', './sample_data/')
    .run('pip install --no-cache-dir -r requirements.txt')
    .use(predict)
    .ignore(asRoot)

const slimPurge = stage()
  .from('python:3.10-slim')
  .ignore(expired)
  .workdir('/app')
  .copy('requirements.txt', './requirements.txt')
  .copy('app/', './app/')
  .copy('sample_data/', './sample_data/')
  .copy('fasttokens/', './fasttokens/')
  .use(
    withBuildPackages(
      { manager: 'apt', packages: ['build-essential', 'gcc', 'python3-dev'] },
      'pip install --no-cache-dir -r requirements.txt',
      'pip install --no-cache-dir ./fasttokens/',
      'rm -rf /root/.cache/pip',
    ),
  )
  .use(predict)
  .ignore(asRoot)

/** `folder` is where the recipe believes its files to be. */
const twoStages = (folder: string) => {
  const builder = stage('builder')
    .from('python:3.10')
    .ignore(expired)
    .workdir('/app')
    .copy([`${folder}requirements.txt`, `${folder}runtime_requirements.txt`], './')
    .run('pip install --no-cache-dir -r requirements.txt')
    .copy(`${folder}fasttokens/`, './fasttokens/')
    .run('pip install --no-cache-dir ./fasttokens/')
    .copy(`${folder}app/`, './app/')
    .ignore({ rule: 'root-user', reason: 'it only builds' })

  const runtime = stage('runtime')
    .from('python:3.10-slim')
    .ignore(expired)
    .workdir('/app')
    .comment('Nothing comes from the builder, so a build of this stage never runs it.')
    .copy(`${folder}runtime_requirements.txt`, './')
    .run('pip install --no-cache-dir -r runtime_requirements.txt')
    .copy(`${folder}app/`, './app/')
    .copy(`${folder}sample_data/`, './sample_data/')
    .use(predict)
    .ignore(asRoot)

  // No stage refers to the builder: being a target is the only way for it to be in the file at all.
  return dockerfile({ targets: [builder, runtime] })
}

const build = stage('build')
  .from('python:3.13-trixie')
  .workdir('/app')
  .run(
    chain('python -m venv --without-pip .venv', 'pip --python .venv/bin/python install -r runtime_requirements.txt'),
    {
      mounts: [cache('/root/.cache/pip'), bind('runtime_requirements.txt', { source: 'runtime_requirements.txt' })],
    },
  )
  .comment('The compiler writes beside the sources; what it writes is thrown away with the mount.')
  .run('pip --python .venv/bin/python install ./fasttokens', {
    mounts: [cache('/root/.cache/pip'), bind('fasttokens', { source: 'fasttokens', readwrite: true })],
  })

const corrected = stage('runtime')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .env({ PATH: '/app/.venv/bin:$PATH' })
  .copyFrom(build, '/app/.venv', '/app/.venv')
  .copy('app', './app')
  .copy('sample_data', './sample_data')
  .user(10001, 10001)
  .use(predict)

export default {
  naive: single('python:3.10'),
  slim: single('python:3.10-slim'),
  'slim-purge': slimPurge,
  'multi-stage': twoStages(''),
  'multi-stage-wrong-context': twoStages('multi_stage/').ignore({
    rule: 'missing-source',
    reason: 'shows paths that name the context itself: built with `multi_stage` as context, they are not in it',
  }),
  corrected,
}
