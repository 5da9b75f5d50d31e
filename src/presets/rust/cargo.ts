import { cache, type Mount } from '../../builders/mounts.js'
import { sh, type Shell } from '../../builders/shell.js'
import type { Facts, RustFacts } from '../../project/facts.js'
import type { Binary } from './binary.js'
import type { RustOptions } from './options.js'
import type { RustSources } from './sources.js'
import type { Toolchain } from './toolchain.js'

/** Everything that the stages are made of. */
export interface RustPlan {
  readonly options: RustOptions
  readonly facts: Facts
  readonly rust: RustFacts
  readonly binary: Binary
  readonly toolchain: Toolchain
  readonly sources: RustSources
}

/** The flags that `cargo build` and `cargo run` share: which program, and with which features. */
export const programFlags = ({ options, rust, facts, binary }: RustPlan): readonly string[] => {
  const inWorkspace = rust.workspace || facts.workspace?.kind === 'cargo'
  const features = [...new Set([...binary.requiredFeatures, ...options.features])].sort()
  return [
    ...(rust.lockfile === undefined ? [] : ['--locked']),
    ...(inWorkspace && binary.package !== undefined ? ['--package', binary.package] : []),
    '--bin',
    binary.name,
    ...(options.noDefaultFeatures ? ['--no-default-features'] : []),
    ...(features.length === 0 ? [] : ['--features', features.join(',')]),
  ]
}

/** `cargo build --release --locked --bin app` */
export const cargoBuild = (plan: RustPlan): Shell => {
  const { profile } = plan.options
  const flags = profile === 'release' ? ['--release'] : ['--profile', profile]
  return sh`cargo build ${[...flags, ...programFlags(plan)]}`
}

/** Copies the program to where the final stages take it from, since `target` may be a cache mount. */
export const takeProgram = ({ options, toolchain, binary }: RustPlan): Shell => {
  const folder = options.profile === 'dev' ? 'debug' : options.profile
  const built = ['target', ...(toolchain.triple === undefined ? [] : [toolchain.triple]), folder, binary.name].join('/')
  return sh`install -D ${built} ${`/out/${binary.name}`}`
}

/**
 * Downloads and compiler output between builds. Cargo's own lock is outside of the registry, so builds at the same time get
 * caches of their own; the output is for one service and one architecture.
 */
export const cargoCaches = ({ facts, rust, sources }: RustPlan): readonly Mount[] => [
  ...(sources.vendor === undefined ? [cache('/usr/local/cargo/registry', { sharing: 'private' })] : []),
  ...(rust.needsGit && sources.vendor === undefined ? [cache('/usr/local/cargo/git', { sharing: 'private' })] : []),
  cache('/src/target', { id: `${facts.name}-target-$TARGETARCH`, sharing: 'locked' }),
]
