import { callReport } from './support/call-reports.js'
import { hasFlag, isFlag } from './support/flags.js'
import { optionFix } from './support/option-fix.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const withoutLog = (args: readonly string[]): boolean => hasFlag(args, 'l', 'no-log-init')

/** The words behind options that hold the letter u: with more than five characters they count as a large number. */
const isBad = ({ args }: RunCall): boolean =>
  !withoutLog(args) &&
  args.some(
    (arg, index) => !arg.startsWith('--') && isFlag(arg) && arg.includes('u') && (args[index + 1] ?? '').length > 5,
  )

const uidOf = ({ args }: RunCall): string | undefined =>
  args.flatMap((arg, index) => {
    const value = /^(?:--uid=|-u)(\d+)$/.exec(arg)?.[1]
    if (value !== undefined) return [value]
    return /^(?:--uid|-[a-zA-Z]*u)$/.test(arg) ? [args[index + 1] ?? ''] : []
  })[0]

const isLarge = (call: RunCall): boolean => {
  const uid = uidOf(call) ?? ''
  return !withoutLog(call.args) && /^\d+$/.test(uid) && Number(uid) >= 100_000
}

export const rule = defineRule({
  name: 'large-uid',
  summary: '`useradd` with a large number makes a log that grows with the number.',
  category: 'runtime',
  severity: 'warning',
  codes: ['hadolint:DL3046'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3046',
      message: 'hadolint takes the number of the user for large.',
      programs: ['useradd'],
      isBad,
    }),
  ],
  about: { programs: ['useradd'] },
  docs: {
    why: '`useradd` writes the user into lastlog and faillog, files with a place for every number below. They are sparse, but a layer is not: a number in the millions makes it gigabytes, and the build may never end.',
    bad: `FROM debian:trixie-slim
RUN useradd --uid 1000650000 app
`,
    good: `FROM debian:trixie-slim
RUN useradd --no-log-init --uid 1000650000 app
`,
    ignoreWhen: 'The program is one of a distribution without lastlog.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(context.analysis, ['useradd']).filter(isLarge))) {
      const [uid = ''] = calls.flatMap((call) => uidOf(call) ?? [])
      findings.push({
        message: `\`useradd\` with the number ${uid} makes a log with a place for each number below it: the layer may become very large.`,
        hint: 'Add `--no-log-init`.',
        at,
        ...optionFix('--no-log-init', calls, undefined, context),
      })
    }
    return findings
  },
})
