import type { StageStep } from '../../builders/steps/packages.js'
import type { Facts, PythonFacts, PythonMember, PythonNeed } from '../../project/facts.js'
import { joinPaths } from '../join-paths.js'
import { quoted, refusal } from './refusal.js'

/** Other projects of the repository that the service is installed with, sorted by folder. */
export interface Locals {
  readonly production: readonly PythonMember[]
  /** The same with what the groups of development need. */
  readonly development: readonly PythonMember[]
  /** Archives of the repository, from the build context. */
  readonly archives: readonly string[]
}

/** What is installed of the service besides its main dependencies. */
interface Chosen {
  readonly extras: readonly string[]
  readonly groups: readonly string[]
}

/** PEP 503's normal form. */
export const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-')

const sorted = <T extends { readonly dir: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => (a.dir < b.dir ? -1 : 1))

const missing = (need: PythonNeed, by: PythonMember): never =>
  refusal(
    'missing-project',
    `\`${joinPaths(by.dir, 'pyproject.toml')}\` installs \`${need.dir}\`, where there is no Python project.`,
    'Correct the path, or take the dependency out.',
  )

/** The projects that an install of the service reaches; a cycle ends where it began. */
const closure = (python: PythonFacts, start: string, chosen: Chosen): readonly PythonMember[] => {
  const byDir = new Map(python.members.map((member) => [member.dir, member]))
  const archives = new Set(python.archives)
  const asked = new Map<string, ReadonlySet<string>>([[start, new Set(chosen.extras.map(normal))]])
  const groups = new Set(chosen.groups.map(normal))
  const wanted = (dir: string, { kind, name = '' }: PythonNeed): boolean => {
    if (kind === 'group') return dir === start && groups.has(normal(name))
    if (kind === 'extra') return asked.get(dir)?.has(normal(name)) === true
    return kind === 'main' || byDir.get(dir)?.isPackage === true
  }
  const queue = [start]
  for (const dir of queue) {
    const member = byDir.get(dir)
    for (const need of member?.needs ?? []) {
      if (member === undefined || !wanted(dir, need) || archives.has(need.dir)) continue
      if (!byDir.has(need.dir)) missing(need, member)
      const known = asked.get(need.dir)
      const extras = new Set([...(known ?? []), ...need.extras.map(normal)])
      if (known?.size === extras.size) continue
      asked.set(need.dir, extras)
      queue.push(need.dir)
    }
  }
  return sorted([...asked.keys()].flatMap((dir) => byDir.get(dir) ?? []))
}

/** A workspace whose members and lockfile do not fit together cannot be installed. */
const checkMembers = (members: readonly PythonMember[], facts: Facts): void => {
  for (const { dir, unknownMembers } of members) {
    const [unknown] = unknownMembers
    if (unknown === undefined) continue
    const names = (facts.workspace?.members ?? []).map(({ name }) => name)
    refusal(
      'unknown-member',
      `\`${joinPaths(dir, 'pyproject.toml')}\` takes \`${unknown}\` from the workspace, but no member is called that.`,
      `Add its folder to \`members\` in the pyproject.toml at the root, or correct the name. Members are ${few(names)}.`,
    )
  }
  const unlocked = members.filter(({ locked }) => !locked)
  if (unlocked.length > 0) {
    refusal(
      'outdated-lockfile',
      `\`uv.lock\` does not know ${quoted(unlocked.map(({ name }) => name))}, so an install from it would leave them out.`,
      'Run `uv lock` and commit the file.',
    )
  }
}

/**
 * Refuses projects that the build context does not hold.
 *
 * @throws GenDockerfileError `outside-context`
 */
export const checkReach = (facts: Facts, python: PythonFacts, call: string): void => {
  const { members, localRoot } = python
  const reached = localRoot === undefined || localRoot === facts.context
  const others = members.flatMap(({ needs }) => needs.map(({ dir }) => dir)).sort((a, b) => (a < b ? -1 : 1))
  const outside = others.find((dir) => !reached || dir.startsWith('../'))
  if (outside === undefined) return
  refusal(
    'outside-context',
    `\`${call}\` installs \`${outside}\` by its path, which lies outside the build context.`,
    localRoot === undefined
      ? 'Move it into the repository of the service, or publish it as a package and depend on a version of it.'
      : 'Move it below the folder of the service, or make both members of a uv workspace: its root is the build context.',
  )
}

/** A list for a message, which nobody reads to the end where it is long. */
export const few = (names: readonly string[], most = 8): string =>
  names.length <= most ? quoted(names) : `${quoted(names.slice(0, most))} and ${names.length - most} more`

/**
 * The projects of the repository that belong to the service.
 *
 * @throws GenDockerfileError `missing-project`, `unknown-member`, `outdated-lockfile`
 */
export const chooseLocals = (facts: Facts, python: PythonFacts, chosen: Chosen): Locals => {
  const start = joinPaths(facts.dir)
  const production = closure(python, start, chosen)
  const development = closure(python, start, {
    ...chosen,
    groups: [...chosen.groups, ...(python.project?.defaultGroups ?? [])],
  })
  checkMembers(development, facts)
  const others = (members: readonly PythonMember[]): readonly PythonMember[] =>
    members.filter(({ dir }) => dir !== start)
  return { production: others(production), development: others(development), archives: python.archives }
}

/** What the build of packages reads, from the build context; of a folder that is copied whole nothing else is named. */
export const buildPaths = (members: readonly PythonMember[]): readonly string[] =>
  members
    .filter(({ isPackage }) => isPackage)
    .flatMap(({ dir, buildInputs }) => buildInputs.map((path) => joinPaths(dir, path)))

/** COPY of paths of the build context to the same places below `/app`. */
export const copyFromContext =
  (paths: readonly string[], options: { readonly chown?: string } = {}): StageStep =>
  (stage) => {
    const [only] = paths
    if (only === undefined) return stage
    return paths.length === 1
      ? stage.copy(only, `./${only}`, options)
      : stage.copy(paths, './', { parents: true, ...options })
  }
