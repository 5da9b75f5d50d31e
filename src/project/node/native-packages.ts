import type { NativeRow, NativeTable } from '../native-table.js'

/** What node-gyp needs. */
const gyp = { debian: ['python3', 'make', 'g++'], alpine: ['python3', 'make', 'g++'] } as const

/** Always compiled on install. */
const compiled = (
  reason: string,
  debian: readonly string[] = [],
  debianRuntime: readonly string[] = [],
  alpine: readonly string[] = [],
  alpineRuntime: readonly string[] = [],
): NativeRow => ({
  debian: { build: [...gyp.debian, ...debian], runtime: debianRuntime },
  alpine: { build: [...gyp.alpine, ...alpine], runtime: alpineRuntime },
  reason,
})

/** A prebuilt binary exists for glibc only: Alpine compiles. */
const glibcOnly = (reason: string): NativeRow => ({ alpine: { build: gyp.alpine, runtime: ['libstdc++'] }, reason })

/** Something that is started or loaded at run time and that no npm package brings. */
const runtime = (reason: string, debian: readonly string[], alpine: readonly string[]): NativeRow => ({
  debian: { runtime: debian },
  alpine: { runtime: alpine },
  reason,
})

const chromium = runtime('starts a browser', ['chromium'], ['chromium'])

/**
 * npm packages that need something of the distribution. Those whose binaries for both libcs come as npm packages (sharp, esbuild, @swc/core,
 * argon2, bcrypt 6, lightningcss) are not here; those that fetch a binary from elsewhere on install and compile when there is none for this
 * version of Node are (better-sqlite3, sqlite3, re2), since only the build stage pays for the compiler.
 */
export const nativePackages: NativeTable = {
  'better-sqlite3': compiled('compiles when there is no prebuilt binary for this version of Node'),
  'better-sqlite3-multiple-ciphers': compiled('compiles when there is no prebuilt binary for this version of Node'),
  '@louislam/sqlite3': compiled('compiles when there is no prebuilt binary for this version of Node'),
  sqlite3: compiled('compiles when there is no prebuilt binary for this version of Node'),
  bcrypt: glibcOnly('compiles on musl before version 6'),
  canvas: {
    alpine: {
      build: [
        ...gyp.alpine,
        'pkgconf',
        'cairo-dev',
        'pango-dev',
        'jpeg-dev',
        'giflib-dev',
        'librsvg-dev',
        'pixman-dev',
      ],
      runtime: ['cairo', 'pango', 'jpeg', 'giflib', 'librsvg', 'pixman'],
    },
    reason: 'has binaries for glibc only; compiles against cairo on musl',
  },
  'node-sass': compiled('compiles libsass'),
  'node-gyp': compiled('compiles native modules'),
  'node-pty': compiled('compiles'),
  'node-expat': compiled('compiles expat'),
  libxmljs: compiled('compiles libxml2'),
  libxmljs2: compiled('compiles libxml2'),
  'node-rdkafka': compiled(
    'compiles librdkafka',
    ['libssl-dev', 'zlib1g-dev', 'libsasl2-dev'],
    ['libsasl2-2'],
    ['bash', 'openssl-dev', 'zlib-dev', 'cyrus-sasl-dev', 'musl-dev'],
    ['libsasl', 'libstdc++'],
  ),
  'pg-native': compiled('compiles against libpq', ['libpq-dev'], ['libpq5'], ['libpq-dev'], ['libpq']),
  libpq: compiled('compiles against libpq', ['libpq-dev'], ['libpq5'], ['libpq-dev'], ['libpq']),
  zeromq: glibcOnly('compiles where there is no prebuilt binary'),
  'isolated-vm': compiled('compiles against V8'),
  re2: compiled('compiles when there is no prebuilt binary for this version of Node'),
  farmhash: compiled('compiles'),
  'tree-sitter': compiled('compiles'),
  usb: compiled('compiles', ['libudev-dev'], ['libudev1'], ['eudev-dev', 'linux-headers'], ['eudev-libs']),
  nodegit: compiled(
    'compiles libgit2',
    ['libkrb5-dev', 'libssl-dev'],
    ['libgssapi-krb5-2'],
    ['krb5-dev', 'openssl-dev'],
    ['krb5-libs'],
  ),
  kerberos: compiled(
    'compiles where there is no prebuilt binary',
    ['libkrb5-dev'],
    ['libgssapi-krb5-2'],
    ['krb5-dev'],
    ['krb5-libs'],
  ),
  'mongodb-client-encryption': glibcOnly('has binaries for glibc only'),
  'onnxruntime-node': { glibcOnly: true, reason: 'has binaries for glibc only' },
  '@tensorflow/tfjs-node': {
    debian: { build: ['python3', 'make', 'g++'] },
    glibcOnly: true,
    reason: 'downloads a library for glibc',
  },
  hnswlib: compiled('compiles'),
  'hnswlib-node': compiled('compiles'),
  faiss: compiled('compiles'),
  // It would look for the browser that it downloads on install. https://pptr.dev/guides/configuration
  puppeteer: {
    ...chromium,
    variables: {
      build: { PUPPETEER_SKIP_DOWNLOAD: 'true' },
      runtime: { PUPPETEER_EXECUTABLE_PATH: '/usr/bin/chromium' },
    },
  },
  'puppeteer-core': chromium,
  ghostscript4js: compiled(
    'compiles against Ghostscript',
    ['libgs-dev'],
    ['libgs10'],
    ['ghostscript-dev'],
    ['ghostscript'],
  ),
  'fluent-ffmpeg': runtime('starts ffmpeg', ['ffmpeg'], ['ffmpeg']),
  gm: runtime('starts ImageMagick', ['imagemagick'], ['imagemagick']),
  imagemagick: runtime('starts ImageMagick', ['imagemagick'], ['imagemagick']),
  prisma: runtime('its engines load OpenSSL', ['openssl'], ['openssl']),
  '@prisma/client': runtime('its query engine loads OpenSSL', ['openssl'], ['openssl']),
}
