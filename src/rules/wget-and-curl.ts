import type { StageNode } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, hadolintCalls } from './support/run-calls.js'
import type { RunCall, RunUse } from './support/run-calls.js'

/** The RUNs of one place with one of the two, from the one on with which both have been called. */
const bothUsed = (
  uses: ReadonlyMap<RunUse, readonly RunCall[]>,
  placeOf: (use: RunUse) => object,
): readonly RunUse[] => {
  const seen = new Map<object, Set<string>>()
  return [...uses].flatMap(([use, calls]) => {
    const place = placeOf(use)
    const names = new Set([...(seen.get(place) ?? []), ...calls.map(({ name }) => name)])
    seen.set(place, names)
    return names.size > 1 ? [use] : []
  })
}

const order = (left: RunCall, right: RunCall): number =>
  left.use.stage.index - right.use.stage.index || left.use.step.index - right.use.step.index

const programs = ['wget', 'curl']

export const rule = defineRule({
  name: 'wget-and-curl',
  summary: 'A stage downloads with wget and with curl.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL4001'],
  hadolint: [
    {
      code: 'hadolint:DL4001',
      message: 'hadolint sees `wget` and `curl` in one stage.',
      places: ({ analysis }) =>
        // What stands behind ONBUILD is one place for it.
        bothUsed(byRun(hadolintCalls(analysis, programs).toSorted(order)), ({ onbuild, stage }) =>
          onbuild ? analysis : stage,
        ).map(({ at }) => at),
    },
  ],
  about: { programs },
  docs: {
    why: 'Both do the same, and each is one more package with libraries of its own to install, to transfer and to keep up to date.',
    bad: `FROM debian:trixie
RUN curl -fsSLO https://example.com/a.tar.gz
RUN wget -q https://example.com/b.tar.gz
`,
    good: `FROM debian:trixie
RUN curl -fsSLO https://example.com/a.tar.gz
RUN curl -fsSLO https://example.com/b.tar.gz
`,
    ignoreWhen: 'The base image has both.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const calls = byRun(callsOf(analysis, programs).toSorted(order))
    const reported = new Set<StageNode>()
    for (const { at, stage } of bothUsed(calls, (use) => use.stage)) {
      if (reported.has(stage)) continue
      reported.add(stage)
      findings.push({
        message: 'This stage downloads with `wget` and with `curl`; one of the two would do.',
        hint: 'Take one of them everywhere, or `ADD --checksum=… URL`, which needs neither.',
        at,
      })
    }
    return findings
  },
})
