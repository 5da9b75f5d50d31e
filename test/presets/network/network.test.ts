import { describe, expect, it } from 'vitest'
import { bind, cache, chain, dockerfile, render, stage } from '../../../src/index.js'
import { mirrored } from '../../../src/presets/network/mirror.js'
import { withNetwork } from '../../../src/presets/network/index.js'

const build = stage('build')
  .from('golang:1.26-trixie')
  .copyFrom('ghcr.io/astral-sh/uv:0.12.5', '/uv', '/usr/local/bin/')
  .run(chain('apt-get update', 'apt-get install -y --no-install-recommends git'))
  .run('go build -o /app', {
    mounts: [cache('/root/.cache/go-build'), bind('/x', { from: 'node:24-slim', source: '/x' })],
  })
  .run('echo done')

const file = dockerfile(stage('runtime').from('gcr.io/distroless/static:nonroot').copyFrom(build, '/app', '/app'))

describe('mirrored', () => {
  const one = 'registry.example.com:5000/hub/'
  it.each([
    ['golang:1.26', one, 'registry.example.com:5000/hub/library/golang:1.26'],
    ['oven/bun', one, 'registry.example.com:5000/hub/oven/bun'],
    ['gcr.io/distroless/static:nonroot', one, 'registry.example.com:5000/hub/distroless/static:nonroot'],
    [`node:24@sha256:${'a'.repeat(64)}`, one, `registry.example.com:5000/hub/library/node:24@sha256:${'a'.repeat(64)}`],
    ['scratch', one, 'scratch'],
    ['node:$VERSION', one, 'node:$VERSION'],
    ['gcr.io/a/b', { 'docker.io': 'hub.example.com' }, 'gcr.io/a/b'],
    ['alpine', { 'docker.io': 'hub.example.com' }, 'hub.example.com/library/alpine'],
    ['hub.example.com/base/go:1.26', 'hub.example.com/mirror', 'hub.example.com/base/go:1.26'],
    ['git.example.com/base/go:1.26', 'hub.example.com/mirror', 'hub.example.com/mirror/base/go:1.26'],
    ['constructor/image', {}, 'constructor/image'],
  ])('%j by %j is %j', (image, mirror, result) => {
    expect(mirrored(image, mirror)).toBe(result)
  })
})

describe('withNetwork', () => {
  it('changes nothing without options', () => {
    expect(withNetwork(file, {})).toBe(file)
  })

  it('takes every image from the mirror, that of the syntax line too, and leaves stages alone', () => {
    expect(render(withNetwork(file, { mirror: 'hub.example.com' }))).toBe(`# syntax=hub.example.com/docker/dockerfile:1

FROM hub.example.com/library/golang:1.26-trixie AS build
COPY --from=hub.example.com/astral-sh/uv:0.12.5 /uv /usr/local/bin/
RUN apt-get update && \\
    apt-get install -y --no-install-recommends git
RUN --mount=type=cache,target=/root/.cache/go-build \\
    --mount=type=bind,from=hub.example.com/library/node:24-slim,source=/x,target=/x \\
    go build -o /app
RUN echo done

FROM hub.example.com/distroless/static:nonroot AS runtime
COPY --from=build /app /app
`)
  })

  it('gives secrets to steps that fetch packages, and to no other', () => {
    const text = render(withNetwork(file, { installSecrets: { GOPROXY: 'goproxy', A: 'b' } }))
    expect(text).toContain('RUN apt-get update')
    expect(text).toContain(`    --mount=type=secret,id=b,env=A,required \\
    --mount=type=secret,id=goproxy,env=GOPROXY,required \\
    go build -o /app
`)
    expect(text).not.toMatch(/^(?:ENV|ARG)/m)
  })

  it('tells cargo to take tokens from variables, where it has one', () => {
    const cargo = dockerfile(stage().from('rust:1.95').run('cargo fetch').run('go mod download'))
    const token = { CARGO_REGISTRIES_TEAM_TOKEN: 'team' }
    expect(render(withNetwork(cargo, { installSecrets: token, certificates: 'ca' }))).toContain(`required,mode=0444 \\
    export CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS=cargo:token CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt && \\
    cargo fetch
`)
    expect(render(withNetwork(cargo, { installSecrets: token }))).toContain('required go mod download\n')
    expect(render(withNetwork(cargo, { installSecrets: { GOPROXY: 'x' } }))).toContain('required cargo fetch\n')
  })

  it('is made last, whatever is edited before or after', () => {
    const amended = withNetwork(file, { mirror: 'hub.example.com' }).stage('runtime', (s) =>
      s.copyFrom('busybox:musl', '/bin/sh', '/bin/sh'),
    )
    expect(render(amended)).toContain('COPY --from=hub.example.com/library/busybox:musl /bin/sh /bin/sh')
  })
})
