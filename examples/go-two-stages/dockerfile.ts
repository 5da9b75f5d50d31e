import { cache, dockerfile, stage } from 'gen-dockerfile'

const singleStage = stage()
  .from('golang:1.23')
  .workdir('/src')
  .copy('.', '.')
  .run('go build -o /usr/local/bin/myapp ./cmd/myapp')
  .expose(8080)
  .entrypoint(['myapp'])
  .ignore({ rule: 'end-of-life-base', reason: 'the recipe is from the days of Go 1.23' })
  .ignore({ rule: 'root-user', reason: 'where the ladder starts; every other rung has a user' })
  .ignore({ rule: 'build-tools-left', reason: 'where the ladder starts; the next rung leaves the compiler behind' })
  .ignore({ rule: 'dependencies-after-source', reason: 'where the ladder starts; the next rung copies `go.mod` first' })

const builder = stage('builder')
  .from('golang:1.23')
  .workdir('/src')
  .copy(['go.mod', 'go.sum'], './')
  .run('go mod download')
  .copy('.', '.')
  .run('CGO_ENABLED=0 go build -o /app/myapp ./cmd/myapp')
  .ignore({ rule: 'end-of-life-base', reason: 'the recipe is from the days of Go 1.23' })

const multiStage = stage()
  .from('gcr.io/distroless/static:nonroot')
  .copyFrom(builder, '/app/myapp', '/myapp')
  .user('nonroot', 'nonroot')
  .expose(8080)
  .entrypoint(['/myapp'])
  .ignore({ rule: 'numeric-user', reason: 'the recipe uses the name; the corrected rung uses the number' })

const build = stage('build')
  .from('golang:1.26-trixie', { platform: '$BUILDPLATFORM' })
  .workdir('/src')
  .copy(['go.mod', 'go.sum'], './')
  .run('go mod download', { mounts: [cache('/go/pkg/mod')] })
  .copy('cmd', './cmd')
  .arg('TARGETOS')
  .arg('TARGETARCH')
  .env({ CGO_ENABLED: 0, GOOS: '$TARGETOS', GOARCH: '$TARGETARCH' })
  .run("go build -trimpath -ldflags='-s -w' -o /out/myapp ./cmd/myapp", {
    mounts: [cache('/go/pkg/mod'), cache('/root/.cache/go-build')],
  })

const service = (tag: 'nonroot' | 'debug-nonroot') =>
  stage()
    .from(`gcr.io/distroless/static-debian13:${tag}`)
    .copyFrom(build, '/out/myapp', '/usr/local/bin/myapp')
    .user(65532, 65532)
    .expose(8080)
    .entrypoint(['/usr/local/bin/myapp'])

export default {
  'single-stage': singleStage,
  'multi-stage': multiStage,
  corrected: dockerfile({ targets: [service('debug-nonroot').as('debug'), service('nonroot').as('runtime')] }),
}
