import { joinPath } from '../path.js'
import { at, isRecord, listAt, type ParsedRecord, recordAt, stringAt, stringsAt } from '../value.js'
import type { PythonNeed } from './python-facts.js'
import { holdsOnLinux, normalName, parseRequirement } from './requirement.js'

/** How the names and paths of a manifest lead to folders. */
export interface NeedContext {
  /** Folder of the manifest. */
  readonly dir: string
  /** Folder of a member of the workspace, by its normalised name. */
  readonly memberDir: (name: string) => string | undefined
  /** The manifest of the workspace's root, whose sources hold for every member, with its folder. */
  readonly root?: { readonly dir: string; readonly document: unknown }
  /** Is told each name that should be a member and is none. */
  readonly unknownMember?: (name: string) => void
}

interface Source {
  readonly workspace: boolean
  readonly path?: string
  /** From elsewhere: git, a URL, another index. */
  readonly foreign: boolean
}

/** A source is a table, or a list of them with markers. */
const sourcesIn = (document: unknown, dir: string): ReadonlyMap<string, readonly Source[]> =>
  new Map(
    Object.entries(recordAt(document, 'tool', 'uv', 'sources')).map(([name, value]) => [
      normalName(name),
      (Array.isArray(value) ? value : [value]).map((one: unknown) => {
        const path = stringAt(one, 'path')
        return {
          workspace: at(one, 'workspace') === true,
          ...(path === undefined ? {} : { path: joinPath(dir, path) }),
          foreign: ['git', 'url', 'index'].some((key) => stringAt(one, key) !== undefined),
        }
      }),
    ]),
  )

/** `file:///${PROJECT_ROOT}/../core` of pdm and `{root:uri}/../core` of hatch, from the manifest's folder. */
const localUrl = (url: string | undefined): string | undefined =>
  /^(?:file:\/\/\/\$\{PROJECT_ROOT\}|\{root:(?:uri|real)\})\/([^#]*)/.exec(url ?? '')?.[1]

/** Folders that a requirement of PEP 508 is installed from. */
const foldersOf = ({ dir, memberDir, root, unknownMember }: NeedContext, document: unknown) => {
  const own = sourcesIn(document, dir)
  const shared = root === undefined ? own : sourcesIn(root.document, root.dir)
  return (name: string, url: string | undefined): readonly string[] => {
    const local = localUrl(url)
    if (local !== undefined) return [joinPath(dir, local)]
    if (url !== undefined) return []
    const found = own.get(name) ?? shared.get(name)
    const member = memberDir(name)
    // uv insists on a source for a member, so a name without one is a member in a repository that is being edited.
    if (found === undefined) return member === undefined ? [] : [member]
    return found.flatMap((source) => {
      if (source.path !== undefined && !source.foreign) return [source.path]
      if (source.workspace && member === undefined) unknownMember?.(name)
      return source.workspace && member !== undefined ? [member] : []
    })
  }
}

/** The requirements of a dependency group with those of the groups that it includes. */
const groupLines = (groups: ParsedRecord, name: string, seen: ReadonlySet<string> = new Set()): readonly string[] => {
  const key = normalName(name)
  const items = Object.entries(groups).find(([each]) => normalName(each) === key)?.[1]
  if (seen.has(key) || !Array.isArray(items)) return []
  return items.flatMap((item: unknown) => {
    if (typeof item === 'string') return [item]
    const included = stringAt(item, 'include-group')
    return included === undefined ? [] : groupLines(groups, included, new Set([...seen, key]))
  })
}

/** Path dependencies of a table of poetry's own. */
const poetryPaths = (
  table: unknown,
  dir: string,
  how: (entry: unknown) => Pick<PythonNeed, 'kind' | 'name'>,
): readonly PythonNeed[] =>
  Object.values(isRecord(table) ? table : {}).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).flatMap((entry: unknown) => {
      const path = stringAt(entry, 'path') ?? stringAt(entry, 'file')
      return path === undefined ? [] : [{ dir: joinPath(dir, path), extras: stringsAt(entry, 'extras'), ...how(entry) }]
    }),
  )

