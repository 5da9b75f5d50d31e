import { callReport } from './support/call-reports.js'
import { countFlag, hasFlag, withoutFlags } from './support/flags.js'
import { optionFix } from './support/option-fix.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

type Words = readonly string[]

interface Installer {
  readonly programs: Words
  readonly code: string
  readonly option: string
  /** The words that ask before they do something, as far as hadolint knows them, and more of them. */
  readonly asks: Words
  readonly alsoAsks: Words
  readonly isQuiet: (args: Words) => boolean
}

const rpm = {
  option: '-y',
  asks: ['install', 'groupinstall', 'localinstall'],
  isQuiet: (args: Words) => hasFlag(args, 'y', 'assumeyes'),
}

const installers: readonly Installer[] = [
  {
    programs: ['apt-get'],
    code: 'hadolint:DL3014',
    option: '-y',
    asks: ['install'],
    alsoAsks: ['upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'remove', 'purge', 'autoremove'],
    isQuiet: (args) =>
      hasFlag(args, 'y', 'yes', 'assume-yes') ||
      countFlag(args, 'q') === 2 ||
      countFlag(args, 'quiet') === 2 ||
      args.includes('-q=2'),
  },
  { ...rpm, programs: ['yum'], code: 'hadolint:DL3030', alsoAsks: ['update', 'upgrade', 'reinstall', 'remove'] },
  {
    programs: ['zypper'],
    code: 'hadolint:DL3034',
    option: '-n',
    asks: ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'],
    alsoAsks: ['update', 'up', 'dist-upgrade', 'dup'],
    isQuiet: (args) => hasFlag(args, 'n', 'non-interactive', 'y', 'no-confirm'),
  },
  {
    ...rpm,
    programs: ['dnf', 'microdnf'],
    code: 'hadolint:DL3038',
    alsoAsks: ['in', 'update', 'upgrade', 'up', 'reinstall', 'remove'],
  },
]

/** Whether something in the same step answers: `yes | apt-get install …`, a here-string, a setting of apt. */
const isAnswered = ({ command, use }: RunCall): boolean =>
  (command.pipeline !== undefined && command.pipeline[0] !== command) ||
  command.node?.redirects.some(({ operator }) => operator.startsWith('<')) === true ||
  /Assume-Yes|assumeyes/i.test(use.script?.text ?? '')

const asksNothing = (args: Words): boolean =>
  hasFlag(args, 'assume-no', 'assumeno', 's', 'simulate', 'dry-run', 'd', 'download-only', 'force-yes', 'help', 'h')

/** `apt-get -f install`, which asks only where something is broken. */
const isRepair = ({ name, args }: RunCall): boolean =>
  name === 'apt-get' && hasFlag(args, 'f', 'fix-broken') && withoutFlags(args).length < 2

const promptsIn = (call: RunCall, { programs, asks, alsoAsks, isQuiet }: Installer): boolean => {
  // microdnf never asks.
  if (call.name === 'microdnf' || !programs.includes(call.name)) return false
  const verb = call.args.find((arg) => asks.includes(arg) || alsoAsks.includes(arg))
  return verb !== undefined && !isQuiet(call.args) && !asksNothing(call.args) && !isAnswered(call)
}

export const rule = defineRule({
  name: 'install-prompts',
  summary: 'A package manager asks before it installs, and nobody is there to answer.',
  category: 'packages',
  severity: 'warning',
  codes: installers.map(({ code }) => code),
  hadolint: installers.map(({ programs, code, asks, isQuiet }) =>
    callReport({
      code,
      message: 'hadolint misses the option with which the package manager does not ask.',
      programs,
      isBad: ({ args }) => args.some((arg) => asks.includes(arg)) && !isQuiet(args),
    }),
  ),
  about: { programs: installers.flatMap(({ programs }) => programs) },
  docs: {
    why: 'In a build nothing is connected to the input: the question is taken for a no, and the build fails as soon as the package brings others along.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'A file of settings in the image answers for you (`APT::Get::Assume-Yes`, `assumeyes=1`).',
  },
  check(context) {
    const findings: Finding[] = []
    for (const installer of installers) {
      const calls = callsOf(context.analysis, installer.programs).filter((call) => promptsIn(call, installer))
      for (const [{ at }, bad] of byRun(calls)) {
        const call = bad.find((each) => !isRepair(each)) ?? bad[0]
        if (call === undefined) continue
        const isApt = installer.option === '-y' && call.name === 'apt-get'
        const verbs = installer.option === '-n' ? undefined : [...installer.asks, ...installer.alsoAsks]
        findings.push({
          message: isApt
            ? '`apt-get` asks for a confirmation where it needs more than the packages that are named, and nobody can give it: the build fails.'
            : `\`${call.name}\` asks for a confirmation here, which nobody can give: the build fails.`,
          hint: `Add \`${installer.option}\`.`,
          at,
          codes: [installer.code],
          ...(isRepair(call) ? { severity: 'info' as const } : {}),
          ...optionFix(installer.option, bad, verbs, context),
        })
      }
    }
    return findings
  },
})
