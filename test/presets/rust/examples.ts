import { rust } from '../../../src/presets/rust/index.js'
import type { Example } from '../compiled/repository.js'

const serving = 'use tokio::net::TcpListener;\n\nasync fn main() { TcpListener::bind("0.0.0.0:8080"); }\n'
const program = 'fn main() {}\n'

const manifest = (name: string, more = ''): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n${more}`

const locked = (...crates: readonly string[]): string =>
  [
    'version = 4\n',
    ...crates.map(
      (name) =>
        `[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`,
    ),
  ].join('\n')

const plain = { 'Cargo.toml': manifest('shop'), 'Cargo.lock': locked('tokio'), 'src/main.rs': serving }

const workspace = {
  'Cargo.toml': '[workspace]\nresolver = "3"\nmembers = ["crates/*", "tools/xtask"]\n',
  'Cargo.lock': locked('tokio'),
  'crates/api/Cargo.toml': manifest('api', '\n[dependencies]\ncore2 = { path = "../core2" }\n'),
  'crates/api/src/main.rs': serving,
  'crates/api/templates/page.html': '<p>',
  'crates/core2/Cargo.toml': manifest('core2'),
  'crates/core2/src/lib.rs': '',
  'tools/xtask/Cargo.toml': manifest('xtask'),
  'tools/xtask/src/main.rs': program,
  'proto/shop.proto': '',
}

const config = (text: string) => ({ ...plain, '.cargo/config.toml': text })

/** Repositories of all shapes; the Dockerfile of each is `expected/<name>.Dockerfile`. */
export const rustExamples: Readonly<Record<string, Example>> = {
  plain: { files: plain, preset: rust() },
  'writable-folders': { files: plain, preset: rust({ writable: ['/var/lib/shop'] }) },
  init: { files: plain, preset: rust({ init: true }) },
  'init-musl': { files: plain, preset: rust({ init: true, libc: 'musl' }) },
  'init-with-packages': { files: plain, preset: rust({ init: true, runtimePackages: ['git'] }) },
  'init-in-a-workspace': { files: workspace, dir: 'crates/api', preset: rust({ init: true }) },
  layers: { files: plain, preset: rust({ cache: 'layer' }) },
  'without-lockfile': { files: { 'Cargo.toml': manifest('shop'), 'src/main.rs': program }, preset: rust() },
  'data-and-sqlx': {
    files: {
      ...plain,
      'Cargo.lock': locked('sqlx', 'tokio'),
      'migrations/1.sql': '',
      'templates/page.html': '<p>',
      'static/a.css': '',
      '.sqlx/query-1.json': '{}',
      'tests/it.rs': '',
      'README.md': '# Shop',
    },
    preset: rust(),
  },
  'chosen-sources': { files: plain, preset: rust({ sources: ['src', 'migrations'], cache: 'layer' }) },
  'more-packages': { files: plain, preset: rust({ buildPackages: ['lld', 'clang'], runtimePackages: ['git'] }) },
  'build-script': {
    files: { ...plain, 'build.rs': program, 'schema/shop.capnp': '' },
    preset: rust({ cache: 'layer' }),
  },
  'full-image': {
    files: { ...plain, 'Cargo.lock': locked('openssl-sys') },
    preset: rust({ buildImage: 'rust:1.95-trixie' }),
  },
  openssl: { files: { ...plain, 'Cargo.lock': locked('openssl-sys', 'prost-build') }, preset: rust() },
  'shared-library': { files: { ...plain, 'Cargo.lock': locked('pq-sys') }, preset: rust({ args: ['serve'] }) },
  musl: { files: { ...plain, 'Cargo.lock': locked('openssl-sys', 'ring') }, preset: rust({ libc: 'musl' }) },
  'forced-target': { files: config('[build]\ntarget = "x86_64-unknown-linux-musl"\n'), preset: rust() },
  'profile-with-symbols': {
    files: { ...plain, 'Cargo.toml': manifest('shop', '\n[profile.release]\nstrip = "debuginfo"\n') },
    preset: rust(),
  },
  vendored: {
    files: {
      ...config(
        '[source.crates-io]\nreplace-with = "vendored-sources"\n\n[source.vendored-sources]\ndirectory = "vendor"\n',
      ),
      'vendor/tokio/Cargo.toml': '',
    },
    preset: rust({ cache: 'layer' }),
  },
  'git-dependency': {
    files: {
      ...plain,
      'Cargo.lock':
        'version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\nsource = "git+https://github.com/acme/x#1"\n',
    },
    preset: rust(),
  },
  'pinned-toolchain': {
    files: {
      ...plain,
      'build.rs': program,
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.88.0"\ncomponents = ["clippy"]\n',
    },
    preset: rust(),
  },
  nightly: {
    files: {
      ...plain,
      'rust-toolchain.toml': '[toolchain]\nchannel = "nightly-2026-01-01"\ncomponents = ["rust-src", "rustfmt"]\n',
    },
    preset: rust(),
  },
  'newer-rust-version': {
    files: { ...plain, 'Cargo.toml': manifest('shop', 'rust-version = "1.97"\n') },
    preset: rust(),
  },
  'workspace-root': { files: workspace, preset: rust({ cache: 'layer' }) },
  'workspace-member': { files: workspace, dir: 'crates/api', preset: rust() },
  'default-run': {
    files: { ...plain, 'Cargo.toml': manifest('shop', 'default-run = "shop"\n'), 'src/bin/migrate.rs': program },
    preset: rust(),
  },
  'one-of-several': {
    files: {
      ...plain,
      'Cargo.toml': manifest(
        'shop',
        '\n[[bin]]\nname = "worker"\npath = "worker.rs"\nrequired-features = ["queue"]\n\n[features]\nqueue = []\n',
      ),
      'worker.rs': program,
    },
    preset: rust({
      bin: 'worker',
      features: ['metrics'],
      noDefaultFeatures: true,
      profile: 'dist',
      assets: ['rules.txt'],
    }),
  },
  'own-images': {
    files: plain,
    preset: rust({
      buildImage: 'registry.example.com/rust:1',
      runtimeImage: 'gcr.io/distroless/base-debian13:nonroot',
      port: 3000,
      env: { RUST_LOG: 'info' },
      labels: { 'org.opencontainers.image.title': 'Shop' },
      healthcheck: ['/usr/local/bin/shop', 'health'],
      stopSignal: 'SIGINT',
      sources: ['.'],
    }),
  },
}

/** Repositories that the preset cannot decide about, and how it says so. */
export const rustRefusals: Readonly<
  Record<string, Example & { readonly code: string; readonly says: string; readonly hint: string }>
> = {
  'no Cargo.toml': {
    files: { 'a.rs': program },
    preset: rust(),
    code: 'no-cargo-toml',
    says: 'Cargo.toml',
    hint: 'cargo init',
  },
  'no binary': {
    files: { 'Cargo.toml': manifest('shop'), 'src/lib.rs': '' },
    preset: rust(),
    code: 'no-binary',
    says: 'has no binary',
    hint: 'src/main.rs',
  },
  'several binaries': {
    files: { ...plain, 'src/bin/migrate.rs': program },
    preset: rust(),
    code: 'several-binaries',
    says: 'found 2 binaries: `shop` and `migrate`',
    hint: "rust({ bin: 'shop' })",
  },
  'an unknown binary': {
    files: plain,
    preset: rust({ bin: 'shopp' }),
    code: 'unknown-binary',
    says: 'no binary `shopp`',
    hint: "rust({ bin: 'shop' })",
  },
  'an unknown package': {
    files: workspace,
    preset: rust({ package: 'apii' }),
    code: 'unknown-binary',
    says: 'no package `apii`',
    hint: "rust({ package: 'api' })",
  },
  'a static program with a shared library': {
    files: { ...plain, 'Cargo.lock': locked('pq-sys') },
    preset: rust({ libc: 'musl' }),
    code: 'needs-shared-library',
    says: '`pq-sys`',
    hint: "libc: 'gnu'",
  },
  'a target that is not Linux': {
    files: config('[build]\ntarget = "wasm32-wasip1"\n'),
    preset: rust(),
    code: 'foreign-target',
    says: '`wasm32-wasip1`',
    hint: '--target',
  },
  'a target of the other C library': {
    files: config('[build]\ntarget = "x86_64-unknown-linux-musl"\n'),
    preset: rust({ libc: 'gnu' }),
    code: 'contradictory-facts',
    says: '`gnu`',
    hint: 'Remove one',
  },
  'a member outside the context': {
    files: { ...workspace, 'Cargo.toml': '[workspace]\nmembers = ["crates/*", "../shared"]\n' },
    preset: rust(),
    code: 'path-outside-context',
    says: '`../shared`',
    hint: 'workspace',
  },
  'a member that is gone': {
    files: { ...workspace, 'Cargo.toml': '[workspace]\nmembers = ["crates/*", "tools/gone"]\n' },
    dir: 'crates/api',
    preset: rust(),
    code: 'contradictory-facts',
    says: '`tools/gone`',
    hint: 'bring the crate back',
  },
  'a path outside the context, of a crate that is needed': {
    files: {
      ...workspace,
      'crates/core2/Cargo.toml': manifest('core2', '\n[dependencies]\nx = { path = "../../../x" }\n'),
    },
    dir: 'crates/api',
    preset: rust(),
    code: 'path-outside-context',
    says: '`../x`',
    hint: 'workspace',
  },
  'a path outside the context': {
    files: { ...plain, 'Cargo.toml': manifest('shop', '\n[dependencies]\nlog2 = { path = "../log2" }\n') },
    preset: rust(),
    code: 'path-outside-context',
    says: '`../log2`',
    hint: 'workspace',
  },
  'a pinned toolchain below rust-version': {
    files: { ...plain, 'Cargo.toml': manifest('shop', 'rust-version = "1.97"\n'), 'rust-toolchain': '1.90.0\n' },
    preset: rust(),
    code: 'contradictory-facts',
    says: '`1.90.0`',
    hint: 'agree',
  },
  'a Cargo.toml that does not parse': {
    files: { ...plain, 'Cargo.toml': '[package\n' },
    preset: rust(),
    code: 'unparsable-file',
    says: '`Cargo.toml`',
    hint: 'Repair',
  },
}
