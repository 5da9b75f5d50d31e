import { cache } from '../mounts.js'
import { checkFilled, refuse, show } from '../refuse.js'
import { chain, quoteArgument, type Shell } from '../shell.js'
import type { StageBuilder } from '../stage.js'

/** A change of a stage, for `.use(…)`. */
export type StageStep = <Name extends string, Known extends string>(
  stage: StageBuilder<Name, Known>,
) => StageBuilder<Name, Known>

/** The package managers of distributions that the steps know. */
export type PackageManager = 'apt' | 'apk'

const cleanApt = 'rm -rf /var/lib/apt/lists/*'

/** Why hadolint's rule on pinned versions is switched off above an install, and the pragma that does it. */
const unpinned = {
  apt: "Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.\nhadolint ignore=DL3008",
  apk: "Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.\nhadolint ignore=DL3018",
} as const

const packageList = (packages: readonly string[], what: string): string => {
  if (!Array.isArray(packages)) refuse('invalid-value', `${what} takes an array of packages, not ${show(packages)}.`)
  if (packages.length === 0) refuse('invalid-value', `${what} needs at least one package.`)
  const unique = [...new Set(packages.map((name) => checkFilled(name, 'A package name')))]
  return unique
    .sort((a, b) => (a < b ? -1 : 1))
    .map(quoteArgument)
    .join(' ')
}

const isPinned = (packages: readonly string[]): boolean => packages.every((name) => name.includes('='))

/** Options of {@link aptInstall}. */
export interface AptOptions {
  /** Keeps downloaded packages and lists in cache mounts instead of deleting the lists: faster where the cache survives. */
  readonly cache?: boolean
}

/**
 * Installs Debian packages in one layer without leaving lists or recommended packages behind.
 *
 * @example
 * ```ts
 * stage().from('debian:trixie-slim').use(aptInstall(['libpq5', 'ca-certificates']))
 * // FROM debian:trixie-slim
 * //
 * // # Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
 * // # hadolint ignore=DL3008
 * // RUN apt-get update && \
 * //     apt-get install -y --no-install-recommends ca-certificates libpq5 && \
 * //     rm -rf /var/lib/apt/lists/*
 * ```
 * @throws GenDockerfileError `invalid-value` without packages.
 */
export const aptInstall = (packages: readonly string[], options: AptOptions = {}): StageStep => {
  const install = `apt-get install -y --no-install-recommends ${packageList(packages, 'aptInstall()')}`
  return (stage) => {
    const commented = isPinned(packages) ? stage : stage.comment(unpinned.apt)
    if (!options.cache) return commented.run(chain('apt-get update', install, cleanApt))
    const mounts = [cache('/var/cache/apt', { sharing: 'locked' }), cache('/var/lib/apt/lists', { sharing: 'locked' })]
    return commented.run(chain('rm -f /etc/apt/apt.conf.d/docker-clean', 'apt-get update', install), { mounts })
  }
}

/**
 * Installs Alpine packages in one layer, without an index left behind.
 *
 * @example
 * ```ts
 * stage().from('alpine:3.23').use(apkAdd(['libpq']))
 * // FROM alpine:3.23
 * //
 * // # Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
 * // # hadolint ignore=DL3018
 * // RUN apk add --no-cache libpq
 * ```
 * @throws GenDockerfileError `invalid-value` without packages.
 */
export const apkAdd = (packages: readonly string[]): StageStep => {
  const command = `apk add --no-cache ${packageList(packages, 'apkAdd()')}`
  return (stage) => (isPinned(packages) ? stage : stage.comment(unpinned.apk)).run(command)
}

/** Options of {@link withBuildPackages}. */
export interface BuildPackagesOptions {
  readonly manager: PackageManager
  /** Packages that only the commands need, such as compilers and headers. */
  readonly packages: readonly string[]
  /** Packages that stay in the image. */
  readonly keep?: readonly string[]
}

/**
 * Installs packages, runs commands that need them and removes the packages again, all in one layer.
 *
 * @example
 * ```ts
 * stage().from('python:3.14-alpine').use(
 *   withBuildPackages({ manager: 'apk', packages: ['gcc', 'musl-dev'] }, 'pip install --no-cache-dir .'),
 * )
 * // FROM python:3.14-alpine
 * //
 * // # Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
 * // # hadolint ignore=DL3018
 * // RUN apk add --no-cache --virtual .build-deps gcc musl-dev && \
 * //     pip install --no-cache-dir . && \
 * //     apk del --no-cache .build-deps
 * ```
 * @throws GenDockerfileError `invalid-value` without packages or commands.
 */
export const withBuildPackages = (
  { manager, packages, keep = [] }: BuildPackagesOptions,
  ...commands: readonly (string | Shell)[]
): StageStep => {
  const list = packageList(packages, 'withBuildPackages()')
  if (commands.length === 0) refuse('invalid-value', 'withBuildPackages() needs a command that uses the packages.')
  const kept = keep.length > 0 ? packageList(keep, 'withBuildPackages()') : undefined
  const around = {
    apt: {
      before: ['apt-get update', `apt-get install -y --no-install-recommends ${kept ? `${kept} ${list}` : list}`],
      after: [...(kept ? [`apt-mark manual ${kept}`] : []), `apt-get purge -y --auto-remove ${list}`, cleanApt],
    },
    apk: {
      before: [...(kept ? [`apk add --no-cache ${kept}`] : []), `apk add --no-cache --virtual .build-deps ${list}`],
      after: ['apk del --no-cache .build-deps'],
    },
  }[manager]
  const script = chain(...around.before, ...commands, ...around.after)
  return (stage) => stage.comment(unpinned[manager]).run(script)
}
