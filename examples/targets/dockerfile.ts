import { aptInstall, bind, cache, chain, dockerfile, stage } from 'gen-dockerfile'

const image = 'python:3.13-slim-trixie'
const environment = '/app/.venv'
const pip = `pip --python ${environment}/bin/python`

const install = (file: string) =>
  ({
    command: `${pip} install -r ${file}`,
    options: { mounts: [cache('/root/.cache/pip'), bind(file, { source: file })] },
  }) as const

const runtimePackages = install('requirements.txt')
const developmentPackages = install('requirements-dev.txt')

const base = stage('base')
  .from(image)
  .workdir('/app')
  .env({ PATH: `${environment}/bin:$PATH`, PYTHONUNBUFFERED: 1 })

const packages = stage('packages')
  .from(base)
  .run(chain(`python -m venv --without-pip ${environment}`, runtimePackages.command), runtimePackages.options)

/** For working on it: reloads when a file changes; mount the sources over /app/app. */
const development = stage('development')
  .from(packages)
  .run(developmentPackages.command, developmentPackages.options)
  .copy('app', './app')
  .user(10001, 10001)
  .expose(8000)
  .cmd(['python', '-m', 'app.server'])

/** For looking into it: waits for a debugger on port 5678, and has tools that no other target has. */
const debugging = stage('debugging')
  .from(packages)
  .use(aptInstall(['curl', 'procps', 'strace']))
  .run(developmentPackages.command, developmentPackages.options)
  .copy('app', './app')
  .user(10001, 10001)
  .expose(5678, 8000)
  .cmd(['python', '-m', 'debugpy', '--listen', '0.0.0.0:5678', '--wait-for-client', '-m', 'app.server'])

/** What is tested is what is shipped: production adds nothing, so both names give the same image. */
const staging = stage('staging')
  .from(base)
  .copyFrom(packages, environment, environment)
  .copy('app', './app')
  .user(10001, 10001)
  .expose(8000)
  .cmd(['waitress-serve', '--port=8000', 'app.server:app'])

const production = stage('production').from(staging)

export default dockerfile({ targets: [development, debugging, staging, production] })
