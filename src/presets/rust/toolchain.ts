import { sh } from '../../builders/shell.js'
import type { StageStep } from '../../builders/steps/packages.js'
import { defaultVersions, languageImage } from '../../images/index.js'
import type { Facts, RustFacts } from '../../project/facts.js'
import { inContext } from '../compiled/paths.js'
import { optionNeed } from '../compiled/package-options.js'
import { listOf, refuse } from '../compiled/refusal.js'
import { missingBuildPackages, packageManagerOf } from '../compiled/system-packages.js'
import type { RustOptions } from './options.js'

/** How the program is compiled. */
export interface Toolchain {
  readonly image: string
  readonly libc: 'gnu' | 'musl'
  readonly packages: readonly string[]
  readonly manager: 'apt' | 'apk'
  /** A channel that no image has, such as a nightly. */
  readonly channel: string | undefined
  /** The components of that channel that a build could need. */
  readonly components: readonly string[]
  /** The folder of `target/` below which the profiles are, where the configuration forces a target. */
  readonly triple: string | undefined
}

const forcedTarget = (options: RustOptions, facts: Facts, rust: RustFacts): string | undefined => {
  const triple = rust.cargoConfig?.target
  if (rust.cargoConfig === undefined || triple === undefined) return undefined
  const place = { file: inContext(facts, rust.cargoConfig.path) }
  if (!/-linux-(?:gnu|musl)/.test(triple)) {
    refuse(
      'foreign-target',
      `\`build.target\` is \`${triple}\`, which does not run in a Linux container.`,
      'Remove it from the configuration of Cargo, and pass `--target` where it is wanted.',
      place,
    )
  }
  if (options.libc !== undefined && !triple.includes(options.libc)) {
    refuse(
      'contradictory-facts',
      `\`build.target\` is \`${triple}\`, but the option \`libc\` asks for \`${options.libc}\`.`,
      'Remove one of them.',
      place,
    )
  }
  return triple
}

/** The compiler's version: what rust-toolchain pins; `rust-version` is a minimum, so the newest does. */
const releaseOf = (options: RustOptions, { rustVersion }: RustFacts): string => {
  if (options.rustVersion !== undefined) return options.rustVersion
  if (rustVersion.source === 'rust-toolchain') return rustVersion.version
  const newest = Number(defaultVersions.rust.split('.')[1])
  const { major, minor = 0 } = rustVersion
  return major === 1 && minor <= newest ? defaultVersions.rust : `${major}.${minor}`
}

const refuseDynamic = (rust: RustFacts): void => {
  // Alpine's openssl-libs-static and g++ bring the archives of these.
  const isStatic = (name: string): boolean => ['libssl3', 'libcrypto3', 'libstdc++'].includes(name)
  const names = rust.native
    .filter(({ glibcOnly, alpine }) => glibcOnly === true || !alpine.runtime.every(isStatic))
    .map((need) => need.package)
  if (names.length === 0) return
  refuse(
    'needs-shared-library',
    `${listOf(names)} cannot be linked into a static program: only shared libraries exist for it.`,
    "Use `rust({ libc: 'gnu' })`, or the crate's feature that compiles its library in.",
  )
}

/** The image that compiles, and what has to be installed in it. */
export const chooseToolchain = (options: RustOptions, facts: Facts, rust: RustFacts): Toolchain => {
  const triple = forcedTarget(options, facts, rust)
  const libc = options.libc ?? (triple?.includes('musl') === true ? 'musl' : 'gnu')
  if (libc === 'musl') refuseDynamic(rust)
  // The full image has development files of many libraries, which build scripts would link although the final image lacks them.
  const image =
    options.buildImage ?? languageImage('rust', releaseOf(options, rust), libc === 'musl' ? 'alpine' : 'slim')
  const named = options.buildImage !== undefined || options.rustVersion !== undefined
  const channel = named || !/^(?:nightly|beta)/.test(rust.channel ?? '') ? undefined : rust.channel
  return {
    image,
    libc,
    packages: missingBuildPackages([...rust.native, optionNeed(options)], image),
    manager: packageManagerOf(image),
    channel,
    components: rust.toolchainComponents.filter((name) => !['clippy', 'rustfmt', 'rust-analyzer'].includes(name)),
    triple,
  }
}

/** Fetches a channel that no image has, in a layer of its own. */
export const installChannel = ({ channel, components }: Toolchain): StageStep => {
  if (channel === undefined) return (stage) => stage
  const extra = components.flatMap((name) => ['--component', name])
  return (stage) =>
    stage
      .env({ RUSTUP_TOOLCHAIN: channel })
      .run(sh`rustup toolchain install ${[channel, '--profile', 'minimal', ...extra]}`)
}
