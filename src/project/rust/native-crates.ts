import type { NativeTable } from '../native-table.js'

const cCompiler = { debian: { build: ['gcc', 'libc6-dev'] }, alpine: { build: ['gcc', 'musl-dev'] } }

const library = (
  reason: string,
  debianBuild: readonly string[],
  debianRuntime: readonly string[],
  alpineBuild: readonly string[],
  alpineRuntime: readonly string[],
) => ({
  debian: { build: ['pkg-config', ...debianBuild], runtime: debianRuntime },
  alpine: { build: ['pkgconf', 'musl-dev', ...alpineBuild], runtime: alpineRuntime },
  reason,
})

const cxx = (reason: string) => ({
  debian: { build: ['g++', 'cmake'], runtime: ['libstdc++6'] },
  alpine: { build: ['g++', 'cmake', 'make'], runtime: ['libstdc++'] },
  reason,
})

const bindgen = (reason: string) => ({
  debian: { build: ['g++', 'cmake', 'clang', 'libclang-dev'], runtime: ['libstdc++6'] },
  alpine: { build: ['g++', 'cmake', 'make', 'clang-dev', 'linux-headers'], runtime: ['libstdc++'] },
  reason,
})

const protoc = (reason: string) => ({
  debian: { build: ['protobuf-compiler'] },
  alpine: { build: ['protoc', 'protobuf-dev'] },
  reason,
})

/**
 * Crates that need something of the distribution, by name in Cargo.lock. The full `rust` image brings gcc, pkg-config, libssl-dev, libpq-dev and
 * libsqlite3-dev; `rust:slim` only gcc. What is bundled and linked statically has nothing at run time.
 */
