import type { WorkspaceKind, WorkspaceMember } from '../common-facts.js'
import { rememberOf } from '../../model/remember.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { sortedUnique } from '../value.js'
import type { MemberSource } from './closure.js'
import type { WorkspaceDeclaration } from './declaration.js'
import { unmatchedPatterns } from './expand-members.js'
import { namedNodeFolders } from './node-folders.js'
import { brokenPackage, openPackages, type Package, type PackageReader } from './node-packages.js'
import { resolveDependency, type NamedPackage, type ResolveRules } from './node-ranges.js'
import { readResolveRules } from './node-rules.js'
import { duplicateName, lineWith, outsideHint, reportDuplicates, reportExpansion } from './report-members.js'

interface MemberRules extends ResolveRules {
  /** Patterns that lead out of the workspace's folder. */
  readonly outside: readonly string[]
}

/**
 * Managers whose frozen install needs no member but those that the service leads to. Measured with npm 11 and pnpm 10, links and
 * folders outside of the root included.
 */
const takesPart: ReadonlySet<WorkspaceKind> = new Set(['npm', 'pnpm'])

/**
 * Up to so many members the names of all are read, so that a second one of a name is found wherever it is. Of more, those whose
 * folders are called as what is asked for are asked first.
 */
const manyMembers = 1000

/**
 * The members that a table of dependencies leads to. One that must be a member and is none, and one that may be either of two, is
 * reported at its line.
 */
const edgesOf = (
  project: Project,
  { dir, manifest }: Package,
  table: Readonly<Record<string, string>>,
  packages: PackageReader,
  rules: MemberRules,
): readonly string[] => {
  const found: string[] = []
  let same: readonly NamedPackage[] = []
  const index = {
    containing: packages.containing,
    named: (name: string) => {
      const all = packages.named(name)
      // Where ranges are plain, all of one name are mostly told of beforehand, and a version may decide.
      if ((!rules.plain || rules.repeats) && all.length > 1) same = all
      return all
    },
  }
  for (const name in table) {
    const range = table[name] ?? ''
    const resolution = resolveDependency(name, range, dir, index, rules)
    if (resolution.kind === 'member' && resolution.dir !== dir) found.push(resolution.dir)
    const common = { kind: 'contradiction', ecosystem: 'node', file: manifest } as const
    const [first, second] = same
    if (first !== undefined && second !== undefined) {
      const [one, other] = [joinPath(first.dir, 'package.json'), joinPath(second.dir, 'package.json')]
      const place = lineWith(project, manifest, `"${name}"`)
      project.report({ ...common, ...place, ...duplicateName(first.name, one, other) })
      same = []
    }
    if (resolution.kind !== 'missing') continue
    const line = lineWith(project, manifest, `"${name}"`)
    const [broken] = packages.nameless()
    if (broken !== undefined) {
      const { message, hint } = brokenPackage(broken)
      const needs = `\`${manifest}\` depends on \`${name}\` as \`${range}\`, and no member that can be read is called so.`
      project.report({ ...common, ...line, message: `${message} ${needs}`, hint })
      continue
    }
    const [outside] = rules.outside
    project.report({
      ...common,
      ...line,
      message: `\`${manifest}\` depends on \`${name}\` as \`${range}\`, but no member of the workspace is called so: the install fails.`,
      hint:
        outside === undefined
          ? 'Correct the name, or add the folder of the package to the patterns of the workspace.'
          : `What \`${outside}\` names lies outside of the workspace's folder and cannot be part of the build context. ${outsideHint}`,
    })
  }
  return sortedUnique(found)
}

/**
 * Patterns that the install refuses: bun misses folders that are named. npm, pnpm and yarn go on without, also in a repository
 * that is checked out in part.
 */
const refusedPatterns = (project: Project, kind: WorkspaceKind, unmatched: readonly string[]): readonly string[] =>
  kind === 'bun'
    ? unmatched.filter((pattern) => !/[*?[\]{}!]/.test(pattern) && project.glance.list(joinPath(pattern)).length === 0)
    : []

const memberOf = (project: Project, each: Package, packages: PackageReader, rules: MemberRules): WorkspaceMember => {
  const dependencies = edgesOf(project, each, each.dependencies, packages, rules)
  const needed = new Set(dependencies)
  const dev = edgesOf(project, each, each.devDependencies, packages, rules)
  const { name, dir, manifest } = each
  return { name, dir, manifest, dependencies, devDependencies: dev.filter((folder) => !needed.has(folder)) }
}

/** The folders below the root, and with it; the same lists for all parts of the services that name the same folders. */
const withRoot = rememberOf((named: readonly string[]) => {
  const below = named.filter((folder) => folder !== '.')
  return { below, folders: ['.', ...below] }
})

/** Reads the members of a workspace of npm, pnpm, yarn or bun; the root is one where it has a package.json. */
export const readMembers = async (project: Project, declaration: WorkspaceDeclaration): Promise<MemberSource> => {
  const { file, kind, negation } = declaration
  const root = project.has('package.json', 'file') ? project.json('package.json', 'node') : undefined
  const expansion = namedNodeFolders(project, declaration)
  const rules = { ...(await readResolveRules(project, declaration, root)), outside: expansion.outside }
  // Where a plain range may mean a member, one outside would be taken for a package of the registry.
  const isOutsideTold = rules.plain || !takesPart.has(kind)
  const unmatched = unmatchedPatterns(project, expansion, 'package.json')
  const refused = refusedPatterns(project, kind, unmatched)
  const isMember = (folder: string): boolean => project.glance.isFile(joinPath(folder, 'package.json'))
  reportExpansion(
    project,
    file,
    'node',
    {
      ...expansion,
      outside: isOutsideTold ? expansion.outside : [],
      links: expansion.links.filter(isMember),
      unmatched: refused,
    },
    'package.json',
    takesPart.has(kind) ? 'dependents' : 'all',
  )
  const { below, folders } = withRoot(expansion.folders)
  // pnpm and yarn berry know the root as one of the packages; to the others its name means nothing.
  const isRootNamed = negation === 'anywhere'
  // Where any dependency may be a member, the names of all are needed to tell that one is not.
  const asksFolders = !rules.plain && folders.length > manyMembers
  const packages = openPackages(project, { folders, named: isRootNamed ? folders : below, asksFolders })
  if (rules.plain) {
    // No range tells that it is not the package which cannot be read.
    for (const broken of packages.nameless()) project.report(brokenPackage(broken))
    const named =
      rules.repeats || packages.areUnique() ? [] : [...packages.names()].filter(([dir]) => isRootNamed || dir !== '.')
    reportDuplicates(
      project,
      file,
      'node',
      named.map(([dir, name]) => ({ name, manifest: joinPath(dir, 'package.json') })),
    )
  }
  const known = new Map<string, WorkspaceMember | undefined>()
  const member = (dir: string): WorkspaceMember | undefined => {
    if (known.has(dir)) return known.get(dir)
    const read = packages.take(dir)
    const found = read && memberOf(project, read, packages, rules)
    known.set(dir, found)
    return found
  }
  // What is wrong with the root concerns all.
  member('.')
  const accepted = [
    ...unmatched.filter((pattern) => !refused.includes(pattern)),
    ...(isOutsideTold ? [] : expansion.outside),
  ]
  return {
    member,
    unmatched: accepted,
    all: () => folders.flatMap((dir) => member(dir) ?? []),
    manifests: () => [...packages.names().keys()].map((dir) => joinPath(dir, 'package.json')),
  }
}
