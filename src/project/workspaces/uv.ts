import type { WorkspaceMember } from '../common-facts.js'
import { baseName, joinPath } from '../path.js'
import type { Project } from '../project.js'
import { readNeeds } from '../python/local-needs.js'
import type { PythonNeed } from '../python/python-facts.js'
import { normalName } from '../python/requirement.js'
import type { ParseOutcome } from '../json-text.js'
import { at, isRecord, sortedUnique, stringAt } from '../value.js'
import { expandMembers } from './expand-members.js'
import { reportDuplicates, reportExpansion } from './report-members.js'

interface Loaded {
  readonly dir: string
  readonly name: string
  readonly manifest: string
  readonly document: unknown
}

const nameOf = (document: unknown, dir: string): string => stringAt(document, 'project', 'name') ?? baseName(dir)

type Failure = Extract<ParseOutcome, { readonly kind: 'error' }>

const parsed = (project: Project, parseToml: (text: string) => ParseOutcome, manifest: string): ParseOutcome => {
  const text = project.glance.text(manifest)
  return text === undefined ? { kind: 'value', value: undefined } : parseToml(text)
}

/** uv reads every member, whichever of them it installs. */
const reportBroken = (project: Project, manifest: string, { reason, line, column }: Failure): void =>
  project.report({
    kind: 'unparsable',
    ecosystem: 'python',
    file: manifest,
    line,
    column,
    message: `\`${manifest}\` cannot be parsed: ${reason} (line ${line}, column ${column}).`,
    hint: `Repair \`${manifest}\`; uv installs no member of the workspace until then.`,
  })

/** The folders that a need brings: the one that it names, and those behind the extras that it asks for. */
const broughtBy = (
  need: PythonNeed,
  needsOf: ReadonlyMap<string, readonly PythonNeed[]>,
  seen: Set<string> = new Set(),
): readonly string[] => [
  need.dir,
  ...need.extras.flatMap((extra) => {
    const key = `${need.dir} ${normalName(extra)}`
    if (seen.has(key)) return []
    seen.add(key)
    return (needsOf.get(need.dir) ?? [])
      .filter(({ kind, name = '' }) => kind === 'extra' && normalName(name) === normalName(extra))
      .flatMap((each) => broughtBy(each, needsOf, seen))
  }),
]

/**
 * The members of a uv workspace with what they need of each other. An extra counts where a member asks for it; extras that
 * nobody asks for, dependency groups and build backends are development's.
 *
 * @param project opened at the workspace's root
 * @see https://docs.astral.sh/uv/concepts/projects/workspaces/
 */
export const readMembers = async (
  project: Project,
  { patterns, exclude = [] }: { readonly patterns: readonly string[]; readonly exclude?: readonly string[] },
): Promise<readonly WorkspaceMember[]> => {
  const { parseToml } = await import('../toml-text.js')
  const declared = parsed(project, parseToml, 'pyproject.toml')
  const root = declared.kind === 'value' ? declared.value : undefined
  const query = { patterns, exclude, manifest: 'pyproject.toml', negation: 'none', hidden: true } as const
  const expansion = expandMembers(project, query)
  // uv minds no pattern that matches nothing.
  reportExpansion(project, 'pyproject.toml', 'python', { ...expansion, unmatched: [] }, 'pyproject.toml')
  const below = expansion.folders.filter((dir) => dir !== '.')
  const dirs = [...(isRecord(at(root, 'project')) ? ['.'] : []), ...below]
  const loaded = dirs.flatMap((dir): readonly Loaded[] => {
    const manifest = joinPath(dir, 'pyproject.toml')
    const outcome = dir === '.' ? declared : parsed(project, parseToml, manifest)
    if (outcome.kind === 'value') return [{ dir, name: nameOf(outcome.value, dir), manifest, document: outcome.value }]
    // What is no member is told to all services.
    reportBroken(project, manifest, outcome)
    return []
  })
  reportDuplicates(
    project,
    'pyproject.toml',
    'python',
    loaded.map(({ name, manifest }) => ({ name: normalName(name), manifest })),
  )
  const byName = new Map(loaded.map(({ name, dir }) => [normalName(name), dir]))
  const needsOf = new Map(
    loaded.map(({ dir, document }) => [
      dir,
      readNeeds(document, { dir, memberDir: (name) => byName.get(name), root: { dir: '.', document: root } }),
    ]),
  )
  return loaded.map(({ dir, name, manifest }) => {
    const folders = (main: boolean): readonly string[] =>
      sortedUnique(
        (needsOf.get(dir) ?? [])
          .filter(({ kind }) => (kind === 'main') === main)
          .flatMap((need) => broughtBy(need, needsOf))
          .filter((each) => each !== dir && needsOf.has(each)),
      )
    const dependencies = folders(true)
    const devDependencies = folders(false).filter((each) => !dependencies.includes(each))
    return { name, dir, manifest, dependencies, devDependencies }
  })
}
