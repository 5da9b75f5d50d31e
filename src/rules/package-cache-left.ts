import type { Instruction } from '../model/instruction.js'
import { isMountedAway, mountsCacheAt } from './support/cache-mounts.js'
import { isCleanedForHadolint, isHadolintRemoval, isRemovalOf } from './support/cleaned.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, hadolintCalls, hadolintRun } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

type Words = readonly string[]

interface Manager {
  readonly program: string
  readonly code: string
  readonly installs: Words
  readonly cleans: Words
  readonly folders: Words
  readonly tip: string
  /** Whether hadolint takes `rm -rf` for cleaning. */
  readonly removable: boolean
  /** The mount with which hadolint is content. */
  readonly mount?: string
}

const dnf = {
  code: 'hadolint:DL3040',
  installs: ['install', 'in', 'reinstall', 'rei', 'upgrade', 'up', 'upgrade-minimal', 'up-min'],
  cleans: ['clean'],
  folders: ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'],
  removable: true,
  mount: '/var/cache/libdnf5',
}

const managers: readonly Manager[] = [
  {
    program: 'yum',
    code: 'hadolint:DL3032',
    installs: ['install'],
    cleans: ['clean'],
    folders: ['/var/cache/yum', '/var/cache/dnf'],
    tip: 'yum clean all',
    removable: true,
  },
  {
    program: 'zypper',
    code: 'hadolint:DL3036',
    installs: ['install', 'in'],
    cleans: ['clean', 'cc'],
    folders: ['/var/cache/zypp'],
    tip: 'zypper clean --all',
    removable: false,
    mount: '/var/cache/zypp',
  },
  { ...dnf, program: 'dnf', tip: 'dnf clean all' },
  { ...dnf, program: 'microdnf', tip: 'microdnf clean all' },
]

const calls =
  (program: string, verbs: Words) =>
  ({ name, args }: RunCall): boolean =>
    name === program && args.some((arg) => verbs.includes(arg))

const isKeptForHadolint = (all: readonly RunCall[], { program, installs, cleans, removable }: Manager): boolean => {
  const isClean = calls(program, cleans)
  return !isCleanedForHadolint(
    all,
    calls(program, installs),
    (call) => isClean(call) || (removable && isHadolintRemoval(call)),
  )
}

/** Whether something behind the last call that installs cleans up. */
const isKept = (all: readonly RunCall[], { program, installs, cleans, folders }: Manager): boolean => {
  const last = all.findLastIndex(calls(program, installs))
  return !all
    .slice(last + 1)
    .some(
      (call) =>
        (/^(?:yum|dnf|microdnf|zypper)$/.test(call.name) && call.args.some((arg) => cleans.includes(arg))) ||
        folders.some((folder) => isRemovalOf(call, folder)),
    )
}

const codes = [...new Set(managers.map(({ code }) => code))]

export const rule = defineRule({
  name: 'package-cache-left',
  summary: 'What dnf, yum or zypper has downloaded stays in the image.',
  category: 'cache',
  severity: 'warning',
  codes,
  hadolint: codes.map((code) => ({
    code,
    message: 'hadolint misses that the cache of the package manager is emptied.',
    places: ({ analysis }): Iterable<Instruction> => {
      const these = managers.filter((manager) => manager.code === code)
      const found = hadolintCalls(
        analysis,
        these.map(({ program }) => program),
      )
      return [...byRun(found).keys()].flatMap((use) =>
        these.some(
          (manager) =>
            isKeptForHadolint(hadolintRun(use).calls, manager) &&
            (manager.mount === undefined || !mountsCacheAt(use.run, manager.mount)),
        )
          ? [use.at]
          : [],
      )
    },
  })),
  about: { programs: managers.map(({ program }) => program) },
  docs: {
    why: 'Indexes and packages are a hundred megabytes and more in every image, out of date on the next day. They have to go in the RUN that brought them: a later one hides them only.',
    bad: `FROM fedora:43
RUN dnf install -y git-core
`,
    good: `FROM fedora:43
RUN dnf install -y git-core && dnf clean all
`,
    ignoreWhen: 'The image is there to install packages in later.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const manager of managers) {
      const found = callsOf(analysis, [manager.program]).filter(calls(manager.program, manager.installs))
      if (found.length === 0) continue
      const stages = imageStages(analysis, options)
      for (const [use] of byRun(found)) {
        const isMounted = manager.folders.some((folder) => isMountedAway(use.run, folder))
        if (isMounted || !stages.has(use.stage) || !isKept(use.calls, manager)) continue
        findings.push({
          message: `What \`${manager.program}\` downloads stays in the image.`,
          hint: `End this RUN with \`${manager.tip}\`, or mount a cache at \`${manager.folders[0] ?? ''}\`.`,
          at: use.at,
          codes: [manager.code],
        })
      }
    }
    return findings
  },
})
