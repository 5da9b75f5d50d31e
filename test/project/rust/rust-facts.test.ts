import { describe, expect, it } from 'vitest'
import type { RustFacts } from '../../../src/project/facts.js'
import { brief, facts } from '../support.js'

const cargo = '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2024"\n'
const lock = (...crates: readonly string[]): string =>
  `version = 4\n\n${crates.map((name) => `[[package]]\nname = "${name}"\nversion = "1.0.0"\n`).join('\n')}`

const rust = async (files: Readonly<Record<string, string>>): Promise<RustFacts> => {
  const { rust: found } = await facts({ 'Cargo.toml': cargo, ...files }, { ecosystems: ['rust'] })
  if (found === undefined) throw new Error('there are no facts of Rust')
  return found
}

describe('binaries', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['src/main.rs', { 'src/main.rs': '' }, ['shop src/main.rs']],
    ['a library', { 'src/lib.rs': '' }, []],
    [
      'src/bin',
      { 'src/bin/a.rs': '', 'src/bin/b/main.rs': '', 'src/bin/c/x.rs': '' },
      ['a src/bin/a.rs', 'b src/bin/b/main.rs'],
    ],
    [
      '[[bin]] with a path',
      { 'Cargo.toml': `${cargo}[[bin]]\nname = "rg"\npath = "core/main.rs"\n` },
      ['rg core/main.rs'],
    ],
    [
      '[[bin]] renames src/main.rs',
      { 'Cargo.toml': `${cargo}[[bin]]\nname = "x"\npath = "src/main.rs"\n`, 'src/main.rs': '' },
      ['x src/main.rs'],
    ],
    [
      'default-run first',
      { 'Cargo.toml': `${cargo}default-run = "z"\n`, 'src/main.rs': '', 'src/bin/a.rs': '', 'src/bin/z.rs': '' },
      ['z src/bin/z.rs', 'shop src/main.rs', 'a src/bin/a.rs'],
    ],
    ['autobins off', { 'Cargo.toml': `${cargo}autobins = false\n`, 'src/main.rs': '' }, []],
  ])('%s', async (_, files, expected) => {
    expect((await rust(files)).bins.map(({ name, path }) => `${name} ${path}`)).toEqual(expected)
  })
})

describe('workspaces', () => {
  const files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["crates/*", "tools/gen"]\nexclude = ["crates/old"]\n[workspace.package]\nedition = "2021"\nrust-version = "1.80"\n',
    'Cargo.lock': lock('api'),
    'crates/api/Cargo.toml':
      '[package]\nname = "api"\nedition.workspace = true\nrust-version.workspace = true\n[dependencies]\nshared = { path = "../../shared" }\n',
    'crates/api/src/main.rs': '',
    'crates/old/Cargo.toml': '[package]\nname = "old"\n',
    'crates/readme.md': '',
    'tools/gen/Cargo.toml': '[package]\nname = "gen"\n',
    'tools/gen/src/main.rs': '',
    'shared/Cargo.toml': '[package]\nname = "shared"\n',
    'shared/src/lib.rs': '',
  }

  it('expands globs, exclusions and path dependencies', async () => {
    const found = await rust(files)
    expect(found.packages.map(({ dir, name }) => `${dir} ${name}`)).toEqual([
      'crates/api api',
      'shared shared',
      'tools/gen gen',
    ])
    expect(found.bins.map((bin) => `${bin.package} ${bin.path}`)).toEqual([
      'api crates/api/src/main.rs',
      'gen tools/gen/src/main.rs',
    ])
    expect(found).toMatchObject({ workspace: true, rustVersion: { version: '1.80', source: 'rust-version' } })
    expect(found.package).toBeUndefined()
    expect(found.packages[0]).toMatchObject({ edition: '2021', rustVersion: '1.80' })
  })

  it('reads a member from its own folder', async () => {
    const result = await facts(files, { dir: 'crates/api' })
    expect(result).toMatchObject({
      name: 'api',
      dir: 'crates/api',
      context: '../..',
      workspace: { kind: 'cargo', file: '../../Cargo.toml' },
    })
    expect(result.rust).toMatchObject({
      lockfile: '../../Cargo.lock',
      lockfileVersion: 4,
      outsidePaths: ['../../shared'],
      workspace: false,
    })
  })

  it('leaves an excluded folder alone', async () => {
    expect((await facts(files, { dir: 'crates/old' })).workspace).toBeUndefined()
  })
})

