import { operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

const aptUpgrade = ['upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade']

const apt = (args: Words): string | undefined => {
  if (!args.some((arg) => arg.endsWith('upgrade'))) return undefined
  const [first] = operandsOf(args, ['-o', '-t', '-c', '--target-release', '--option'])
  return first !== undefined && aptUpgrade.includes(first) ? first : undefined
}

/** `update` and `upgrade` with nothing behind them mean every package. */
const wholeSystem =
  (names: Words, valued: Words) =>
  (args: Words): string | undefined => {
    const [first, ...packages] = operandsOf(args, valued)
    return first !== undefined && names.includes(first) && packages.length === 0 ? first : undefined
  }

const rpmBased = wholeSystem(
  ['update', 'upgrade', 'distro-sync', 'dist-upgrade'],
  ['--enablerepo', '--disablerepo', '--setopt', '--exclude', '-x', '-c', '--releasever', '--installroot'],
)
const zypper = wholeSystem(['update', 'up', 'dist-upgrade', 'dup', 'patch'], ['-R', '--root', '-r', '--repo'])

/** The subcommand that renews all packages, by program. */
const upgrades: Readonly<Record<string, (args: Words) => string | undefined>> = {
  'apt-get': apt,
  apt,
  aptitude: apt,
  apk: wholeSystem(['upgrade'], ['-X', '--repository', '-p', '--root', '-t', '--virtual']),
  yum: rpmBased,
  dnf: rpmBased,
  microdnf: rpmBased,
  tdnf: rpmBased,
  zypper,
}

const programs = Object.keys(upgrades)

export const rule = defineRule({
  name: 'system-upgrade',
  summary: 'A RUN renews all packages of the base image.',
  category: 'packages',
  severity: 'info',
  codes: [],
  about: { programs },
  docs: {
    why: 'What the base image holds is stored a second time, two builds of one Dockerfile differ, and the layer is cached, so that the upgrade does not happen again when fixes come out. Base images are renewed by their makers: a newer tag or digest brings the fixes.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-20261110-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'Your base image is renewed rarely, and you build without a cache to get the fixes.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { command, at } of analysis.commands(...programs)) {
      const { name = '', args } = command
      const program = name.slice(name.lastIndexOf('/') + 1)
      const found = upgrades[program]?.(args)
      if (found === undefined) continue
      findings.push({
        message: `\`${program} ${found}\` stores again what the base image holds, and is then cached: the build is not repeatable, and later fixes do not come in.`,
        hint: 'Take a newer tag or digest of the base image, and install only what you need.',
        at,
      })
    }
    return findings
  },
})
