import { isMountedAway, mountsCacheAt } from './support/cache-mounts.js'
import { isHadolintRemoval, isRemovalOf } from './support/cleaned.js'
import { hadolintImageStages } from './support/hadolint-stages.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, hadolintCalls, hadolintRun } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const programs = ['apt-get', 'apt', 'aptitude']
const lists = '/var/lib/apt/lists'

const updates = ({ name, args }: RunCall): boolean => programs.includes(name) && args.includes('update')

/** `apt-get dist-clean` removes the lists, too; `clean` does not. */
const cleansLists = ({ name, args }: RunCall): boolean =>
  programs.includes(name) && args.some((arg) => arg === 'dist-clean' || arg === 'distclean')

export const rule = defineRule({
  name: 'apt-lists-left',
  summary: 'The lists of packages that apt has downloaded stay in the image.',
  category: 'cache',
  severity: 'warning',
  codes: ['hadolint:DL3009'],
  hadolint: [
    {
      code: 'hadolint:DL3009',
      message: 'hadolint misses the removal of the lists of packages.',
      places: ({ analysis }) => {
        const calls = hadolintCalls(analysis, programs).filter(updates)
        if (calls.length === 0) return []
        const stages = hadolintImageStages(analysis)
        return [...byRun(calls).keys()].flatMap((use) => {
          const { at, run, stage, onbuild } = use
          if (!onbuild && !stages.has(stage)) return []
          const isMounted =
            mountsCacheAt(run, lists) || (mountsCacheAt(run, '/var/lib/apt') && mountsCacheAt(run, '/var/cache/apt'))
          const isRemoved = hadolintRun(use).calls.some(
            (call) => isHadolintRemoval(call) || (call.name === 'rm' && call.args.includes(`${lists}/*`)),
          )
          return isMounted || isRemoved ? [] : [at]
        })
      },
    },
  ],
  about: { programs },
  docs: {
    why: 'Twenty megabytes and more in every image, out of date on the next day. They have to go in the RUN that brought them: a later one hides them only.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'The image is there to install packages in later, such as a base image for builds.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const calls = callsOf(analysis, programs).filter(updates)
    if (calls.length === 0) return findings
    const stages = imageStages(analysis, options)
    for (const [use, [call]] of byRun(calls)) {
      if (call === undefined || !stages.has(use.stage) || isMountedAway(use.run, lists)) continue
      const behind = use.calls.slice(use.calls.indexOf(call) + 1)
      // Installing nothing, the step is the cached half of another: its own defect.
      if (
        behind.some((each) => isRemovalOf(each, lists) || cleansLists(each)) ||
        use.script?.text.includes(lists) === true
      )
        continue
      findings.push({
        message: `What \`${call.name} update\` downloads to \`${lists}\` stays in the image.`,
        hint: `End this RUN with \`rm -rf ${lists}/*\`, or mount a cache there.`,
        at: use.at,
      })
    }
    return findings
  },
})
