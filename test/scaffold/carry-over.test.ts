import { describe, expect, it } from 'vitest'
import { draftOf, repositories } from './support.js'

interface Case {
  readonly files: keyof typeof repositories
  /** Of the final stage, one a line. */
  readonly lines: string
  readonly options: Readonly<Record<string, unknown>>
  /** For each setting: what became of it, with words of the reason. */
  readonly said: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  'a port that the sources do not have': {
    files: 'goSeveral',
    lines: 'EXPOSE 7000\nENTRYPOINT ["/worker"]',
    options: { main: './cmd/worker', port: 7000 },
    said: ['kept', 'same the program that it builds'],
  },
  'the port of the sources': { files: 'go', lines: 'EXPOSE 8080/tcp', options: {}, said: ['same in the sources'] },
  'several ports': {
    files: 'go',
    lines: 'EXPOSE 9090 9091 8080',
    options: {},
    said: ['left s.expose(9090)', 'left s.expose(9091)', 'same in the sources'],
  },
  'a port that is none': { files: 'go', lines: 'EXPOSE 53/udp 1-9', options: {}, said: ['left TCP', 'left TCP'] },
  'a port behind a variable': {
    files: 'goSeveral',
    lines: 'ENV LISTEN=7001\nEXPOSE $LISTEN\nCMD ["api"]',
    options: { main: './cmd/api', env: { LISTEN: 7001 }, port: 7001 },
    said: ['kept', 'kept', 'same the program'],
  },
  'variables of the container': {
    files: 'go',
    lines: 'ENV LOG_LEVEL=info WORKERS=04 LIMIT=4 GREETING="hello world" EMPTY=',
    options: { env: { LOG_LEVEL: 'info', WORKERS: '04', LIMIT: 4, GREETING: 'hello world', EMPTY: '' } },
    said: ['kept', 'kept', 'kept', 'kept', 'kept'],
  },
  'variables of the build': {
    files: 'go',
    lines: 'ENV PATH=/x:$PATH CGO_ENABLED=0 DEBIAN_FRONTEND=noninteractive',
    options: {},
    said: ['left the old image', 'left the build', "left the distribution's"],
  },
  'variables that a preset sets': {
    files: 'python',
    lines: 'ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1',
    options: {},
    said: ['same the preset sets it', 'left the build'],
  },
  NODE_ENV: { files: 'node', lines: 'ENV NODE_ENV=production', options: {}, said: ['same `production`'] },
  secrets: {
    files: 'go',
    lines: 'ENV API_KEY=abc DATABASE_URL=postgres://me:hunter2@db/shop\nLABEL password=x',
    options: {},
    said: ['left secret', 'left secret', 'left secret'],
  },
  'values that only the build knows': {
    files: 'go',
    lines: "ARG VERSION\nARG LEVEL=info\nENV VERSION=$VERSION LEVEL=$LEVEL X=$NOWHERE MONEY='a$b'",
    options: {},
    said: ['left `$VERSION`', 'left build argument', 'left `$NOWHERE`', 'left holds a `$`'],
  },
  'labels and the signal': {
    files: 'go',
    lines: 'LABEL org.opencontainers.image.source=https://example.com/shop\nSTOPSIGNAL QUIT',
    options: { labels: { 'org.opencontainers.image.source': 'https://example.com/shop' }, stopSignal: 'SIGQUIT' },
    said: ['kept', 'kept'],
  },
  'signals without a name, and the usual one': {
    files: 'go',
    lines: 'STOPSIGNAL 3',
    options: {},
    said: ['left `stopSignal`'],
  },
  'the usual signal': { files: 'go', lines: 'STOPSIGNAL SIGTERM', options: {}, said: ['same'] },
  'a user': { files: 'go', lines: 'USER app', options: {}, said: ['left `65532:65532`, by number'] },
  'the same user': { files: 'go', lines: 'USER 65532:65532', options: {}, said: ['same same user'] },
  root: { files: 'go', lines: 'USER root', options: {}, said: ['left not as root'] },
  'arguments of a compiled program': {
    files: 'go',
    lines: 'ENTRYPOINT ["/usr/bin/shop"]\nCMD ["serve", "--config=/etc/shop.yaml"]',
    options: { args: ['serve', '--config=/etc/shop.yaml'] },
    said: ['kept'],
  },
  'arguments that name a copied file': {
    files: 'go',
    lines: 'COPY shop.yaml /etc/shop/shop.yaml\nCMD ["/shop", "--config", "/etc/shop/shop.yaml"]',
    options: {},
    said: ['left `/etc/shop/shop.yaml` is a file of the old image'],
  },
  'a program that the old Dockerfile compiles': {
    files: 'go',
    lines: 'RUN go build -o bin/server .\nCMD ["./bin/server", "serve"]',
    options: { args: ['serve'] },
    said: ['kept'],
  },
  'another program': {
    files: 'go',
    lines: 'CMD ["npm", "run", "start"]',
    options: {},
    said: ['left `npm` is not the program that the preset builds'],
  },
  'a variable that a RUN uses': {
    files: 'go',
    lines: 'ENV VAULT=0.9.0 VAULT_ADDR=https://vault.example.com\nRUN wget https://example.com/${VAULT}.zip',
    options: { env: { VAULT_ADDR: 'https://vault.example.com' } },
    said: ['left a RUN uses it', 'kept'],
  },
  'an interpreter without a file': {
    files: 'python',
    lines: 'CMD ["python3"]',
    options: {},
    said: ['left `python` alone starts nothing'],
  },
  'a file that is not there': {
    files: 'python',
    lines: 'CMD ["python", "manage.py", "runserver"]',
    options: {},
    said: ['left there is no `manage.py` in this folder'],
  },
  'a value of several lines': {
    files: 'go',
    lines: 'ENV LINES="one\\ntwo"',
    options: { env: { LINES: 'one\\ntwo' } },
    said: ['kept'],
  },
  'a compiled program behind a shell': {
    files: 'go',
    lines: 'CMD ./migrate && ./shop',
    options: {},
    said: ['left needs a shell, which the image does not have; the preset starts `/usr/local/bin/shop`'],
  },
  'the command that the preset has': {
    files: 'node',
    lines: 'CMD ["node", "./server"]',
    options: {},
    said: ['same the preset starts the same'],
  },
  'another file': { files: 'node', lines: 'CMD node jobs.js', options: { entry: 'jobs.js' }, said: ['kept'] },
  'flags of node': {
    files: 'node',
    lines: 'CMD ["node", "--max-old-space-size=512", "server.js"]',
    options: { command: ['node', '--max-old-space-size=512', 'server.js'] },
    said: ['kept'],
  },
  'a path below the old working directory': {
    files: 'node',
    lines: 'WORKDIR /usr/src/app\nCMD ["node", "/usr/src/app/jobs.js"]',
    options: { entry: 'jobs.js' },
    said: ['kept'],
  },
  'a package manager': {
    files: 'node',
    lines: 'CMD ["npm", "start"]',
    options: {},
    said: ['left `npm` need not run in the container; the preset starts `node server.js`'],
  },
  'a script of the old image': {
    files: 'node',
    lines: 'ENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["node", "server.js"]',
    options: {},
    said: ['left `docker-entrypoint.sh` is not in the image'],
  },
  'a server among the dependencies': {
    files: 'python',
    lines: 'CMD ["/opt/venv/bin/gunicorn", "-k", "uvicorn.workers.UvicornWorker", "main:app"]',
    options: { command: ['gunicorn', '-k', 'uvicorn.workers.UvicornWorker', 'main:app'] },
    said: ['kept'],
  },
  'a server that is not installed': {
    files: 'python',
    lines: 'CMD ["hypercorn", "main:app"]',
    options: {},
    said: ['left `hypercorn` is not in the image'],
  },
  'a server for development': {
    files: 'python',
    lines: 'CMD ["uvicorn", "main:app", "--reload"]',
    options: {},
    said: ['left `uvicorn main:app --reload` is for development; the preset starts `uvicorn main:app'],
  },
  'a folder that is not in the image': {
    files: 'python',
    lines: 'CMD ["gunicorn", "-c", "tests/gunicorn.py", "main:app"]',
    options: {},
    said: ['left `tests/gunicorn.py` is not in the image of the preset'],
  },
  'a folder that the build wrote elsewhere': {
    files: 'nodeBuilt',
    lines: 'CMD ["node", "api"]',
    options: {},
    said: ['left `api` is not in the image of the preset'],
  },
  'a program that an init starts through a shell': {
    files: 'go',
    lines: 'ENTRYPOINT ["tini", "--"]\nCMD /bin/shop serve',
    options: { args: ['serve'] },
    said: ['kept'],
  },
  'volumes of a service': {
    files: 'python',
    lines: 'WORKDIR /srv\nVOLUME ["/srv/data", "/var/lib/shop"]\nVOLUME data',
    options: { writable: ['data', '/var/lib/shop'] },
    said: ['kept as folders'],
  },
  'volumes of a compiled program': {
    files: 'go',
    lines: 'VOLUME /data',
    options: { writable: ['/data'] },
    said: ['kept as folders'],
  },
  'a volume that the build names': {
    files: 'python',
    lines: 'VOLUME $NOWHERE',
    options: {},
    said: ['left only the build knows'],
  },
  'a check in the language of the image': {
    files: 'python',
    lines: 'HEALTHCHECK --interval=5s CMD python3 -c "import main" || exit 1',
    options: { healthcheck: ['python', '-c', 'import main'] },
    said: ['kept without `--interval`'],
  },
  'a check with a tool': {
    files: 'python',
    lines: 'HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1',
    options: {},
    said: ['left `curl` is not in the image'],
  },
}

