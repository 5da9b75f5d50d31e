import type { Instruction } from '../model/instruction.js'
import type { CommandUse } from '../analysis/commands.js'
import { hasOption, operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

const optionOf =
  (...names: Words) =>
  (args: Words): string | undefined =>
    names.find((name) => hasOption(args, name))

const aptSetting =
  /(?:AllowUnauthenticated|AllowInsecureRepositories|AllowDowngradeToInsecureRepositories)=["']?(?:true|1|yes)/i

const apt = (args: Words): string | undefined =>
  optionOf('--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories')(args) ??
  args.find((arg) => arg.includes('::Allow') && aptSetting.test(arg))

const rpmBased = optionOf('--nogpgcheck', '--no-gpgchecks', '--no-gpg-checks')

/** What makes a package manager take packages that nobody signed. */
const switches: Readonly<Record<string, (args: Words) => string | undefined>> = {
  apk: optionOf('--allow-untrusted'),
  'apt-get': apt,
  apt,
  yum: rpmBased,
  dnf: rpmBased,
  microdnf: rpmBased,
  tdnf: rpmBased,
  zypper: optionOf('--no-gpg-checks', '--no-gpgchecks'),
  rpm: optionOf('--nosignature', '--nogpg'),
}

const programs = Object.keys(switches)

/** The same in what a script writes into the configuration of a package manager. */
const configured =
  /\[[^\]\n]{0,200}\btrusted=yes\b[^\]\n]{0,200}\]|\b(?:repo_)?gpgcheck\s*=\s*0\b|\bTrusted:\s*yes\b|\bSigLevel\s*=\s*Never\b/i

const hints = ['trusted', 'Trusted', 'gpgcheck', 'SigLevel']

/** What a text says about signatures; most say nothing, which is quickly seen. */
const settingIn = (text: string): string | undefined =>
  hints.some((each) => text.includes(each)) ? configured.exec(text)?.[0] : undefined

const trusting = (found: string, at: Instruction) => ({
  message: `\`${found}\` makes a package repository be trusted without a signature: whoever answers in its place decides what is in the image.`,
  hint: 'Install the key of the repository (`signed-by=`, `gpgkey=`) and let the signatures be checked.',
  at,
})

const isFile = (word: string): boolean => /[./*$]/.test(word) && /\.(?:apk|rpm|deb)["']?$/.test(word)

/** Whether a command installs nothing but files, in a script that fetches none: they are in the build context. */
const installsOwnFiles = ({ command, script }: CommandUse): boolean => {
  const [, ...packages] = operandsOf(command.args)
  return (
    packages.length > 0 && packages.every(isFile) && !script.commands.some(({ name }) => fetching.includes(name ?? ''))
  )
}

const fetching = ['curl', 'wget', 'aria2c', 'axel']

export const rule = defineRule({
  name: 'unsigned-packages',
  summary: 'A package manager is told to take packages without a signature.',
  category: 'security',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'The signature is what tells a package of the distribution from one that somebody put on the mirror or on the way to it. Without the check, their code runs as root in the build and stays in the image.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --allow-unauthenticated curl && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'The package was built in the same file, or its checksum is compared before it is installed.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const use of analysis.commands(...programs)) {
      const { command, at } = use
      const { name = '', args } = command
      const found = switches[name.slice(name.lastIndexOf('/') + 1)]?.(args)
      if (found === undefined || installsOwnFiles(use)) continue
      findings.push({
        message: `With \`${found}\` ${name} installs packages that nobody signed: a mirror, or whoever is on the way to it, decides what is in the image.`,
        hint: 'Leave it out, and install the key of the repository if it has one of its own.',
        at,
      })
    }
    for (const { script, at } of analysis.scripts) {
      const found = settingIn(script.text)
      if (found !== undefined) findings.push(trusting(found, at))
    }
    for (const { instruction, place } of analysis.steps('copy', 'add')) {
      for (const { content } of instruction.heredocs) {
        const found = settingIn(content)
        if (found !== undefined) findings.push(trusting(found, place))
      }
    }
    return findings
  },
})
