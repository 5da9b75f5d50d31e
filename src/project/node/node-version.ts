import type { VersionFact } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { readFolder } from '../shared-read.js'
import { at, isRecord, listAt, recordAt, stringAt } from '../value.js'
import { factFromExact, factFromParts, factFromRange, type ReleaseLines, type VersionOrigin } from '../version-fact.js'
import { overlaps, parseRange } from '../version-range.js'
import { ancestors } from '../workspace.js'
import { toolVersion } from '../tool-versions.js'
import type { NodeVersionSource } from './node-facts.js'

/** The lines that an open range (`>=18`) resolves to, the preferred first: the long-term lines, then what only an exact range asks for. */
const nodeLines: ReleaseLines = [[24], [26], [22], [20], [18], [25], [23], [21], [19], [16], [14], [12], [10]]

const codenames: Readonly<Record<string, number>> = {
  argon: 4,
  boron: 6,
  carbon: 8,
  dubnium: 10,
  erbium: 12,
  fermium: 14,
  gallium: 16,
  hydrogen: 18,
  iron: 20,
  jod: 22,
  krypton: 24,
}

type NodeVersion = VersionFact<NodeVersionSource>
type Origin = VersionOrigin<NodeVersionSource>

/** A version, an alias of nvm (`lts/iron`, `lts/*`, `node`) or a range. */
const resolve = (declared: string, origin: Origin): NodeVersion | undefined => {
  const alias = /^lts(?:\/|-)?(.*)$/i.exec(declared)?.[1]?.toLowerCase()
  if (alias !== undefined) {
    const line = codenames[alias]
    return factFromParts(line === undefined ? (nodeLines[0] ?? []) : [line], origin)
  }
  if (/^(node|stable|latest|current|\*)$/i.test(declared)) return factFromParts(nodeLines[0] ?? [], origin)
  return factFromExact(declared, nodeLines, origin) ?? factFromRange(declared, 'npm', nodeLines, origin)
}

const lineOf = (text: string, needle: string): number | undefined => {
  const index = text.split('\n').findIndex((line) => line.includes(needle))
  return index === -1 ? undefined : index + 1
}

/** The first line that is neither empty nor a comment. */
const firstLine = (text: string): string =>
  (
    text
      .split('\n')
      .map((line) => line.replace(/#.*$/, '').trim())
      .find((line) => line !== '') ?? ''
  ).replace(/^node-?(?=v?\d)/, '')

/** Everything that speaks of Node's version in one folder, the most exact first. */
const declarations = (project: Project, folder: string): readonly (readonly [string, Origin])[] => {
  const found: (readonly [string, Origin])[] = []
  const file = (name: string, source: NodeVersionSource, read: (text: string) => string | undefined): void => {
    const path = joinPath(folder, name)
    const text = project.text(path)
    const declared = text === undefined ? undefined : read(text)
    if (text === undefined || declared === undefined || declared === '') return
    found.push([declared, { source, declared, place: { file: path, line: lineOf(text, declared) ?? 1 } }])
  }
  file('.nvmrc', '.nvmrc', firstLine)
  file('.node-version', '.node-version', firstLine)
  const manifestPath = joinPath(folder, 'package.json')
  const manifest = project.json(manifestPath, 'node')
  const field = (source: NodeVersionSource, declared: string | undefined, needle: string): void => {
    if (declared === undefined) return
    const line = lineOf(project.text(manifestPath) ?? '', needle)
    found.push([declared, { source, declared, place: { file: manifestPath, ...(line === undefined ? {} : { line }) } }])
  }
  field('volta', stringAt(manifest, 'volta', 'node'), '"volta"')
  file('.tool-versions', '.tool-versions', (text) => toolVersion(text, ['nodejs', 'node']))
  const runtime = at(manifest, 'devEngines', 'runtime')
  const node = (Array.isArray(runtime) ? listAt(manifest, 'devEngines', 'runtime') : [runtime]).find(
    (item) => stringAt(item, 'name') === 'node',
  )
  if (isRecord(node)) field('devEngines', stringAt(node, 'version'), '"devEngines"')
  field('engines', stringAt(recordAt(manifest, 'engines'), 'node'), '"node"')
  return found
}

const placed = (facts: readonly NodeVersion[], folder: string): readonly NodeVersion[] =>
  facts.map((fact) =>
    fact.place === undefined ? fact : { ...fact, place: { ...fact.place, file: joinPath(folder, fact.place.file) } },
  )

/** The versions that a folder asks for, the most exact first. */
const versionsIn = readFolder(
  (project, folder): readonly NodeVersion[] =>
    declarations(project, folder).flatMap(([declared, origin]) => resolve(declared, origin) ?? []),
  placed,
)

const reportConflict = (project: Project, chosen: NodeVersion, all: readonly NodeVersion[]): void => {
  if (all.length < 2) return
  const set = parseRange(chosen.version, 'npm')
  for (const other of all) {
    const range = other.declared === undefined ? undefined : parseRange(other.declared.replace(/^v/, ''), 'npm')
    if (other === chosen || set === undefined || range === undefined || overlaps(set, range)) continue
    const [file, line] = [chosen.place?.file ?? 'package.json', chosen.place?.line]
    project.report({
      kind: 'contradiction',
      ecosystem: 'node',
      file,
      ...(line === undefined ? {} : { line }),
      message: `\`${file}\` asks for Node \`${chosen.declared}\`, but \`${other.source}\` in \`${other.place?.file}\` asks for \`${other.declared}\`: no version is both.`,
      hint: 'Make them agree, or set the version of Node with an option of the preset.',
    })
  }
}

/** What says which versions a package can run with, not which one the team runs. */
const isRange = ({ source }: NodeVersion): boolean => source === 'engines' || source === 'devEngines'

/** Of a range: what a folder above says exactly, where that is within it. */
const pinnedWithin = (range: NodeVersion, facts: readonly NodeVersion[]): NodeVersion | undefined => {
  const set = range.declared === undefined ? undefined : parseRange(range.declared, 'npm')
  return facts.find((fact) => {
    const version = isRange(fact) ? undefined : parseRange(fact.version, 'npm')
    return set !== undefined && version !== undefined && overlaps(set, version)
  })
}

/**
 * The version of Node: .nvmrc, .node-version, volta, .tool-versions, devEngines and engines, in this order and the nearest folder first, since
 * the exact ones say what the team really runs; so they do from above a package that names a range.
 */
export const readNodeVersion = (project: Project): NodeVersion => {
  const facts = ancestors(project).flatMap((folder) => versionsIn(project, folder))
  const [nearest] = facts
  if (nearest === undefined) return factFromParts<NodeVersionSource>(nodeLines[0] ?? [], { source: 'default' })
  reportConflict(
    project,
    nearest,
    facts.filter((fact) => fact.place?.file.includes('../') === nearest.place?.file.includes('../')),
  )
  return (isRange(nearest) ? pinnedWithin(nearest, facts) : undefined) ?? nearest
}
