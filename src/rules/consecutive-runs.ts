import { readMount } from '../analysis/mount.js'
import type { RunInstruction } from '../model/instruction.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { hadolintRun, runCalls } from './support/run-calls.js'
import type { RunUse } from './support/run-calls.js'

/** The flags of a RUN, whatever their order and spelling. */
const flagsKey = ({ flags }: RunInstruction): string =>
  flags
    .map(({ name, value = '' }) => {
      if (name !== 'mount') return `${name}=${value}`
      const { values: _, ...mount } = readMount(value)
      return JSON.stringify(Object.entries(mount).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    })
    .toSorted()
    .join()

/** `time` counts as a command, too. */
const countOf = (use: RunUse): number => {
  const { script, calls } = hadolintRun(use)
  if (script?.text.includes('time') !== true) return calls.length
  return calls.length + (script.text.match(/(?:^|[;&|({]\s*|\b(?:then|do|else|!)\s+)time\s/g)?.length ?? 0)
}

/** The RUNs that directly follow another, both with one command and with the same flags, by the one that they follow. */
const followers = (runs: readonly RunUse[]): ReadonlyMap<RunUse, RunUse> => {
  const found = new Map<RunUse, RunUse>()
  for (const [index, use] of runs.entries()) {
    const before = runs[index - 1]
    if (before === undefined || before.onbuild || use.onbuild || before.stage !== use.stage) continue
    if (use.step.index !== before.step.index + 1) continue
    if (use.run.flags.length !== before.run.flags.length || countOf(before) > 1 || countOf(use) > 1) continue
    if (use.run.flags.length === 0 || flagsKey(before.run) === flagsKey(use.run)) found.set(use, before)
  }
  return found
}

export const rule = defineRule({
  name: 'consecutive-runs',
  summary: 'Several RUNs of one command each stand one after the other.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3059'],
  hadolint: [
    {
      code: 'hadolint:DL3059',
      message: 'hadolint takes this RUN for one that could be part of the one above.',
      places: ({ analysis }) => [...followers(runCalls(analysis).runs).keys()].map(({ at }) => at),
    },
  ],
  about: { instructions: ['run'] },
  docs: {
    why: 'Each RUN is a layer: what one creates and the next deletes stays in the image, and each layer has a price in starting, storing and fetching. Commands that belong together belong in one RUN.',
    bad: `FROM alpine:3.23
RUN addgroup -S app
RUN adduser -S -G app app
RUN mkdir /data
`,
    good: `FROM alpine:3.23
RUN addgroup -S app \\
 && adduser -S -G app app \\
 && mkdir /data
`,
    ignoreWhen: 'The steps change at different times, and each is to be cached by itself.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { runs } = runCalls(analysis)
    const previous = followers(runs)
    if (previous.size < 2) return findings
    const stages = imageStages(analysis, options)
    const lengths = new Map<RunUse, number>()
    for (const use of runs) {
      const before = previous.get(use)
      lengths.set(use, (before === undefined ? 0 : (lengths.get(before) ?? 0)) + 1)
    }
    const continued = new Set(previous.values())
    for (const [use, length] of lengths) {
      // Two may well be apart for the cache's sake, and the layers of a stage that only builds are in no image.
      if (length < 3 || continued.has(use) || !stages.has(use.stage)) continue
      findings.push({
        message: `${length} RUNs of one command each follow each other, and make ${length} layers.`,
        hint: 'Join those that belong together with `&&`, or write one RUN with a heredoc.',
        at: use.at,
      })
    }
    return findings
  },
})
