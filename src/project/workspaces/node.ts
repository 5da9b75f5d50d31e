import type { WorkspaceMember } from '../common-facts.js'
import { parseJson } from '../json-text.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, isRecord, sortedUnique, stringAt, stringMapAt } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import { expandMembers, type MemberExpansion, type Negation } from './expand-members.js'
import { resolveDependency, type NamedPackage, type PackageIndex, type ResolveRules } from './node-ranges.js'
import { readResolveRules } from './node-rules.js'
import { lineWith, reportDuplicates, reportExpansion } from './report-members.js'

/** What the graph needs of a package.json; the text is not kept. */
interface Package extends NamedPackage {
  readonly manifest: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const isBerry = (project: Project, manifest: unknown): boolean =>
  project.has('.yarnrc.yml', 'file') ||
  /^yarn@(?:[2-9]|\d\d)/.test(stringAt(manifest, 'packageManager') ?? '') ||
  /^__metadata:/m.test(project.text('yarn.lock', 4096) ?? '')

const negationOf = (project: Project, { kind }: WorkspaceDeclaration, manifest: unknown): Negation => {
  if (kind === 'npm') return 'in-order'
  return kind === 'yarn' && !isBerry(project, manifest) ? 'none' : 'anywhere'
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

/** yarn berry: a member may be a workspace root itself, and its members belong to the project, too. */
const nestedExpansions = (project: Project, folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => {
    const text = project.glance.text(joinPath(folder, 'package.json')) ?? ''
    if (!text.includes('"workspaces"')) return []
    const outcome = parseJson(text)
    const patterns = outcome.kind === 'value' ? workspacesOf(outcome.value) : []
    if (patterns.length === 0) return []
    const below = expandMembers(project, {
      patterns: patterns.map((pattern) => pattern.replace(/^(!*)(?:\.?\/)?/, `$1${folder}/`)),
      manifest: 'package.json',
      negation: 'anywhere',
    }).folders
    return [...below, ...nestedExpansions(project, below)]
  })

const workspacesOf = (manifest: unknown): readonly string[] => {
  const field = at(manifest, 'workspaces')
  const list = Array.isArray(field) ? field : isRecord(field) ? field['packages'] : []
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}

const expand = (project: Project, declaration: WorkspaceDeclaration, manifest: unknown): MemberExpansion => {
  const { kind, patterns } = declaration
  const negation = negationOf(project, declaration, manifest)
  const expansion = expandMembers(project, { patterns, manifest: 'package.json', negation })
  if (kind !== 'yarn' || negation === 'none') return expansion
  const nested = nestedExpansions(
    project,
    expansion.folders.filter((folder) => folder !== '.'),
  )
  return { ...expansion, folders: sortedUnique([...expansion.folders, ...nested]) }
}

/** Reads the members of a workspace of npm, pnpm, yarn or bun; the root is one where it has a package.json. */
export const readMembers = async (
  project: Project,
  declaration: WorkspaceDeclaration,
): Promise<readonly WorkspaceMember[]> => {
  const root = project.has('package.json', 'file') ? project.json('package.json', 'node') : undefined
  const expansion = expand(project, declaration, root)
  reportExpansion(project, declaration.file, 'node', expansion, 'package.json')
  const folders = ['.', ...expansion.folders.filter((folder) => folder !== '.')]
  const packages = folders.flatMap((dir) => readPackage(project, dir) ?? [])
  reportDuplicates(project, declaration.file, 'node', packages)
  const index = indexOf(packages)
  const rules = await readResolveRules(project, declaration, root)
  return packages.map((each) => {
    const dependencies = edgesOf(project, each, each.dependencies, index, rules)
    const needed = new Set(dependencies)
    const dev = edgesOf(project, each, each.devDependencies, index, rules)
    const { name, dir, manifest } = each
    return { name, dir, manifest, dependencies, devDependencies: dev.filter((folder) => !needed.has(folder)) }
  })
}
