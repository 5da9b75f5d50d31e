import { bind, cache, dockerfile, stage } from 'gen-dockerfile'

/** The interpreter of the runtime image is Debian 13's, so packages are installed for its version. */
const build = stage('build')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .run('pip install --target=/app/packages --requirement requirements.txt', {
    mounts: [cache('/root/.cache/pip'), bind('requirements.txt', { source: 'requirements.txt' })],
  })

const service = (tag: 'nonroot' | 'debug-nonroot') =>
  stage()
    .from(`gcr.io/distroless/python3-debian13:${tag}`)
    .workdir('/app')
    .env({ PYTHONPATH: '/app/packages', PYTHONUNBUFFERED: 1 })
    .copyFrom(build, '/app/packages', '/app/packages')
    .copy('main.py', './')
    .user(65532, 65532)
    .expose(8000)
    .healthcheck(['/usr/bin/python3', '-c', "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health')"])
    .comment('The entrypoint is the interpreter: there is no shell to look for a program.')
    .cmd(['main.py'])

export default dockerfile({
  targets: [
    // The same with BusyBox in /busybox: `docker run --rm -it --entrypoint=sh IMAGE`.
    service('debug-nonroot').as('debug'),
    service('nonroot').as('runtime'),
  ],
})