export const nativeCrates: NativeTable = {
  'openssl-sys': library(
    'links OpenSSL',
    ['libssl-dev'],
    ['libssl3t64'],
    ['openssl-dev', 'openssl-libs-static'],
    ['libssl3', 'libcrypto3'],
  ),
  'pq-sys': library('links libpq', ['libpq-dev'], ['libpq5'], ['libpq-dev'], ['libpq']),
  'mysqlclient-sys': library(
    'links the MariaDB client',
    ['libmariadb-dev'],
    ['libmariadb3'],
    ['mariadb-connector-c-dev'],
    ['mariadb-connector-c'],
  ),
  'libsqlite3-sys': library('links SQLite', ['libsqlite3-dev'], ['libsqlite3-0'], ['sqlite-dev'], ['sqlite-libs']),
  'libgit2-sys': {
    debian: { build: ['gcc', 'libc6-dev', 'cmake', 'pkg-config'] },
    alpine: { build: ['gcc', 'musl-dev', 'cmake', 'make', 'pkgconf'] },
    reason: 'compiles its bundled libgit2',
  },
  'libz-ng-sys': cxx('compiles zlib-ng'),
  'aws-lc-sys': {
    debian: { build: ['gcc', 'libc6-dev', 'cmake'] },
    alpine: { build: ['gcc', 'musl-dev', 'cmake', 'make', 'perl'] },
    reason: 'compiles AWS-LC',
  },
  'aws-lc-fips-sys': {
    debian: { build: ['gcc', 'libc6-dev', 'cmake', 'clang', 'golang'] },
    alpine: { build: ['gcc', 'musl-dev', 'cmake', 'make', 'perl', 'clang-dev', 'go'] },
    reason: 'compiles AWS-LC FIPS',
  },
  'openssl-src': {
    debian: { build: ['gcc', 'libc6-dev', 'make', 'perl'] },
    alpine: { build: ['gcc', 'musl-dev', 'make', 'perl', 'linux-headers'] },
    reason: 'compiles its bundled OpenSSL',
  },
  ring: { ...cCompiler, reason: 'compiles C and assembly' },
  'zstd-sys': { ...cCompiler, reason: 'compiles zstd' },
  'lz4-sys': { ...cCompiler, reason: 'compiles lz4' },
  'bzip2-sys': { ...cCompiler, reason: 'compiles bzip2' },
  'lzma-sys': { ...cCompiler, reason: 'compiles liblzma' },
  'tikv-jemalloc-sys': {
    debian: { build: ['gcc', 'libc6-dev', 'make'] },
    alpine: { build: ['gcc', 'musl-dev', 'make'] },
    reason: 'compiles jemalloc',
  },
  'libmimalloc-sys': { ...cCompiler, reason: 'compiles mimalloc' },
  'rdkafka-sys': {
    debian: { build: ['gcc', 'g++', 'libc6-dev', 'make', 'zlib1g-dev'], runtime: [] },
    alpine: { build: ['gcc', 'g++', 'musl-dev', 'make', 'bash', 'zlib-dev'] },
    reason: 'compiles its bundled librdkafka',
  },
  'librocksdb-sys': bindgen('compiles RocksDB'),
  bindgen: {
    debian: { build: ['clang', 'libclang-dev'] },
    alpine: { build: ['clang-dev'] },
    reason: 'reads C headers with libclang',
  },
  'prost-build': protoc('its build script runs protoc'),
  'protobuf-src': cxx('compiles protoc'),
  'libduckdb-sys': bindgen('compiles its bundled DuckDB'),
  'sasl2-sys': library('links Cyrus SASL', ['libsasl2-dev'], ['libsasl2-2'], ['cyrus-sasl-dev'], ['libsasl']),
  'libdbus-sys': library('links D-Bus', ['libdbus-1-dev'], ['libdbus-1-3'], ['dbus-dev'], ['dbus-libs']),
  'libudev-sys': library('links libudev', ['libudev-dev'], ['libudev1'], ['eudev-dev'], ['eudev-libs']),
  'alsa-sys': library('links ALSA', ['libasound2-dev'], ['libasound2t64'], ['alsa-lib-dev'], ['alsa-lib']),
  'freetype-sys': {
    debian: { build: ['gcc', 'libc6-dev', 'cmake'] },
    alpine: { build: ['gcc', 'musl-dev', 'cmake', 'make'] },
    reason: 'compiles FreeType',
  },
  'yeslogic-fontconfig-sys': library(
    'links fontconfig',
    ['libfontconfig-dev'],
    ['libfontconfig1'],
    ['fontconfig-dev'],
    ['fontconfig'],
  ),
  magick_rust: library(
    'links ImageMagick',
    ['libmagickwand-dev', 'clang', 'libclang-dev'],
    ['libmagickwand-7.q16-10'],
    ['imagemagick-dev', 'clang-dev'],
    ['imagemagick'],
  ),
  pcap: library('links libpcap', ['libpcap-dev'], ['libpcap0.8t64'], ['libpcap-dev'], ['libpcap']),
  'pyo3-ffi': library('runs Python in the program', ['python3-dev'], ['libpython3.13'], ['python3-dev'], ['python3']),
  'zmq-sys': library('links ZeroMQ', ['libzmq3-dev'], ['libzmq5'], ['zeromq-dev'], ['libzmq']),
  'libsodium-sys-stable': {
    debian: { build: ['gcc', 'libc6-dev', 'make'] },
    alpine: { build: ['gcc', 'musl-dev', 'make'] },
    reason: 'compiles libsodium',
  },
}

/**
 * Crates that bundle the library when another crate of the lockfile, or a feature, says so: then nothing is linked from the distribution.
 * openssl-src is only locked when the `vendored` feature is possible, and only used when it is on.
 */
export const bundledBy: Readonly<Record<string, { readonly crates: readonly string[]; readonly feature: RegExp }>> = {
  'openssl-sys': { crates: ['openssl'], feature: /vendored/ },
  'libsqlite3-sys': {
    crates: ['rusqlite', 'libsqlite3-sys', 'sqlx', 'sea-orm'],
    feature: /bundled|sqlite/,
  },
  'pq-sys': { crates: ['pq-sys', 'diesel'], feature: /bundled/ },
  'mysqlclient-sys': { crates: ['mysqlclient-sys'], feature: /bundled/ },
}
