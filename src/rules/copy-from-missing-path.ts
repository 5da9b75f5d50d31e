import { mayHoldAnything, stageHolds } from '../analysis/file-system.js'
import type { Expansion } from '../analysis/expansion.js'
import { cleanPosix, isWithin } from '../analysis/posix-path.js'
import type { Origin, Step } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const wildcard = /[*?[\\]/

/** The directories in front of the first wildcard. */
const literalPart = (path: string): string => {
  const clean = cleanPosix(path.startsWith('/') ? path : `/${path}`)
  if (!wildcard.test(clean)) return clean
  const parts = clean.split('/')
  const wild = parts.findIndex((part) => wildcard.test(part))
  return cleanPosix(parts.slice(0, wild).join('/') || '/')
}

const isMissing = (origin: Origin, { certain, value }: Expansion): boolean => {
  if (!certain || origin.kind === 'bad-index') return false
  if (origin.kind === 'stage') {
    // Where something was run, no path needs to be looked for.
    return !mayHoldAnything(origin.stage) && stageHolds(origin.stage, literalPart(value)) === 'no'
  }
  const files = origin.facts?.files
  if (files === undefined) return false
  const path = literalPart(value)
  return !files.some((file) => isWithin(file, path))
}

/** What a step takes, and from where. */
const takenBy = ({ copy, mounts = [] }: Step): readonly (readonly [Origin, Expansion])[] => {
  const taken: (readonly [Origin, Expansion])[] = []
  if (copy?.from !== undefined) for (const source of copy.sources) taken.push([copy.from, source])
  for (const { from, source } of mounts) if (from !== undefined && source !== undefined) taken.push([from, source])
  return taken
}

const nameOf = (origin: Origin): string =>
  origin.kind === 'stage' ? origin.stage.label : origin.kind === 'image' ? origin.reference : origin.text

export const rule = defineRule({
  name: 'copy-from-missing-path',
  summary: 'A path is taken from a stage or image that cannot hold it.',
  category: 'stages',
  severity: 'error',
  codes: [],
  about: { flags: ['from', 'mount'] },
  docs: {
    why: 'What a stage on `scratch` holds is exactly what was copied into it, and some images hold a few files only. Taking anything else fails the build, after everything above has run.',
    bad: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM scratch AS files
COPY --from=build /out/app /app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=files /out/app /app
ENTRYPOINT ["/app"]
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM scratch AS files
COPY --from=build /out/app /app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=files /app /app
ENTRYPOINT ["/app"]
`,
    ignoreWhen: 'The stage is replaced by a context that is given with `--build-context`.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('copy', 'run')) {
      for (const [from, source] of takenBy(step)) {
        if (!isMissing(from, source)) continue
        findings.push({
          message: `\`${source.value}\` cannot be in \`${nameOf(from)}\`: nothing puts it there.`,
          hint: 'Copy it from where it is made, or correct the path.',
          at: step.place,
        })
      }
    }
    return findings
  },
})
