import { callReport, listed } from './support/call-reports.js'
import { isFlag } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const saysVersion = (args: readonly string[]): boolean =>
  args.some((arg) => arg === '-v' || arg === '--version' || arg.startsWith('--version='))

/** Every option takes the word behind it with it, whatever that is. */
const operandsForHadolint = (args: readonly string[]): readonly string[] => {
  const end = args.indexOf('--')
  const found: string[] = []
  const words = end < 0 ? args : args.slice(0, end)
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word.startsWith('-')) index++
    else found.push(word)
  }
  return found
}

const isBad = ({ args }: RunCall): boolean =>
  args.some((arg) => arg === 'install' || arg === 'i') &&
  !saysVersion(args) &&
  operandsForHadolint(args).some((each) => each !== 'install' && each !== 'i' && !each.includes(':'))

const valued = /^(?:-[isngpP]|--(?:install-dir|bindir|source|platform|document|trust-policy|file|http-proxy))$/

const looseOf = ({ args }: RunCall): readonly string[] => {
  const end = args.indexOf('--')
  const words = end < 0 ? args : args.slice(0, end)
  const operands = words.filter((word, index) => !isFlag(word) && !valued.test(words[index - 1] ?? ''))
  const [first, ...gems] = operands
  if ((first !== 'install' && first !== 'i') || saysVersion(args) || words.some((word) => /^-v./.test(word))) return []
  return gems.filter((gem) => /^[\w.-]+$/.test(gem) && !gem.endsWith('.gem'))
}

export const rule = defineRule({
  name: 'unpinned-gem',
  summary: '`gem` installs whatever version is the newest on the day of the build.',
  category: 'packages',
  severity: 'warning',
  codes: ['hadolint:DL3028'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3028',
      message: 'hadolint takes a word of this command for a gem without a version.',
      programs: ['gem'],
      isBad,
    }),
  ],
  about: { programs: ['gem'] },
  docs: {
    why: 'A new release changes or breaks the image without any change of yours, and nobody can build the old one again. The index keeps every version, so that pinning costs nothing.',
    bad: `FROM ruby:3.4-slim-trixie
RUN gem install --no-document puma
`,
    good: `FROM ruby:3.4-slim-trixie
RUN gem install --no-document puma:7.1.0
`,
    ignoreWhen: 'The image is thrown away at the end of the day, and you want the newest version in it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, ['gem']))) {
      const loose = calls.flatMap(looseOf)
      if (loose.length === 0) continue
      // Bundler goes on with the version that the lockfile names.
      const isOnlyBundler = loose.every((each) => each === 'bundler')
      findings.push({
        message: `${listed(loose)}: no version is given, so the next release is installed without any change of yours.`,
        hint: 'Write `name:1.2.3`, or put it into the Gemfile and run `bundle install`.',
        at,
        ...(isOnlyBundler ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
