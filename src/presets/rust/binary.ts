import type { Facts, RustBin, RustFacts } from '../../project/facts.js'
import { inContext } from '../compiled/paths.js'
import { listOf, refuse } from '../compiled/refusal.js'
import type { RustOptions } from './options.js'

/** A binary and, in a workspace, the package that has it. */
export interface Binary {
  readonly name: string
  readonly package?: string
  readonly requiredFeatures: readonly string[]
}

/** What a build without names would offer: the folder's own binaries, else those of members that are no task runners. */
export const offeredBinaries = (rust: RustFacts): readonly RustBin[] => {
  const own = rust.bins.filter((bin) => bin.package === rust.package?.name)
  if (own.length > 0) return own
  const programs = rust.bins.filter((bin) => bin.package !== 'xtask')
  return programs.length > 0 ? programs : rust.bins
}

const unknown = (what: string, name: string, known: readonly string[]): never =>
  refuse(
    'unknown-binary',
    `There is no ${what} \`${name}\`; \`rust()\` found ${known.length === 0 ? 'none' : listOf(known)}.`,
    known[0] === undefined
      ? undefined
      : `Choose one: \`rust({ ${what === 'package' ? 'package' : 'bin'}: '${known[0]}' })\`.`,
  )

/** The binary to build: the one that the options name, the package's `default-run`, or the only one. */
export const chooseBinary = (options: RustOptions, rust: RustFacts, facts: Facts): Binary => {
  const { bin: wanted, package: inPackage } = options
  if (inPackage !== undefined && !rust.packages.some(({ name }) => name === inPackage)) {
    unknown(
      'package',
      inPackage,
      rust.packages.map(({ name }) => name),
    )
  }
  const all = rust.bins.filter((bin) => inPackage === undefined || bin.package === inPackage)
  const choice = wanted === undefined && inPackage === undefined ? offeredBinaries(rust) : all
  const found = choice.filter((bin) => wanted === undefined || bin.name === wanted)
  const place = { file: inContext(facts, 'Cargo.toml') }
  if (found.length === 0 && wanted !== undefined) {
    unknown(
      'binary',
      wanted,
      all.map(({ name }) => name),
    )
  }
  const [first, second] = found
  if (first === undefined) {
    return refuse(
      'no-binary',
      'Cargo.toml has no binary, so there is no program to put into an image.',
      'Add `src/main.rs`, or set `dir` to the package of the workspace that has one.',
      place,
    )
  }
  if (second === undefined) return first
  if (wanted !== undefined) {
    const names = found.flatMap((bin) => bin.package)
    return refuse(
      'several-binaries',
      `The binary \`${wanted}\` is in ${found.length} packages: ${listOf(names)}.`,
      `Choose one: \`rust({ bin: '${wanted}', package: '${names[0]}' })\`.`,
      place,
    )
  }
  const defaultRun = rust.packages.find(({ name }) => name === first.package)?.defaultRun
  const byDefault = found.find((bin) => bin.name === defaultRun)
  if (byDefault !== undefined) return byDefault
  return refuse(
    'several-binaries',
    `\`rust()\` found ${found.length} binaries: ${listOf(found.map(({ name }) => name))}.`,
    `Choose one: \`rust({ bin: '${first.name}' })\`, or export one for each.`,
    place,
  )
}
