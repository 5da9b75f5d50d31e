import type { Analysis } from '../../analysis/analyse.js'
import type { Instruction } from '../../model/instruction.js'
import { withoutFlags } from './flags.js'
import { imageName } from './hadolint-stages.js'
import type { RunCall } from './run-calls.js'
import { documentCache } from '../../analysis/document-cache.js'

type Words = readonly string[]

/** How a package manager is told what to install, and how a version is written. */
export interface PackageManager {
  readonly programs: Words
  /** The words of which one says that it installs. */
  readonly installs: Words
  /** Options whose value follows, as far as hadolint knows them. */
  readonly valued: Words
  /** More of them. */
  readonly alsoValued: Words
  /** Whether a package's version is fixed, or it is a file. */
  readonly isPinned: (operand: string, call: RunCall, analysis: Analysis) => boolean
  /** An operand with a version, for people. */
  readonly pinned: (name: string) => string
  readonly code: string
}

/** The variables that hadolint takes for set, by the RUN; what stands behind ONBUILD counts there only. */
const readVariables = ({ document, stages }: Analysis): ReadonlyMap<Instruction, ReadonlySet<string>> => {
  const found = new Map<Instruction, ReadonlySet<string>>()
  const args = new Set(document.args.flatMap((each) => each.args.slice(0, 1).map(({ name }) => name)))
  const later = new Set<string>()
  const byStage = new Map<string, ReadonlySet<string>>()
  for (const { stage } of stages) {
    const own = new Set(byStage.get(imageName(stage.from.image)))
    for (const each of stage.instructions) {
      const instruction = each.kind === 'onbuild' ? each.instruction : each
      const isLater = each.kind === 'onbuild'
      if (instruction.kind === 'arg')
        for (const { name } of instruction.args.slice(0, 1)) (isLater ? later : args).add(name)
      if (instruction.kind === 'env') for (const { name } of instruction.pairs) (isLater ? later : own).add(name)
      if (instruction.kind === 'run') found.set(each, new Set(isLater ? later : [...args, ...own]))
    }
    const { as } = stage.from
    if (as !== undefined) byStage.set(as, new Set([...(byStage.get(as) ?? []), ...own]))
  }
  return found
}

const variableCache = documentCache<Analysis, ReadonlyMap<Instruction, ReadonlySet<string>>>()

const isSet = (name: string, { at }: RunCall['use'], analysis: Analysis): boolean => {
  const known = variableCache.get(analysis) ?? readVariables(analysis)
  variableCache.set(analysis, known)
  return known.get(at)?.has(name) === true
}

const withVersion = /^[^$]+-\d[\w.+~^:-]*$/

/** Whether a package of dnf or yum ends in a version; a variable that the file sets may be one. */
const isRpmPinned = (operand: string, { args, use }: RunCall, analysis: Analysis): boolean => {
  if (args.includes('module')) return operand.includes(':')
  if (withVersion.test(operand)) return true
  const names = [...operand.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  return withVersion.test(operand.replaceAll(/\$\{\w+\}/g, '0')) && names.some((name) => isSet(name, use, analysis))
}

const rpm: Omit<PackageManager, 'programs' | 'installs' | 'code'> = {
  valued: [],
  alsoValued: ['enablerepo', 'disablerepo', 'setopt', 'exclude', 'x', 'c', 'releasever', 'installroot', 'repo'],
  isPinned: isRpmPinned,
  pinned: (name) => `${name}-<version>`,
}

/** The package managers of distributions. */
export const packageManagers: readonly PackageManager[] = [
  {
    programs: ['apt-get'],
    installs: ['install'],
    valued: ['t', 'target-release'],
    alsoValued: ['o', 'c', 'option', 'config-file', 'default-release', 'a', 'host-architecture'],
    isPinned: (operand) => /[=/]/.test(operand) || operand.endsWith('.deb'),
    pinned: (name) => `${name}=<version>`,
    code: 'hadolint:DL3008',
  },
  {
    programs: ['apk'],
    installs: ['add'],
    valued: ['t', 'virtual', 'X', 'repository'],
    alsoValued: ['p', 'root', 'arch', 'keys-dir', 'repositories-file', 'wait', 'cache-dir', 'cache-max-age'],
    isPinned: (operand) => /[=<>~]/.test(operand) || operand.endsWith('.apk'),
    pinned: (name) => `${name}=~<version>`,
    code: 'hadolint:DL3018',
  },
  { ...rpm, programs: ['yum'], installs: ['install'], code: 'hadolint:DL3033' },
  {
    programs: ['zypper'],
    installs: ['install', 'in'],
    valued: [],
    alsoValued: ['t', 'type', 'from', 'r', 'repo', 'R', 'root'],
    isPinned: (operand) => /[=<>]/.test(operand) || operand.endsWith('.rpm'),
    pinned: (name) => `${name}=<version>`,
    code: 'hadolint:DL3037',
  },
  { ...rpm, programs: ['dnf', 'microdnf'], installs: ['install'], code: 'hadolint:DL3041' },
]

/** What a call installs, as hadolint reads it; `undefined` for a call that installs nothing. */
export const hadolintOperands = ({ args }: RunCall, { installs, valued, programs }: PackageManager): Words => {
  if (!args.some((arg) => installs.includes(arg))) return []
  if (programs.includes('dnf') && args.includes('group') && !args.includes('module')) return []
  const others = args.includes('module') && !programs.includes('zypper') ? [...installs, 'module'] : installs
  return withoutFlags(args, valued).filter((operand) => !others.includes(operand))
}

/** The packages from the distribution that a call installs: no files, no groups, and nothing that only the shell knows. */
export const packagesOf = ({ args }: RunCall, { installs, valued, alsoValued }: PackageManager): Words => {
  const operands = withoutFlags(args, [...valued, ...alsoValued]).filter((operand) => operand !== '--')
  const start = operands.findIndex((operand) => installs.includes(operand))
  if (start < 0) return []
  return operands
    .slice(start + 1)
    .filter((operand) => !/^[@$!({.]|\/|\$\{|\.(?:deb|rpm|apk)$|[-+]$/.test(operand) && operand !== '')
}
