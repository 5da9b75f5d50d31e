import { callReport, listed } from './support/call-reports.js'
import { hasFlag, withoutFlags } from './support/flags.js'
import { hadolintPipInstall, pipInstall } from './support/pip-install.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

/** Options whose value follows, as far as hadolint knows them. */
const valued =
  'abi b build e editable extra-index-url f find-links i index-url implementation no-binary only-binary platform prefix progress-bar proxy python python-version root root-user-action src t target trusted-host upgrade-strategy'.split(
    ' ',
  )
const alsoValued =
  'c r C cache-dir cert client-cert config-settings constraint default-timeout exists-action global-option group install-option keyring-provider log report requirement retries timeout use-deprecated use-feature requirements constraints overrides excludes index default-index index-strategy python-preference python-platform python-version link-mode resolution prerelease exclude-newer config-setting fork-strategy torch-backend directory project no-build-package no-binary-package refresh-package reinstall-package upgrade-package P'.split(
    ' ',
  )

const isArchive = /\.(?:whl|tar\.gz)$/
const fromRepository = /^(?:git|hg|svn|bzr)(?:\+|:)/

const isPinned = (operand: string): boolean => {
  if (fromRepository.test(operand)) return operand.includes('@')
  return /==|[~!]=|[<>/]/.test(operand) || isArchive.test(operand)
}

const isBad = (call: RunCall): boolean => {
  const args = hadolintPipInstall(call)
  if (args === undefined) return false
  if (args.some((arg) => arg === '-r' || arg === '--requirement' || arg === '.')) return false
  if (hasFlag(args, 'c', 'constraint')) return false
  return withoutFlags(args, valued).some((operand) => !isPinned(operand))
}

/** A project's name as in an index, with its extras. */
const project = /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?$/
const file = /\.(?:whl|tar\.\w+|tgz|zip)$/

/** What a package index is asked for without a version. */
const looseOf = (call: RunCall): readonly string[] => {
  const args = pipInstall(call)
  if (args === undefined || hasFlag(args, 'c', 'constraint')) return []
  return withoutFlags(args, [...valued, ...alsoValued]).filter((each) => project.test(each) && !file.test(each))
}

const installers = ['pip', 'setuptools', 'wheel']

export const rule = defineRule({
  name: 'unpinned-pip',
  summary: '`pip` installs whatever version is the newest on the day of the build.',
  category: 'packages',
  severity: 'warning',
  codes: ['hadolint:DL3013'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3013',
      message: 'hadolint takes a word of this command for a package without a version.',
      programs: /^pip|^python/,
      isBad,
    }),
  ],
  about: { programs: /^(?:pip|python|uv$)/ },
  docs: {
    why: 'A new release changes or breaks the image without any change of yours, and nobody can build the old one again. The index keeps every version, so that pinning costs nothing.',
    bad: `FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask
`,
    good: `FROM python:3.14-slim-trixie
RUN pip install --no-cache-dir flask==3.1.2
`,
    ignoreWhen: 'The image is thrown away at the end of the day, and you want the newest version in it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, /^(?:pip|python|uv$)/))) {
      const loose = calls.flatMap(looseOf)
      if (loose.length === 0) continue
      const isOnlyInstaller = loose.every((each) => installers.includes(each))
      findings.push({
        message: `${listed(loose)}: no version is given, so the next release is installed without any change of yours.`,
        hint: 'Write `name==1.2.3`, or install from a file of pinned requirements (`-r requirements.txt`).',
        at,
        ...(isOnlyInstaller ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
