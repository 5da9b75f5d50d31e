import type { Analysis } from '../../analysis/analyse.js'
import type { CommandUse } from '../../analysis/commands.js'
import { isPlainWord } from '../../analysis/plain-word.js'
import { operandsOf } from './command-line.js'
import { documentCache } from '../../analysis/document-cache.js'

type Words = readonly string[]

/** A package of a distribution that a RUN installs. */
export interface InstalledPackage {
  /** Without version, architecture and release. */
  readonly name: string
  readonly use: CommandUse
}

interface Manager {
  readonly install: Words
  /** Options whose value is the next word. */
  readonly valued: Words
  /** What follows the name of a package. */
  readonly suffix: RegExp
}

const rpmValued = [
  '--enablerepo',
  '--disablerepo',
  '--setopt',
  '--exclude',
  '-x',
  '-c',
  '--releasever',
  '--installroot',
]
const apt: Manager = {
  install: ['install'],
  valued: ['-t', '-o', '-c', '--target-release', '--option'],
  suffix: /[=/:].*$/,
}
const rpm: Manager = {
  install: ['install', 'reinstall'],
  valued: rpmValued,
  suffix: /(?:-\d.*|\.(?:x86_64|aarch64|noarch))$/,
}

const managers: Readonly<Record<string, Manager>> = {
  'apt-get': apt,
  apt,
  aptitude: apt,
  apk: {
    install: ['add'],
    valued: ['-X', '--repository', '-t', '--virtual', '-p', '--root', '--keys-dir', '--repositories-file', '--arch'],
    suffix: /[=~<>@].*$/,
  },
  yum: rpm,
  dnf: rpm,
  microdnf: rpm,
  tdnf: rpm,
  zypper: { install: ['install', 'in'], valued: ['-R', '--root', '-r', '--repo', '-t', '--type'], suffix: /[=<>].*$/ },
}

const programs = Object.keys(managers)

/** What a command installs of the distribution's packages, by name; empty for a command that does something else. */
export const packagesOf = ({ command }: Pick<CommandUse, 'command'>): readonly string[] => {
  const { name = '', args } = command
  const manager = managers[name.slice(name.lastIndexOf('/') + 1)]
  if (manager === undefined) return []
  const [first, ...rest] = operandsOf(args, manager.valued)
  if (first === undefined || !manager.install.includes(first)) return []
  const words = rest.every(isPlainWord) ? rest : rest.flatMap((word) => word.replaceAll(/["']/g, '').split(/\s+/))
  const names: string[] = []
  for (const word of words) {
    if (word !== '' && !notFromIndex.test(word)) names.push(word.replace(manager.suffix, ''))
  }
  return names
}

/** Files, and what only the shell knows. */
const notFromIndex = /^[.$/]|\.(?:deb|apk|rpm)$/

/** The packages of distributions that the RUNs of a document install, in order. */
export const installedPackages = (analysis: Analysis): readonly InstalledPackage[] => {
  const found = known.get(analysis)
  if (found !== undefined) return found
  const packages = analysis
    .commands(...programs)
    .flatMap((use) => packagesOf({ command: use.command }).map((name) => ({ name, use })))
  known.set(analysis, packages)
  return packages
}

const known = documentCache<Analysis, readonly InstalledPackage[]>()
