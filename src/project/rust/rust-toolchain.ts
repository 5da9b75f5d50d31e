import type { VersionFact } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { stringAt, stringsAt } from '../value.js'
import { factFromParts } from '../version-fact.js'
import { compareVersions, versionParts, type Version } from '../version-range.js'
import { ancestors } from '../workspace.js'
import type { RustPackage } from './rust-facts.js'

/** rust-toolchain.toml, or the older file of one line. */
export interface Toolchain {
  readonly file: string
  readonly channel?: string
  readonly targets: readonly string[]
  readonly components: readonly string[]
}

/** The nearest toolchain file, as rustup finds it. */
export const readToolchain = async (project: Project): Promise<Toolchain | undefined> => {
  for (const folder of ancestors(project)) {
    for (const name of ['rust-toolchain', 'rust-toolchain.toml']) {
      const file = joinPath(folder, name)
      const text = project.text(file)
      if (text === undefined) continue
      if (!text.includes('[')) {
        const channel = text
          .split('\n')
          .map((line) => line.trim())
          .find((line) => line !== '' && !line.startsWith('#'))
        return { file, ...(channel === undefined ? {} : { channel }), targets: [], components: [] }
      }
      const parsed = await project.toml(file, 'rust')
      const channel = stringAt(parsed, 'toolchain', 'channel')
      return {
        file,
        ...(channel === undefined ? {} : { channel }),
        targets: stringsAt(parsed, 'toolchain', 'targets'),
        components: stringsAt(parsed, 'toolchain', 'components'),
      }
    }
  }
  return undefined
}

const asVersion = ([major = 0, minor = 0, patch = 0]: readonly number[]): Version => [major, minor, patch]

type RustVersion = VersionFact<'rust-toolchain' | 'rust-version'>

/** A numbered channel pins; `rust-version` is a minimum, so it only counts as what must at least be there. */
export const rustVersionFact = (
  project: Project,
  toolchain: Toolchain | undefined,
  packages: readonly RustPackage[],
): RustVersion => {
  const pinned = versionParts(toolchain?.channel ?? '')
  const minimums = packages.flatMap(({ dir, rustVersion }) => {
    const parts = versionParts(rustVersion ?? '')
    return parts === undefined || rustVersion === undefined
      ? []
      : [{ parts, rustVersion, file: joinPath(dir, 'Cargo.toml') }]
  })
  const newest = minimums.sort((a, b) => compareVersions(asVersion(b.parts), asVersion(a.parts)))[0]
  if (pinned !== undefined && toolchain !== undefined) {
    if (
      newest !== undefined &&
      pinned.length > 1 &&
      compareVersions(asVersion(newest.parts), asVersion([pinned[0] ?? 0, pinned[1] ?? 0, pinned[2] ?? 999])) > 0
    ) {
      project.report({
        kind: 'contradiction',
        ecosystem: 'rust',
        file: toolchain.file,
        message: `\`${toolchain.file}\` pins Rust \`${toolchain.channel}\`, but \`${newest.file}\` needs \`rust-version = "${newest.rustVersion}"\`: cargo refuses to build.`,
        hint: 'Make them agree.',
      })
    }
    return factFromParts(pinned, {
      source: 'rust-toolchain',
      declared: toolchain.channel,
      place: { file: toolchain.file },
    })
  }
  if (newest === undefined) return factFromParts<'rust-toolchain' | 'rust-version'>([1], { source: 'default' })
  return factFromParts(newest.parts, {
    source: 'rust-version',
    declared: newest.rustVersion,
    place: { file: newest.file },
  })
}
