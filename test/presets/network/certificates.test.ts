import { describe, expect, it } from 'vitest'
import { chain, dockerfile, render, script, stage } from '../../../src/index.js'
import { withNetwork } from '../../../src/presets/network/index.js'

const base = stage('build').from('debian:trixie-slim')
const inSystem = '--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required,mode=0444'
const beside = '--mount=type=secret,id=ca,target=/run/secrets/ca,required,mode=0444'
const ofApk = '--mount=type=secret,id=ca,target=/etc/apk/ca.pem,required,mode=0444'
const file = '/etc/ssl/certs/ca-certificates.crt'

const rows: readonly (readonly [string, typeof base, string])[] = [
  ['nothing is fetched', base.run('make goods && echo npm'), 'RUN make goods && echo npm\n'],
  [
    'a command',
    base.run('npm ci'),
    `RUN ${inSystem} \\
    export NODE_EXTRA_CA_CERTS=${file} && \\
    npm ci
`,
  ],
  [
    'commands of several lines, behind variables and a path',
    base.run(chain('CI=true /opt/poetry/bin/poetry install', 'uv pip check')),
    `RUN ${inSystem} \\
    export PIP_CERT=${file} REQUESTS_CA_BUNDLE=${file} SSL_CERT_FILE=${file} && \\
    CI=true /opt/poetry/bin/poetry install && \\
    uv pip check
`,
  ],
  [
    'a yarn that the repository brings along',
    base.run('node .yarn/releases/yarn-4.12.0.cjs install --immutable'),
    `RUN ${inSystem} \\
    export NODE_EXTRA_CA_CERTS=${file} && \\
    node .yarn/releases/yarn-4.12.0.cjs install --immutable
`,
  ],
  [
    'a module of Python',
    base.run('python3.13 -m pip install x'),
    `RUN ${inSystem} \\
    export PIP_CERT=${file} REQUESTS_CA_BUNDLE=${file} && \\
    python3.13 -m pip install x
`,
  ],
  ['a program that reads the certificates of the system', base.run('wget -q x'), `RUN ${inSystem} wget -q x\n`],
  [
    'apt, which may replace the certificates of the system',
    base.run(chain('apt-get update', 'apt-get install -y --no-install-recommends ca-certificates', 'curl -O x')),
    `RUN ${beside} export CURL_CA_BUNDLE=/run/secrets/ca && \\
    apt-get -o Acquire::https::CAInfo=/run/secrets/ca update && \\
    apt-get -o Acquire::https::CAInfo=/run/secrets/ca install -y --no-install-recommends ca-certificates && \\
    curl -O x
`,
  ],
  ['apk', base.run('apk add --no-cache git'), `RUN ${ofApk} apk add --no-cache git\n`],
  [
    'apk and another program',
    base.run(chain('apk add --no-cache ca-certificates git', 'git clone x')),
    `RUN ${ofApk} \\
    ${beside} \\
    export GIT_SSL_CAINFO=/run/secrets/ca && \\
    apk add --no-cache ca-certificates git && \\
    git clone x
`,
  ],
  [
    'exec form',
    base.run(['npm', 'ci']),
    `RUN ${inSystem} \\
    ["env", "NODE_EXTRA_CA_CERTS=${file}", "npm", "ci"]\n`,
  ],
  [
    'apt in exec form',
    base.run(['apt-get', 'update']),
    `RUN ${beside} \\
    ["apt-get", "-o", "Acquire::https::CAInfo=/run/secrets/ca", "update"]\n`,
  ],
  [
    'a script',
    base.run(script('if true; then npm ci; fi')),
    `RUN ${inSystem} <<EOF\nexport NODE_EXTRA_CA_CERTS=${file}\nset -e\nif true; then npm ci; fi\nEOF\n`,
  ],
  [
    'a script of another shell',
    base.run(script('npm ci', { interpreter: '/bin/bash' })),
    `RUN ${inSystem} <<EOF\n#!/bin/bash\nexport NODE_EXTRA_CA_CERTS=${file}\nnpm ci\nEOF\n`,
  ],
  [
    'a script of another interpreter',
    base.run(script('npm ci\n', { interpreter: '/usr/bin/env fish-like-python' })),
    `RUN ${inSystem} <<EOF\n#!/usr/bin/env fish-like-python\nnpm ci\nEOF\n`,
  ],
]

describe('withNetwork mounts certificates where something is fetched, and nowhere else', () => {
  it.each(rows)('%s', (_, builder, expected) => {
    const text = render(withNetwork(dockerfile(builder), { certificates: 'ca' }))
    expect(text.slice(text.indexOf('RUN'))).toBe(expected)
    expect(text).not.toMatch(/^(?:ENV|ARG)/m)
  })

  it('lays a file with a text before it out behind the variables', () => {
    const cat = stage().from('debian:trixie-slim').raw('RUN cat <<EOF > /x && npm ci\nhello\nEOF')
    expect(render(withNetwork(dockerfile(cat), { certificates: 'ca' }))).toContain(
      `    export NODE_EXTRA_CA_CERTS=${file} && \\\n    cat <<EOF > /x && npm ci\nhello\nEOF\n`,
    )
  })
})