type BaseCase = [string, keyof typeof repositories, string, Readonly<Record<string, string>>, string]

const bases: readonly BaseCase[] = [
  ['another line of Python', 'python', 'python:3.12.2-slim-bookworm', { pythonVersion: '3.12' }, 'kept '],
  ['the same line', 'python', 'python:3.13-alpine', {}, ''],
  ['a line past its end', 'python', 'python:3.9', {}, 'left Python 3.9 has had no fixes since'],
  ['no line', 'python', 'python:3', {}, ''],
  ['another image', 'python', 'ubuntu:24.04', {}, ''],
  ['a named version', 'pythonNamed', 'python:3.12', {}, ''],
  ['another line of Node', 'node', 'node:22-alpine', { node: '22' }, 'kept '],
  ['a moving tag', 'node', 'node:lts-alpine', {}, ''],
  ['a compiler', 'go', 'golang:1.24', {}, ''],
]

describe('the base of an old Dockerfile', () => {
  it.each<BaseCase>([...bases])('%s', async (_, files, image, options, said) => {
    const { services, carried } = await draftOf(repositories[files], `FROM ${image} AS base\nFROM base\n`)
    expect(services[0]?.options).toEqual(options)
    expect(carried.map(({ text }) => text)).toEqual(said === '' ? [] : [`FROM ${image}`])
    if (said !== '') expect(`${carried[0]?.decision.kind} ${carried[0]?.decision.why ?? ''}`).toContain(said)
  })
})