describe('the version of Rust', () => {
  it.each<[Readonly<Record<string, string>>, string, string, string | undefined]>([
    [{}, '1', 'default', undefined],
    [{ 'Cargo.toml': `${cargo}rust-version = "1.85"\n` }, '1.85', 'rust-version', undefined],
    [
      { 'rust-toolchain.toml': '[toolchain]\nchannel = "1.88.0"\ntargets = ["x"]\n' },
      '1.88.0',
      'rust-toolchain',
      '1.88.0',
    ],
    [{ 'rust-toolchain': '1.87\n' }, '1.87', 'rust-toolchain', '1.87'],
    [{ 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\n' }, '1', 'default', 'stable'],
    [{ 'rust-toolchain.toml': '[toolchain]\nchannel = "nightly-2026-01-01"\n' }, '1', 'default', 'nightly-2026-01-01'],
  ])('%j', async (files, version, source, channel) => {
    const found = await rust(files)
    expect(found.rustVersion).toMatchObject({ version, source })
    expect(found.channel).toBe(channel)
  })

  it('reports a toolchain that is older than rust-version', async () => {
    const result = await facts({ 'Cargo.toml': `${cargo}rust-version = "1.90"\n`, 'rust-toolchain': '1.85.0' })
    expect(brief(result.problems)).toEqual(['contradiction rust-toolchain'])
  })
})

describe('native needs of Rust', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['OpenSSL', '', ['openssl-sys'], ['openssl-sys:libssl-dev']],
    [
      'OpenSSL behind a feature that is off',
      '[features]\ndefault = ["rust-tls"]\nrust-tls = []\nnative-tls = ["reqwest/native-tls"]\n',
      ['openssl-sys'],
      [],
    ],
    [
      'OpenSSL behind a feature that is on',
      '[features]\ndefault = ["tls"]\ntls = ["reqwest/native-tls"]\n',
      ['openssl-sys'],
      ['openssl-sys:libssl-dev'],
    ],
    [
      'vendored OpenSSL',
      '[dependencies]\nopenssl = { version = "1", features = ["vendored"] }\n',
      ['openssl', 'openssl-sys', 'openssl-src'],
      ['openssl-src:perl'],
    ],
    ['OpenSSL that could be vendored', '', ['openssl-sys', 'openssl-src'], ['openssl-sys:libssl-dev']],
    ['rusqlite', '[dependencies]\nrusqlite = "1"\n', ['rusqlite', 'libsqlite3-sys'], ['libsqlite3-sys:libsqlite3-dev']],
    [
      'bundled rusqlite',
      '[dependencies]\nrusqlite = { version = "1", features = ["bundled"] }\n',
      ['rusqlite', 'libsqlite3-sys'],
      ['libsqlite3-sys:libc6-dev'],
    ],
    [
      'sqlx for PostgreSQL',
      '[dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n',
      ['sqlx', 'libsqlite3-sys'],
      [],
    ],
    ['rustls', '', ['rustls', 'ring'], ['ring:libc6-dev']],
    ['prost', '', ['prost', 'prost-build'], ['prost-build:protobuf-compiler']],
    ['pure', '', ['serde'], []],
  ])('%s', async (_, dependencies, crates, expected) => {
    const found = await rust({ 'Cargo.toml': cargo + dependencies, 'Cargo.lock': lock(...crates) })
    expect(found.native.map((need) => `${need.package}:${need.debian.build.at(-1)}`)).toEqual(expected)
  })
})

