import { resolvePosix } from '../analysis/posix-path.js'
import type { Origin } from '../analysis/stage-node.js'
import { flagValue } from '../model/flag.js'
import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Whether what is copied may hold a system: a stage on `scratch` holds what was put there. */
const holdsSystem = (origin: Origin): boolean =>
  origin.kind === 'stage'
    ? origin.stage.facts !== undefined && origin.stage.facts.name !== 'scratch'
    : origin.kind === 'image' && origin.facts !== undefined

const isRoot = (word: string | undefined): boolean => unquoted(word ?? '') === '/'

export const rule = defineRule({
  name: 'copy-whole-root',
  summary: 'The whole of another image is copied over this one.',
  category: 'stages',
  severity: 'warning',
  codes: ['hadolint:DL3067'],
  hadolint: [
    {
      code: 'hadolint:DL3067',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'copy').filter(
          ({ words, ...copy }) =>
            (flagValue(copy, 'from') ?? '') !== '' && isRoot(words.at(-1)) && words.slice(0, -1).some(isRoot),
        ),
      message: 'hadolint reports each copy of `/` to `/`, also from or to a stage on `scratch`.',
    },
  ],
  about: { instructions: ['copy'] },
  docs: {
    why: 'Two systems end up in one image: the package database, the users and the libraries are those of the one, the rest is a mixture. And all of the build environment is in the image again, which the stages were to keep out.',
    bad: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM debian:trixie-slim
COPY --from=build / /
CMD ["/out/app"]
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM debian:trixie-slim
COPY --from=build /out/app /usr/local/bin/app
CMD ["app"]
`,
    ignoreWhen: 'The stage holds only what is to be copied.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { copy, place, stage, before } of analysis.steps('copy')) {
      const { from, sources = [], destination } = copy ?? {}
      // A copy to `scratch` makes one layer of an image.
      if (from === undefined || destination === undefined || stage.facts?.name === 'scratch') continue
      if (resolvePosix(before.workdir ?? '/?', destination.value) !== '/' || !holdsSystem(from)) continue
      if (!sources.some(({ value }) => resolvePosix('/', value) === '/')) continue
      const name = from.kind === 'image' ? from.reference : from.text
      findings.push({
        message: `All of \`${name}\`, system included, is written over this image.`,
        hint: 'Copy the files that are needed.',
        at: place,
      })
    }
    return findings
  },
})
