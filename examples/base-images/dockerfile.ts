import { stage } from 'gen-dockerfile'

const build = stage('build')
  .from('golang:1.26-trixie')
  .workdir('/src')
  .copy(['go.mod', 'main.go'], './')
  .run("CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/moon .")

/** From nothing to a whole distribution: the same static program on each. */
const bases = {
  scratch: 'scratch',
  distroless: 'gcr.io/distroless/static-debian13:nonroot',
  alpine: 'alpine:3.23',
  'debian-slim': 'debian:trixie-slim',
  'python-slim': 'python:3.13-slim-trixie',
  ubuntu: 'ubuntu:24.04',
} as const

const on = (base: string) =>
  stage('runtime').from(base).copyFrom(build, '/out/moon', '/moon').user(65532, 65532).entrypoint(['/moon'])

export default Object.fromEntries(Object.entries(bases).map(([name, base]) => [name, on(base)]))