describe('what an old Dockerfile says', () => {
  it.each(Object.entries(cases))('%s', async (_, { files, lines, options, said }) => {
    const { services, carried } = await draftOf(repositories[files], `FROM a\n${lines}\n`)
    const about = services.find((service) => Object.keys(service.options).length > (service.name === undefined ? 0 : 1))
    expect(about?.options ?? {}).toEqual(options)
    const decisions = carried.map(({ decision }) => `${decision.kind} ${decision.why ?? ''}`)
    expect(decisions.map((text) => text.split(' ')[0])).toEqual(said.map((text) => text.split(' ')[0]))
    for (const [index, text] of said.entries()) {
      expect(decisions[index]).toContain(text.slice(text.indexOf(' ') + 1))
    }
  })

  it('is taken for none of several services when it starts none of them', async () => {
    const { services, carried } = await draftOf(repositories.goSeveral, 'FROM a\nEXPOSE 1\nCMD ["/other"]\n')
    expect(services).toEqual([
      { name: 'api', options: { main: './cmd/api' } },
      { name: 'worker', options: { main: './cmd/worker' } },
    ])
    expect(carried.map(({ decision }) => decision.kind)).toEqual(['left', 'left'])
  })

  it.each([
    ['go build -o /server ./cmd/worker', 'worker'],
    ['cd cmd/api && go build -o /server', 'api'],
    ['go build ./cmd/api ./cmd/worker', undefined],
  ])('is about the service that `%s` builds', async (script, name) => {
    const { services } = await draftOf(repositories.goSeveral, `FROM a\nRUN ${script}\nEXPOSE 1\nCMD ["/server"]\n`)
    expect(services.find(({ options }) => 'port' in options)?.name).toBe(name)
  })
})
