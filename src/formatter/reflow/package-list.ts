import type { Command, CommandArgument, Word } from 'unbash'

/** What is known of the options of a program that installs packages. */
interface Installer {
  readonly verb: string
  /** Options that are complete by themselves. */
  readonly flags: RegExp
  /** Options whose value is the next word. */
  readonly valued: RegExp
}

const apt: Installer = {
  verb: 'install',
  flags:
    /^(?:-[yqVfmdsub]+(?:=\d+)?|--(?:yes|assume-yes|quiet|(?:no-)?install-(?:recommends|suggests)|fix-(?:missing|broken)|ignore-missing|force-yes|allow-[a-z-]+|reinstall|download-only|(?:no|only)-upgrade|no-remove|purge|auto-remove|verbose-versions|show-progress))$/,
  valued: /^(?:-[toca]|--(?:target-release|default-release|option|config-file|host-architecture))$/,
}

const apk: Installer = {
  verb: 'add',
  flags:
    /^(?:-[quUvfil]+|--(?:no-cache|update|update-cache|upgrade|latest|quiet|verbose|force(?:-[a-z-]+)?|no-progress|allow-untrusted|initdb|no-network|no-scripts|no-chown|clean-protected|no-interactive|simulate))$/,
  valued: /^(?:-[tXp]|--(?:virtual|repository|root|arch|keys-dir|repositories-file|wait|cache-dir|cache-max-age))$/,
}

const dnf: Installer = {
  verb: 'install',
  flags:
    /^(?:-[yqvbC46]+|--(?:assumeyes|quiet|verbose|nodocs|best|nobest|allowerasing|skip-broken|nogpgcheck|refresh|cacheonly|noplugins|noautoremove))$/,
  valued:
    /^(?:-[cdex]|--(?:config|debuglevel|errorlevel|exclude|enablerepo|disablerepo|installroot|releasever|setopt|repo|repoid|repofrompath))$/,
}

const installers: ReadonlyMap<string, Installer> = new Map([
  ['apt-get', apt],
  ['apt', apt],
  ['apk', apk],
  ['dnf', dnf],
  ['microdnf', dnf],
  ['yum', dnf],
])

/** A package as it is named literally: with a version, a suite, a repository, a pattern, in quotes. */
const literal = /^(["']?)[\w.@!:+~=<>*?%/^-]+\1$/

/** The words of a command that name packages to install. */
export interface PackageList {
  readonly packages: readonly Word[]
  /** Options without a value behind them. */
  readonly flagsBehind: readonly CommandArgument[]
  /** Whether they may stand in any order: all are named literally. */
  readonly free: boolean
}

const isFlag = (text: string, { flags }: Installer): boolean => flags.test(text) || /^--[a-z-]+=/.test(text)

/** The index behind options from some index on; `undefined` where one is not known. */
const behindOptions = (words: readonly CommandArgument[], from: number, installer: Installer): number | undefined => {
  let index = from
  for (;;) {
    const text = words[index]?.text
    if (text === undefined || !text.startsWith('-')) return index
    if (installer.valued.test(text)) index += 2
    else if (isFlag(text, installer)) index++
    else return undefined
  }
}

/**
 * The packages that a command installs with a known program and known options in front of them.
 *
 * @example
 * ```ts
 * // apt-get install -y --no-install-recommends curl git   has the packages `curl` and `git`
 * ```
 */
export const packageListOf = (command: Command): PackageList | undefined => {
  const installer = installers.get(command.name?.text ?? '')
  if (installer === undefined) return undefined
  const args = command.suffix.filter((each) => each.type === 'Word' || each.type === 'Assignment')
  const redirects = command.suffix.filter((each) => each.type !== 'Word' && each.type !== 'Assignment')
  const verb = behindOptions(args, 0, installer)
  if (verb === undefined || args[verb]?.text !== installer.verb) return undefined
  const first = behindOptions(args, verb + 1, installer)
  if (first === undefined) return undefined
  let behind = args.length
  while (behind > first && isFlag(args[behind - 1]?.text ?? '', installer)) behind--
  const packages = args.slice(first, behind).filter((arg) => arg.type === 'Word')
  const last = packages.at(-1)
  if (last === undefined || packages.length < behind - first) return undefined
  // An option among packages may have a value; a redirection among them belongs nowhere else.
  const isMixed = redirects.some(({ pos }) => pos < last.pos) || packages.some(({ text }) => text.startsWith('-'))
  if (isMixed) return undefined
  return { packages, flagsBehind: args.slice(behind), free: packages.every(({ text }) => literal.test(text)) }
}

const bare = (text: string): string => text.replaceAll(/["']/g, '')

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The texts of packages in the order in which they are written. */
export const sortedPackages = (packages: readonly Word[]): readonly string[] =>
  packages.map(({ text }) => text).sort((left, right) => compare(bare(left), bare(right)) || compare(left, right))