describe('native needs of one program among others', () => {
  const fetched = 'source = "registry+https://github.com/rust-lang/crates.io-index"\n'
  const locked = (name: string, needs: readonly string[], source = fetched): string =>
    `\n[[package]]\nname = "${name}"\nversion = "1.0.0"\n${source}dependencies = [\n${needs.map((each) => ` "${each}",\n`).join('')}]\n`
  const crate = (name: string, more: string): string => `[package]\nname = "${name}"\nversion = "1.0.0"\n${more}`
  const files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["api", "ffi", "load"]\n\n[workspace.dependencies]\nhttp = { version = "1", features = ["native-tls"] }\n',
    'Cargo.lock': [
      'version = 4\n',
      locked('api', ['ffi', 'kafka', 'pq-sys'], ''),
      locked('ffi', ['bindgen', 'http'], ''),
      locked('load', ['kafka', 'zmq-sys'], ''),
      locked('bindgen', []),
      locked('http', ['openssl-sys']),
      locked('kafka', ['rdkafka-sys']),
      locked('rdkafka-sys', []),
      locked('openssl-sys', []),
      locked('pq-sys', []),
      locked('zmq-sys', []),
    ].join(''),
    'api/Cargo.toml': crate(
      'api',
      '[dependencies]\nffi = { path = "../ffi" }\n\n[dev-dependencies]\nkafka = "1"\n\n[target."cfg(unix)".dependencies]\npq-sys = "1"\n',
    ),
    'api/src/main.rs': '',
    'ffi/Cargo.toml': crate(
      'ffi',
      '[dependencies]\nhttp = { workspace = true }\n\n[build-dependencies]\nbindgen = "1"\n',
    ),
    'ffi/src/lib.rs': '',
    'load/Cargo.toml': crate('load', '[dependencies]\nkafka = "1"\nq = { package = "zmq-sys", version = "1" }\n'),
    'load/src/main.rs': '',
  }

  it.each<[string, readonly string[]]>([
    ['api', ['bindgen', 'openssl-sys', 'pq-sys']],
    ['ffi', ['bindgen', 'openssl-sys']],
    ['load', ['rdkafka-sys', 'zmq-sys']],
  ])('are those of what %s is compiled with', async (dir, expected) => {
    const { rust: found } = await facts(files, { dir })
    expect(found?.native.map((need) => need.package)).toEqual(expected)
  })

  it('are those of what lies in the repository and is no member, too', async () => {
    const path = '[dependencies]\nffi = { path = "ffi" }\n'
    const lockfile = `version = 4\n${locked('shop', ['ffi'], '')}${files['Cargo.lock'].slice(12)}`
    const found = await rust({
      'Cargo.toml': cargo + path,
      'Cargo.lock': lockfile,
      'ffi/Cargo.toml': crate('ffi', '[dependencies]\nhttp = "1"\n'),
      'ffi/src/lib.rs': '',
    })
    expect(found.native.map((need) => need.package)).toContain('openssl-sys')
  })

  it('are those of a package alone without what its tests use', async () => {
    const tests = '[dependencies]\npq-sys = "1"\n\n[dev-dependencies]\nkafka = "1"\n'
    const lockfile = `version = 4\n${locked('shop', ['pq-sys', 'kafka'], '')}${files['Cargo.lock'].slice(12)}`
    const found = await rust({ 'Cargo.toml': cargo + tests, 'Cargo.lock': lockfile })
    expect(found.native.map((need) => need.package)).toEqual(['pq-sys'])
  })

  it.each([
    ['off', 'default = []\nfips = ["rustls/fips"]\n', []],
    ['on', 'default = ["fips"]\nfips = ["rustls/fips"]\n', ['aws-lc-fips-sys']],
    [
      'asked for',
      'fips = []\n\n[dependencies]\nrustls = { version = "1", features = ["fips"] }\n',
      ['aws-lc-fips-sys'],
    ],
  ])('ask for what a feature brings that is %s', async (_, features, expected) => {
    const found = await rust({ 'Cargo.toml': `${cargo}[features]\n${features}`, 'Cargo.lock': lock('aws-lc-fips-sys') })
    expect(found.native.map((need) => need.package)).toEqual(expected)
  })
})

describe('build scripts', () => {
  const git = 'Command::new("git")\n    .args(["rev-parse", "HEAD"])\n    .output()'
  it.each<[string, string, readonly string[]]>([
    ['that ends without git', `fn main() { let hash = ${git}\n.expect("no git"); }`, ['git']],
    ['that unwraps', 'fn main() { std::process::Command::new("git").status().unwrap(); }', ['git']],
    ['that goes on without git', `fn main() { let hash = match ${git} { Ok(_) => 1, _ => 0 }; other().unwrap(); }`, []],
    ['that asks whether git is there', `fn main() { let hash = ${git}.ok(); other().unwrap(); }`, []],
    ['with git in a comment', `// ${git.replaceAll('\n', '')}.unwrap()\nfn main() {}`, []],
    ['of another program', 'fn main() { Command::new("tar").status().unwrap(); }', []],
  ])('%s', async (_, source, packages) => {
    const { native } = await rust({ 'build.rs': source, 'src/main.rs': '' })
    expect(native.flatMap(({ debian }) => debian.build)).toEqual(packages)
  })
})

