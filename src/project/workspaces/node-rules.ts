import type { WorkspaceKind } from '../common-facts.js'
import type { Project } from '../project.js'
import { at, isRecord, recordAt, stringAt, stringMapAt } from '../value.js'
import type { WorkspaceDeclaration } from './declaration.js'
import type { ResolveRules } from './node-ranges.js'

type Table = Readonly<Record<string, unknown>>

/** `catalog` and `catalogs` of a document, the unnamed as `default`. */
const catalogsOf = (document: unknown): ResolveRules['catalogs'] => ({
  ...(isRecord(at(document, 'catalog')) ? { default: stringMapAt(document, 'catalog') } : {}),
  ...Object.fromEntries(
    Object.keys(recordAt(document, 'catalogs')).map((name) => [name, stringMapAt(document, 'catalogs', name)]),
  ),
})

/** Replacements by bare name: `a`, `**\/a`, `a@npm:^1`; those below one dependent (`b>a`, `b/a`) do not concern all. */
const overridesOf = (...tables: readonly Table[]): ReadonlyMap<string, string> =>
  new Map(
    tables.flatMap((table) =>
      Object.entries(table).flatMap(([key, value]): (readonly [string, string])[] => {
        const name = /^(?:\*\*\/)?((?:@[^/@>]+\/)?[^/@>]+)(?:@[^>]*)?$/.exec(key)?.[1]
        const isLocal = typeof value === 'string' && /^(?:workspace|link|portal|file):/.test(value)
        return name !== undefined && isLocal ? [[name, value]] : []
      }),
    ),
  )

/** `key=value` of an .npmrc. */
const npmrcValue = (text: string | undefined, key: string): string | undefined =>
  new RegExp(`^\\s*${key}\\s*=\\s*['"]?([^'"\\s#;]+)`, 'm').exec(text ?? '')?.[1]

/** Since pnpm 9, whose lockfile is `9.0`, plain ranges come from the registry. */
const linksByDefault = (project: Project, manifest: unknown): boolean => {
  const major = /^pnpm@(\d+)/.exec(stringAt(manifest, 'packageManager') ?? '')?.[1]
  if (major !== undefined) return Number(major) < 9
  const version = /^lockfileVersion:\s*['"]?(\d+)/m.exec(project.text('pnpm-lock.yaml', 4096) ?? '')?.[1]
  return version !== undefined && Number(version) < 9
}

type RulesReader = (project: Project, manifest: unknown) => Promise<ResolveRules>

const npm: RulesReader = async (_, manifest) => ({
  plain: true,
  repeats: false,
  anyWithoutVersion: true,
  workspacePathFromRoot: false,
  catalogs: {},
  overrides: overridesOf(recordAt(manifest, 'overrides')),
})

const pnpm: RulesReader = async (project, manifest) => {
  const settings = await project.yaml('pnpm-workspace.yaml', 'node')
  const declared =
    at(settings, 'linkWorkspacePackages') ?? npmrcValue(project.text('.npmrc'), 'link-workspace-packages')
  return {
    plain: declared === undefined ? linksByDefault(project, manifest) : String(declared) !== 'false',
    repeats: true,
    anyWithoutVersion: false,
    workspacePathFromRoot: false,
    catalogs: catalogsOf(settings),
    overrides: overridesOf(recordAt(manifest, 'pnpm', 'overrides'), recordAt(settings, 'overrides')),
  }
}

const yarn: RulesReader = async (project, manifest) => {
  const settings = project.has('.yarnrc.yml', 'file') ? await project.yaml('.yarnrc.yml', 'node') : undefined
  return {
    plain: at(settings, 'enableTransparentWorkspaces') !== false,
    repeats: false,
    anyWithoutVersion: false,
    workspacePathFromRoot: true,
    catalogs: catalogsOf(settings),
    overrides: overridesOf(recordAt(manifest, 'resolutions')),
  }
}

const bun: RulesReader = async (project, manifest) => {
  const settings = project.has('bunfig.toml', 'file') ? await project.toml('bunfig.toml', 'node') : undefined
  return {
    plain: at(settings, 'install', 'linkWorkspacePackages') !== false,
    repeats: false,
    anyWithoutVersion: true,
    workspacePathFromRoot: false,
    catalogs: { ...catalogsOf(manifest), ...catalogsOf(at(manifest, 'workspaces')) },
    overrides: overridesOf(recordAt(manifest, 'overrides'), recordAt(manifest, 'resolutions')),
  }
}

const readers: Readonly<Partial<Record<WorkspaceKind, RulesReader>>> = { npm, pnpm, yarn, bun }

/** How the manager of a Node workspace tells members from packages of a registry. */
export const readResolveRules = (
  project: Project,
  { kind }: WorkspaceDeclaration,
  manifest: unknown,
): Promise<ResolveRules> => (readers[kind] ?? npm)(project, manifest)
