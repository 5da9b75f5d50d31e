import { rust } from '../../../src/presets/rust/index.js'
import type { Example } from '../compiled/repository.js'

/** A repository and the files that the stages which compile its service copy. */
interface Workspace extends Example {
  readonly copies: readonly string[]
}

const crate = (name: string, more = ''): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${more}`

const needs = (kind: string, ...lines: readonly string[]): string => `\n[${kind}]\n${lines.join('\n')}\n`

const locked = (...crates: readonly (readonly [name: string, ...needs: readonly string[]])[]): string =>
  `version = 3\n${crates
    .map(([name, ...dependencies]) => {
      const list = dependencies.map((each) => ` "${each}",\n`).join('')
      return `\n[[package]]\nname = "${name}"\nversion = "0.1.0"\n${list === '' ? '' : `dependencies = [\n${list}]\n`}`
    })
    .join('')}`

const library = 'pub fn name() -> &\'static str { "x" }\n'
const program = 'fn main() {}\n'

const shop = {
  'Cargo.toml':
    '[workspace]\nresolver = "2"\nmembers = ["crates/*", "services/*"]\n\n[workspace.dependencies]\nstore = { path = "crates/store" }\n',
  'Cargo.lock': locked(['api', 'store'], ['log2'], ['store', 'log2', 'testkit'], ['testkit'], ['worker', 'log2']),
  'crates/log2/Cargo.toml': crate('log2'),
  'crates/log2/src/lib.rs': library,
  'crates/store/Cargo.toml': crate(
    'store',
    needs('dependencies', 'log2 = { path = "../log2" }') +
      needs('dev-dependencies', 'testkit = { path = "../testkit" }'),
  ),
  'crates/store/src/lib.rs': "pub fn name() -> &'static str { log2::name() }\n",
  'crates/testkit/Cargo.toml': crate('testkit'),
  'crates/testkit/src/lib.rs': library,
  'services/api/Cargo.toml': crate('api', needs('dependencies', 'store = { workspace = true }')),
  'services/api/src/main.rs': 'fn main() { println!("{}", store::name()) }\n',
  'services/worker/Cargo.toml': crate('worker', needs('dependencies', 'log2 = { path = "../../crates/log2" }')),
  'services/worker/src/main.rs': program,
  'services/worker/src/bin/requeue.rs': program,
}

const named = {
  ...shop,
  'Cargo.toml': shop['Cargo.toml'].replace(
    '"crates/*", "services/*"',
    '"crates/log2", "crates/store", "crates/testkit", "services/api", "services/worker"',
  ),
  'services/worker/Cargo.toml': crate(
    'worker',
    '\n[[bin]]\nname = "requeue"\n\n[[bin]]\nname = "pack"\npath = "pack.rs"\n\n[[test]]\nname = "all"\n' +
      needs('dependencies', 'log2 = { path = "../../crates/log2" }'),
  ),
  'services/worker/pack.rs': program,
  'services/worker/tests/all.rs': '',
}

const numbers = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

const manyNamed = [
  ...numbers.map((each) => `libs/l${each}`),
  ...['libs/flat', 'libs/linked', 'libs/tool', 'services/api', 'services/cron', 'services/worker'],
]

/** Libraries in the usual place, with more than that in their manifests. */
const layouts: Partial<Record<(typeof numbers)[number], string>> = {
  '02': needs('dependencies', 'l03 = { path = "../l03" }'),
  '10': 'autobins = false\n',
  '11': '\n[lib]\nproc-macro = true\n',
  '12': '\n[lib]\nname = "other"\ncrate-type = ["cdylib"]\n',
}

/** More members than are listed: of all kinds of layouts, those that the service needs and others. */
export const manyMembers = {
  'Cargo.toml': `[workspace]\nresolver = "2"\nmembers = [${manyNamed.map((dir) => `"${dir}"`).join(', ')}]\n`,
  'Cargo.lock': locked(
    ['api', 'flat', 'l01'],
    ['cron', 'l02'],
    ['flat'],
    ['l01'],
    ['l02', 'l03'],
    ...numbers.slice(2).map((each) => [`l${each}`] as const),
    ['linked'],
    ['tool'],
    ['worker', 'linked'],
  ),
  ...Object.fromEntries(
    numbers.flatMap((each) => [
      [`libs/l${each}/Cargo.toml`, crate(`l${each}`, layouts[each])],
      [`libs/l${each}/src/lib.rs`, library],
    ]),
  ),
  'libs/flat/Cargo.toml': crate('flat', '\n[lib]\npath = "flat.rs"\n'),
  'libs/flat/flat.rs': library,
  'libs/linked/Cargo.toml': crate('linked', 'links = "z"\n'),
  'libs/linked/build.rs': program,
  'libs/linked/src/lib.rs': library,
  'libs/tool/Cargo.toml': crate('tool', '\n[[bin]]\nname = "tool"\npath = "cli.rs"\n\n[[bench]]\nname = "fast"\n'),
  'libs/tool/cli.rs': program,
  'libs/tool/benches/fast.rs': program,
  'services/api/Cargo.toml': crate(
    'api',
    needs('dependencies', 'flat = { path = "../../libs/flat" }', 'l01 = { path = "../../libs/l01" }'),
  ),
  // With a library of the name of the package, `api` would mean two things.
  'services/api/src/api.rs': "pub fn name() -> &'static str { flat::name() }\n",
  'services/api/src/main.rs': 'mod api;\nuse api::name;\nfn main() { println!("{}{}", name(), l01::name()) }\n',
  'services/cron/Cargo.toml': crate(
    'cron',
    'default-run = "cron"\n' + needs('dependencies', 'l02 = { path = "../../libs/l02" }'),
  ),
  'services/cron/src/main.rs': program,
  'services/worker/Cargo.toml': crate(
    'worker',
    '\n[[bin]]\nname = "worker"\n' + needs('dependencies', 'linked = { path = "../../libs/linked" }'),
  ),
  'services/worker/src/main.rs': program,
}

const manyCopies = [
  ...['Cargo.lock', 'Cargo.toml', ...manyNamed.map((dir) => `${dir}/Cargo.toml`)],
  ...['libs/flat/flat.rs', 'libs/l01/src/lib.rs', 'services/api/src/api.rs', 'services/api/src/main.rs'],
].sort()

const apiSources = ['crates/log2/src/lib.rs', 'crates/store/src/lib.rs', 'services/api/src/main.rs']
const apiManifests = ['log2', 'store', 'testkit'].map((name) => `crates/${name}/Cargo.toml`)
const root = ['Cargo.lock', 'Cargo.toml']

/** Workspaces without crates of a registry, so that they build without a network. */
export const rustWorkspaces: Readonly<Record<string, Workspace>> = {
  'members that a glob finds': {
    files: shop,
    dir: 'services/api',
    preset: rust(),
    copies: [...root, ...apiManifests, 'services/api/Cargo.toml', ...apiSources].sort(),
  },
  'members that are named, with targets of all kinds': {
    files: named,
    dir: 'services/api',
    preset: rust(),
    copies: [...root, ...apiManifests, 'services/api/Cargo.toml', 'services/worker/Cargo.toml', ...apiSources].sort(),
  },
  'many members that are named': { files: manyMembers, dir: 'services/api', preset: rust(), copies: manyCopies },
  'many members that are named, with dependencies in a layer': {
    files: manyMembers,
    dir: 'services/api',
    preset: rust({ cache: 'layer' }),
    copies: manyCopies,
  },
  'dependencies in a layer': {
    files: {
      ...named,
      'crates/store/build.rs': 'fn main() { println!("cargo:rustc-env=STORE=1") }\n',
      'crates/store/src/lib.rs': 'pub fn name() -> &\'static str { env!("STORE") }\n',
    },
    dir: 'services/api',
    preset: rust({ cache: 'layer' }),
    copies: [
      ...root,
      ...apiManifests,
      'crates/store/build.rs',
      'services/api/Cargo.toml',
      'services/worker/Cargo.toml',
      ...apiSources,
    ].sort(),
  },
  'one of several programs, with what lies beside the crates': {
    files: {
      ...shop,
      'services/worker/build.rs':
        'fn main() { std::fs::read_to_string("../../text/hello.txt").unwrap(); std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../proto")).unwrap(); }\n',
      'services/worker/src/bin/requeue.rs': 'fn main() { print!(include_str!("../../../../text/bye.txt")) }\n',
      'text/hello.txt': 'Hello.\n',
      'text/bye.txt': 'Bye.\n',
      'text/other.txt': 'Other.\n',
      'proto/a.proto': 'message A {}\n',
    },
    dir: 'services/worker',
    preset: rust({ bin: 'requeue' }),
    copies: [
      ...root,
      'crates/log2/Cargo.toml',
      'crates/log2/src/lib.rs',
      'proto/a.proto',
      'services/worker/Cargo.toml',
      'services/worker/build.rs',
      'services/worker/src/bin/requeue.rs',
      'services/worker/src/main.rs',
      'text/bye.txt',
      'text/hello.txt',
    ].sort(),
  },
  'a path dependency that is no member, and a patch': {
    files: {
      ...shop,
      'Cargo.toml': `${shop['Cargo.toml'].replace('members =', 'exclude = ["vendored"]\nmembers =')}\n[patch.crates-io]\nclock = { path = "patches/clock" }\n`,
      'Cargo.lock': locked(
        ['api', 'store'],
        ['clock'],
        ['log2'],
        ['paint'],
        ['store', 'log2', 'testkit'],
        ['testkit'],
        ['worker', 'clock', 'log2', 'paint'],
      ),
      'services/worker/Cargo.toml': crate(
        'worker',
        needs(
          'dependencies',
          'clock = "0.1"',
          'log2 = { path = "../../crates/log2" }',
          'paint = { path = "../../vendored/paint" }',
        ),
      ),
      'patches/clock/Cargo.toml': crate('clock'),
      'patches/clock/src/lib.rs': library,
      'vendored/paint/Cargo.toml': crate('paint'),
      'vendored/paint/src/lib.rs': library,
    },
    dir: 'services/worker',
    preset: rust({ bin: 'worker' }),
    copies: [
      ...root,
      'crates/log2/Cargo.toml',
      'crates/log2/src/lib.rs',
      'patches/clock/Cargo.toml',
      'patches/clock/src/lib.rs',
      'services/worker/Cargo.toml',
      'services/worker/src/bin/requeue.rs',
      'services/worker/src/main.rs',
      'vendored/paint/Cargo.toml',
      'vendored/paint/src/lib.rs',
    ].sort(),
  },
  'a package at the root, with others in its folder': {
    files: {
      ...shop,
      'Cargo.toml': `${crate('shop', needs('dependencies', 'store = { workspace = true }'))}\n${shop['Cargo.toml']}`,
      'Cargo.lock': locked(
        ['api', 'store'],
        ['log2'],
        ['shop', 'store'],
        ['store', 'log2', 'testkit'],
        ['testkit'],
        ['worker', 'log2'],
      ),
      'src/main.rs': program,
    },
    preset: rust({ bin: 'shop' }),
    copies: [
      ...root,
      ...apiManifests,
      'services/api/Cargo.toml',
      'crates/log2/src/lib.rs',
      'crates/store/src/lib.rs',
      'src/main.rs',
    ].sort(),
  },
}
