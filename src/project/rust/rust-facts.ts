import type { NativeNeed, PortFact, VersionFact } from '../common-facts.js'

/** A binary target. */
export interface RustBin {
  /** The binary's name: what `target/release/` holds. */
  readonly name: string
  /** The package to pass to `-p`. */
  readonly package: string
  /** The source: `src/main.rs`, `crates/cli/src/main.rs`. */
  readonly path: string
  /** Features that it needs (`required-features`). */
  readonly requiredFeatures: readonly string[]
}

/** A member of a Cargo workspace, or the only package. */
export interface RustPackage {
  readonly name: string
  /** The folder: `.`, `crates/api`. */
  readonly dir: string
  readonly version?: string
  readonly edition?: string
  readonly rustVersion?: string
  readonly defaultRun?: string
  readonly buildScript?: string
  readonly bins: readonly RustBin[]
  readonly hasLib: boolean
  readonly features: readonly string[]
  readonly defaultFeatures: readonly string[]
}

/** A crate of a workspace, or one that a path dependency leads to. Paths are relative to the workspace's root. */
export interface RustCrate {
  readonly name: string
  readonly dir: string
  /** Files that Cargo wants to see before it builds anything: `crates/db/src/lib.rs`. */
  readonly targets: readonly string[]
  /** Folders of the crates that it is compiled with, sorted. */
  readonly dependencies: readonly string[]
  /** Cargo has to find its manifest to build the package in the service's folder with `--locked`. */
  readonly needed: boolean
  /** Files and folders outside of the crate that its sources seem to read; only of crates that the service is compiled with. */
  readonly reads: readonly string[]
}

/** What Cargo.toml and its neighbours say. */
export interface RustFacts {
  /** From rust-toolchain(.toml) when it names a version, else from the newest `rust-version`. */
  readonly rustVersion: VersionFact<'rust-toolchain' | 'rust-version'>
  /** The channel as written: `stable`, `nightly-2026-01-01`, `1.88.0`. */
  readonly channel?: string
  /** `rust-toolchain.toml` or `rust-toolchain`: rustup downloads what it says, also inside an image. */
  readonly toolchainFile?: string
  /** Targets and components that the toolchain file asks for. */
  readonly toolchainTargets: readonly string[]
  readonly toolchainComponents: readonly string[]
  /** The package of this folder; absent in a virtual workspace. */
  readonly package?: RustPackage
  /** True when this folder's Cargo.toml has `[workspace]`. */
  readonly workspace: boolean
  /** The crates of the workspace that matter to the service, by folder: for a member those that it needs, for the root all. */
  readonly crates?: readonly RustCrate[]
  /** Whether Cargo has to find every manifest of the workspace, such as those of members that are named one by one. */
  readonly needsAllCrates?: boolean
  /** Every package: the one of this folder first, then the members by folder. */
  readonly packages: readonly RustPackage[]
  /** All binaries, those of `default-run` and of this folder first. */
  readonly bins: readonly RustBin[]
  /** Relative to the service; absent when nothing is locked and `--locked` fails. */
  readonly lockfile?: string
  /** The lockfile's own version: 3, 4. */
  readonly lockfileVersion?: number
  readonly native: readonly NativeNeed[]
  /** Dependencies that come from git: fetching needs git or libgit2. */
  readonly needsGit: boolean
  /** Path dependencies outside this folder. */
  readonly outsidePaths: readonly string[]
  /** `.cargo/config.toml`, which must be in the context, and the target that it forces. */
  readonly cargoConfig?: {
    readonly path: string
    readonly target?: string
    readonly vendored: boolean
    /** Packages and binaries that its aliases make commands of Cargo: `xtask` of `cargo xtask`. */
    readonly commands: readonly string[]
  }
  /** `.sqlx` is committed: build with SQLX_OFFLINE=true. `needed` when sqlx's macros are used at all. */
  readonly sqlx?: { readonly offline: boolean; readonly path: string }
  /** Folders that the build embeds or the program reads: `migrations`, `templates`, `static`. */
  readonly dataDirs: readonly string[]
  /** `strip`, `lto` and so on of `[profile.release]`, as written; other profiles by name. */
  readonly profiles: readonly string[]
  /** Profiles that say which symbols a program keeps (`strip`, `debug`), or inherit one that does: `dev`, `test` and what is written. */
  readonly profilesWithSymbols: readonly string[]
  readonly port?: PortFact
}
