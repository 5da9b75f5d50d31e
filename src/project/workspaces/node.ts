import type { WorkspaceKind, WorkspaceMember } from '../common-facts.js'
import { parseJson } from '../json-text.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, sortedUnique, stringAt, stringMapAt } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import { expandNodeMembers } from './node-folders.js'
import { resolveDependency, type NamedPackage, type PackageIndex, type ResolveRules } from './node-ranges.js'
import { readResolveRules } from './node-rules.js'
import { lineWith, reportDuplicates, reportExpansion } from './report-members.js'

/** What the graph needs of a package.json; the text is not kept. */
interface Package extends NamedPackage {
  readonly manifest: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** Peers are installed with the package, except those that may be missing. */
const requiredPeers = (manifest: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(stringMapAt(manifest, 'peerDependencies')).filter(
      ([name]) => at(manifest, 'peerDependenciesMeta', name, 'optional') !== true,
    ),
  )

/** A package.json that cannot be parsed is still there: it is called by its folder and needs nothing. */
const readPackage = (project: Project, dir: string): Package | undefined => {
  const manifest = joinPath(dir, 'package.json')
  const text = project.glance.text(manifest)
  if (text === undefined) return undefined
  const outcome = parseJson(text)
  const value = outcome.kind === 'value' ? outcome.value : undefined
  if (outcome.kind === 'error') {
    project.report({
      kind: 'unparsable',
      ecosystem: 'node',
      file: manifest,
      line: outcome.line,
      column: outcome.column,
      message: `\`${manifest}\` cannot be parsed: ${outcome.reason} (line ${outcome.line}, column ${outcome.column}).`,
      hint: `Repair \`${manifest}\`; what it depends on is not known until then.`,
    })
  }
  const version = stringAt(value, 'version')
  return {
    name: stringAt(value, 'name') ?? dir,
    ...(version === undefined ? {} : { version }),
    dir,
    manifest,
    dependencies: {
      ...requiredPeers(value),
      ...stringMapAt(value, 'optionalDependencies'),
      ...stringMapAt(value, 'dependencies'),
    },
    devDependencies: stringMapAt(value, 'devDependencies'),
  }
}

const indexOf = (packages: readonly Package[]): PackageIndex => {
  const byName = new Map<string, Package[]>()
  const byDir = new Map<string, Package>()
  for (const each of packages) {
    const same = byName.get(each.name)
    if (same === undefined) byName.set(each.name, [each])
    else same.push(each)
    byDir.set(each.dir, each)
  }
  return {
    named: (name) => byName.get(name) ?? [],
    containing: (path) => {
      for (let folder = path; folder !== '.'; folder = parentPath(folder)) {
        const found = byDir.get(folder)
        if (found !== undefined) return found
      }
      return path === '.' ? byDir.get('.') : undefined
    },
  }
}

/** The members that a table of dependencies leads to; one that must be a member and is none is reported at its line. */
const edgesOf = (
  project: Project,
  { dir, manifest }: Package,
  table: Readonly<Record<string, string>>,
  index: PackageIndex,
  rules: ResolveRules,
): readonly string[] => {
  const found: string[] = []
  for (const name in table) {
    const range = table[name] ?? ''
    const resolution = resolveDependency(name, range, dir, index, rules)
    if (resolution.kind === 'member' && resolution.dir !== dir) found.push(resolution.dir)
    if (resolution.kind !== 'missing') continue
    project.report({
      kind: 'contradiction',
      ecosystem: 'node',
      file: manifest,
      ...lineWith(project, manifest, `"${name}"`),
      message: `\`${manifest}\` depends on \`${name}\` as \`${range}\`, but no member of the workspace is called so: the install fails.`,
      hint: 'Correct the name, or add the folder of the package to the patterns of the workspace.',
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

/** Reads the members of a workspace of npm, pnpm, yarn or bun; the root is one where it has a package.json. */
export const readMembers = async (
  project: Project,
  declaration: WorkspaceDeclaration,
): Promise<readonly WorkspaceMember[]> => {
  const root = project.has('package.json', 'file') ? project.json('package.json', 'node') : undefined
  const expansion = expandNodeMembers(project, declaration)
  const unmatched = refusedPatterns(project, declaration.kind, expansion.unmatched)
  reportExpansion(project, declaration.file, 'node', { ...expansion, unmatched }, 'package.json')
  const folders = ['.', ...expansion.folders.filter((folder) => folder !== '.')]
  const packages = folders.flatMap((dir) => readPackage(project, dir) ?? [])
  // pnpm and yarn berry know the root as one of the packages; to the others its name means nothing.
  const isRootNamed = declaration.negation === 'anywhere'
  const named = isRootNamed ? packages : packages.filter(({ dir }) => dir !== '.')
  reportDuplicates(project, declaration.file, 'node', named)
  const index = indexOf(named)
  const rules = await readResolveRules(project, declaration, root)
  return packages.map((each) => {
    const dependencies = edgesOf(project, each, each.dependencies, index, rules)
    const needed = new Set(dependencies)
    const dev = edgesOf(project, each, each.devDependencies, index, rules)
    const { name, dir, manifest } = each
    return { name, dir, manifest, dependencies, devDependencies: dev.filter((folder) => !needed.has(folder)) }
  })
}