describe('no Cargo.lock', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['with a crate of a registry', { 'Cargo.toml': `${cargo}[dependencies]\nlog = "1"\n` }, ['unlocked Cargo.toml']],
    [
      'with one that only tests use',
      { 'Cargo.toml': `${cargo}[dev-dependencies]\nlog.version = "1"\n` },
      ['unlocked Cargo.toml'],
    ],
    ['with a lockfile', { 'Cargo.toml': `${cargo}[dependencies]\nlog = "1"\n`, 'Cargo.lock': lock('log') }, []],
    [
      'with a crate in a folder',
      {
        'Cargo.toml': `${cargo}[dependencies]\nlog = { path = "log" }\n`,
        'log/Cargo.toml': '[package]\nname = "log"\n',
      },
      [],
    ],
  ])('is told %s', async (_, files, expected) => {
    expect(brief((await facts(files, { ecosystems: ['rust'] })).problems)).toEqual(expected)
  })
})

describe('linkers of .cargo/config.toml', () => {
  it.each<[string, readonly string[]]>([
    [
      '[target.x86_64-unknown-linux-gnu]\nrustflags = ["-C", "linker=clang", "-C", "link-arg=-fuse-ld=lld"]\n',
      ['clang', 'lld'],
    ],
    ['[target.aarch64-unknown-linux-gnu]\nlinker = "/usr/bin/clang"\n', ['clang']],
    ["[target.'cfg(target_os = \"linux\")']\nrustflags = '-C link-arg=-fuse-ld=mold'\n", ['mold']],
    ['[build]\nrustflags = ["-Clink-arg=-fuse-ld=mold"]\n', ['mold']],
    ['[target.x86_64-apple-darwin]\nrustflags = ["-C", "link-arg=-fuse-ld=lld"]\n', []],
    ['[target.aarch64-unknown-linux-gnu]\nlinker = "aarch64-linux-gnu-gcc"\n', []],
    ['[build]\nrustflags = ["--cfg", "tokio_unstable"]\n', []],
  ])('%j', async (config, packages) => {
    const { native } = await rust({ '.cargo/config.toml': config, 'src/main.rs': '' })
    expect(native.flatMap(({ debian }) => debian.build)).toEqual(packages)
  })
})

describe('the rest', () => {
  it('sees configuration, sqlx, git and data folders', async () => {
    const found = await rust({
      'Cargo.toml': `${cargo}[features]\ndefault = ["a"]\na = []\nb = []\n[profile.dist]\ninherits = "release"\n`,
      'Cargo.lock':
        'version = 3\n\n[[package]]\nname = "sqlx"\nversion = "0.8.0"\n\n[[package]]\nname = "x"\nversion = "1.0.0"\nsource = "git+https://example.com/x"\n',
      '.cargo/config.toml': '[build]\ntarget = "x86_64-unknown-linux-musl"\n',
      '.sqlx/query-1.json': '{}',
      'migrations/1.sql': '',
      'build.rs': '',
      'src/main.rs': '',
    })
    expect(found).toMatchObject({
      needsGit: true,
      lockfileVersion: 3,
      cargoConfig: { path: '.cargo/config.toml', target: 'x86_64-unknown-linux-musl', vendored: false },
      sqlx: { offline: true, path: '.sqlx' },
      dataDirs: ['migrations'],
      profiles: ['dist'],
      package: { features: ['a', 'b'], defaultFeatures: ['a'], buildScript: 'build.rs' },
    })
  })

  it.each([
    ['[package\nname = "x"', 'unparsable Cargo.toml:1'],
    ['[package]\nname = "x"\nname = "y"\n', 'unparsable Cargo.toml:3'],
  ])('%j is reported', async (text, problem) => {
    const result = await facts({ 'Cargo.toml': text })
    expect(brief(result.problems)).toEqual([problem])
    expect(result.rust?.bins).toEqual([])
  })

  it('reports a lockfile without packages', async () => {
    expect(brief((await facts({ 'Cargo.toml': cargo, 'Cargo.lock': '# nothing\n' })).problems)).toEqual([
      'unparsable Cargo.lock:1',
    ])
  })

  it.each([
    ['TcpListener::bind("0.0.0.0:3000").await', 3000],
    ['SocketAddr::from(([0, 0, 0, 0], 8080))', 8080],
    ['.bind(("127.0.0.1", 8081))?', 8081],
    ['let port = env::var("PORT").unwrap_or("8082".into());', 8082],
    ['// bind("0.0.0.0:3000")', undefined],
  ])('port of %s', async (statement, port) => {
    const found = await rust({ 'Cargo.lock': lock('axum'), 'src/main.rs': `fn main() {\n${statement}\n}\n` })
    expect(found.port?.port).toBe(port)
  })
})