/** The extras of poetry that install an optional dependency. */
const poetryExtras = (document: unknown, dependency: string): string | undefined =>
  Object.entries(recordAt(document, 'tool', 'poetry', 'extras')).find(
    ([, names]) =>
      Array.isArray(names) && names.some((name) => typeof name === 'string' && normalName(name) === dependency),
  )?.[0]

const poetryNeeds = (document: unknown, dir: string): readonly PythonNeed[] => {
  const main = recordAt(document, 'tool', 'poetry', 'dependencies')
  // Beside `project.dependencies` the table only says where those come from.
  const standard = at(document, 'project', 'dependencies')
  const named = Array.isArray(standard)
    ? new Set([
        ...stringsAt(document, 'project', 'dependencies').map((line) => parseRequirement(line)?.name),
        ...Object.keys(recordAt(document, 'project', 'optional-dependencies')).flatMap((extra) =>
          stringsAt(document, 'project', 'optional-dependencies', extra).map((line) => parseRequirement(line)?.name),
        ),
      ])
    : undefined
  return [
    ...Object.entries(main).flatMap(([name, value]) =>
      named?.has(normalName(name)) === false
        ? []
        : poetryPaths({ [name]: value }, dir, (entry) => {
            const extra = at(entry, 'optional') === true ? poetryExtras(document, normalName(name)) : undefined
            return extra === undefined ? { kind: 'main' } : { kind: 'extra', name: extra }
          }),
    ),
    ...Object.entries(recordAt(document, 'tool', 'poetry', 'group')).flatMap(([name, group]) =>
      poetryPaths(at(group, 'dependencies'), dir, () => ({ kind: 'group', name })),
    ),
    ...poetryPaths(at(document, 'tool', 'poetry', 'dev-dependencies'), dir, () => ({ kind: 'group', name: 'dev' })),
  ]
}

/**
 * What a manifest needs of other projects of the repository, by `tool.uv.sources`, by poetry's and pdm's paths.
 * Requirements that cannot hold on Linux are left out.
 */
export const readNeeds = (document: unknown, context: NeedContext): readonly PythonNeed[] => {
  const folders = foldersOf(context, document)
  const needs = (lines: readonly string[], how: Pick<PythonNeed, 'kind' | 'name'>): readonly PythonNeed[] =>
    lines.flatMap((line) => {
      const editable = /^-e\s+(?:\S+\s*@\s*)?(\S+)/.exec(line)?.[1]
      const parsed = editable === undefined ? parseRequirement(line) : { name: '', extras: [], url: editable }
      if (parsed === undefined || ('marker' in parsed && !holdsOnLinux(parsed.marker))) return []
      return folders(parsed.name, parsed.url).map((dir) => ({ dir, extras: parsed.extras, ...how }))
    })
  const groups = recordAt(document, 'dependency-groups')
  return [
    ...needs(stringsAt(document, 'project', 'dependencies'), { kind: 'main' }),
    ...Object.keys(recordAt(document, 'project', 'optional-dependencies')).flatMap((name) =>
      needs(stringsAt(document, 'project', 'optional-dependencies', name), { kind: 'extra', name: normalName(name) }),
    ),
    ...Object.keys(groups).flatMap((name) => needs(groupLines(groups, name), { kind: 'group', name })),
    ...needs(stringsAt(document, 'tool', 'uv', 'dev-dependencies'), { kind: 'group', name: 'dev' }),
    ...Object.keys(recordAt(document, 'tool', 'pdm', 'dev-dependencies')).flatMap((name) =>
      needs(stringsAt(document, 'tool', 'pdm', 'dev-dependencies', name), { kind: 'group', name }),
    ),
    ...needs(
      listAt(document, 'build-system', 'requires').filter((item) => typeof item === 'string'),
      { kind: 'build' },
    ),
    ...poetryNeeds(document, context.dir),
  ]
}
