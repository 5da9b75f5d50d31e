import { isMountedAway, mountsCacheAt } from './support/cache-mounts.js'
import { callReport } from './support/call-reports.js'
import { isRemovalOf } from './support/cleaned.js'
import { hasFlag } from './support/flags.js'
import { imageStages } from './support/image-stages.js'
import { optionFix } from './support/option-fix.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const keeps = ({ args }: RunCall): boolean => args.includes('add') && !hasFlag(args, 'no-cache')

export const rule = defineRule({
  name: 'apk-cache-left',
  summary: 'The index that apk has downloaded stays in the image.',
  category: 'cache',
  severity: 'info',
  codes: ['hadolint:DL3019'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3019',
      message: 'hadolint misses `--no-cache`.',
      programs: ['apk'],
      isBad: (call) => keeps(call) && !mountsCacheAt(call.use.run, '/var/cache/apk'),
    }),
  ],
  about: { programs: ['apk'] },
  docs: {
    why: 'Two megabytes in every image, out of date on the next day. With `--no-cache` apk fetches the index by itself and keeps nothing, so that `apk update` is not needed either.',
    bad: `FROM alpine:3.23
RUN apk add curl
`,
    good: `FROM alpine:3.23
RUN apk add --no-cache curl
`,
    ignoreWhen: 'The image is there to install packages in later.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis, options } = context
    const calls = callsOf(analysis, ['apk']).filter(keeps)
    if (calls.length === 0) return findings
    const stages = imageStages(analysis, options)
    for (const [use, adds] of byRun(calls)) {
      const [call] = adds
      if (call === undefined || !stages.has(use.stage)) continue
      if (isMountedAway(use.run, '/var/cache/apk') || isMountedAway(use.run, '/etc/apk/cache')) continue
      const behind = use.calls.slice(use.calls.indexOf(call) + 1)
      if (behind.some((each) => isRemovalOf(each, '/var/cache/apk/APKINDEX'))) continue
      // What `apk update` has fetched stays, whatever `apk add` does.
      const isUpdated = use.calls.some(({ name, args }) => name === 'apk' && args.includes('update'))
      findings.push({
        message: '`apk add` without `--no-cache` leaves the index of packages in the image.',
        hint: isUpdated ? 'Write `apk add --no-cache …`, without `apk update`.' : 'Write `apk add --no-cache …`.',
        at: use.at,
        ...(isUpdated ? {} : optionFix('--no-cache', adds, ['add'], context)),
      })
    }
    return findings
  },
})
