/**
 * How long it takes to lint a document of ten stages, in process, after warm-up, and how the time grows with the file.
 *
 *   npx tsx bench/validate.ts
 */
import { lintDocument } from '../src/linter/index.js'
import { fileTree } from '../src/model/file-tree.js'
import { parseDockerfile } from '../src/parser/parse-dockerfile.js'

const service = (index: number) => `
FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build-${index}
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY service-${index} ./service-${index}
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /out/app ./service-${index}

FROM gcr.io/distroless/static-debian13:nonroot AS service-${index}
COPY --from=build-${index} /out/app /app
EXPOSE 8080
USER 65532
ENTRYPOINT ["/app"]
`

const text = `# syntax=docker/dockerfile:1\n${[0, 1, 2, 3, 4].map(service).join('')}`
const targets = [0, 1, 2, 3, 4].map((index) => `service-${index}`)
const tree = fileTree(['go.mod', 'go.sum', ...[0, 1, 2, 3, 4].map((index) => `service-${index}/main.go`)])

const samples: number[] = []
let findings = 0
for (let round = 0; round < 1500; round++) {
  // A document of its own each time: what is kept for each instruction must not count.
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  const start = process.hrtime.bigint()
  findings = lintDocument(parsed.document, { text, tree, ignore: 'dist\n', targets }).length
  if (round >= 500) samples.push(Number(process.hrtime.bigint() - start) / 1000)
}
samples.sort((left, right) => left - right)
const at = (share: number) => Math.round(samples[Math.floor(samples.length * share)] ?? 0)
console.log(`lint ten stages, ${findings} findings: fastest ${at(0)} µs, median ${at(0.5)} µs`)

const seconds = (lines: number): number => {
  const parsed = parseDockerfile(
    `FROM debian:trixie\n${'ENV A=$B\nRUN echo $A && curl x\nCOPY a /b\n'.repeat(lines / 3)}`,
  )
  if ('error' in parsed) throw new Error(parsed.error.message)
  const before = process.cpuUsage()
  lintDocument(parsed.document)
  return process.cpuUsage(before).user / 1e6
}
for (const lines of [3_000, 3_000, 15_000, 60_000]) {
  const time = seconds(lines)
  console.log(`${lines} lines: ${time.toFixed(2)} s, ${((time / lines) * 1e6).toFixed(0)} µs a line`)
}
