import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/project/facts.js'
import { crateNeeds, patchedFolders } from '../../../src/project/rust/cargo-needs.js'
import { markReachable, readLockGraph } from '../../../src/project/rust/lock-graph.js'
import { crateClosure, neededManifests } from '../../../src/project/rust/needed-manifests.js'
import { parseToml } from '../../../src/project/toml-text.js'
import { brief, facts } from '../support.js'

const parsed = (text: string): unknown => {
  const outcome = parseToml(text)
  return outcome.kind === 'value' ? outcome.value : undefined
}

const crate = (name: string, more = ''): string => `[package]\nname = "${name}"\nversion = "0.1.0"\n${more}`

describe('what a manifest needs by path', () => {
  const root = parsed('[workspace.dependencies]\ndb = { path = "crates/db" }\nlog = "1"\n')

  it.each([
    ['[dependencies]\na = { path = "../a" }\n', ['crates/a'], []],
    ['[dependencies]\ndb.workspace = true\nlog.workspace = true\n', ['crates/db'], []],
    ['[build-dependencies]\na = { path = "../a" }\n', ['crates/a'], []],
    ['[dev-dependencies]\na = { path = "../a" }\n', [], ['crates/a']],
    ['[dependencies]\na = { path = "../a" }\n[dev-dependencies]\na = { path = "../a" }\n', ['crates/a'], []],
    ['[target."cfg(unix)".dependencies]\na = { path = "../a", optional = true }\n', ['crates/a'], []],
    ['[dependencies]\na = { path = "../../../a" }\n', ['../a'], []],
    ['[dev-dependencies]\nx = { path = "." }\n', [], []],
  ])('%j', (manifest, dependencies, devDependencies) => {
    expect(crateNeeds(parsed(manifest), 'crates/x', root)).toEqual({ dependencies, devDependencies })
  })

  it('finds patches', () => {
    const text =
      '[patch.crates-io]\na = { path = "./p/a" }\nb = { git = "x" }\n[patch."https://x.y"]\nc = { path = "p/c" }\n'
    expect(patchedFolders(parsed(text))).toEqual(['p/a', 'p/c'])
  })
})

describe('Cargo.lock', () => {
  const text = [
    'version = 4\n',
    '[[package]]\nname = "api"\nversion = "0.1.0"\ndependencies = [\n "log 1.0.0",\n "rand",\n]\n',
    '[[package]]\nname = "log"\nversion = "0.9.0"\nsource = "registry+x"\n',
    '[[package]]\nname = "log"\nversion = "1.0.0"\nsource = "registry+x"\n',
    '[[package]]\nname = "rand"\nversion = "1.0.0"\nsource = "git+https://x/rand#1"\ndependencies = [\n "log 0.9.0 (registry+x)",\n]\n',
    '[metadata]\nx = "1"\n',
  ].join('\n')

  it('is a graph', () => {
    const graph = readLockGraph(text)
    expect(graph.edges).toEqual([[2, 3], [], [], [1]])
    expect(graph.fetched).toEqual([false, true, true, true])
    const seen = new Set<number>()
    expect(markReachable(graph, [0], seen)).toBe(3)
    expect(markReachable(graph, [3], seen)).toBe(0)
  })
})

const shop = {
  'Cargo.toml': '[workspace]\nmembers = ["crates/*", "services/*"]\nexclude = ["crates/old"]\n',
  'crates/db/Cargo.toml': crate(
    'db',
    '[dependencies]\nextra = { path = "../../extra" }\n[dev-dependencies]\nkit = { path = "../kit" }\n',
  ),
  'crates/db/src/lib.rs': '',
  'crates/kit/Cargo.toml': crate('kit', '[[example]]\nname = "show"\n[[bench]]\nname = "fast"\npath = "b.rs"\n'),
  'crates/kit/src/lib.rs': '',
  'crates/kit/examples/show/main.rs': '',
  'crates/old/Cargo.toml': crate('old'),
  'extra/Cargo.toml': crate('extra', 'build = "make.rs"\n[lib]\npath = "lib.rs"\n'),
  'services/api/Cargo.toml': crate('api', '[dependencies]\ndb = { path = "../../crates/db" }\n'),
  'services/api/src/main.rs': '',
  'services/web/Cargo.toml': crate('web'),
  'services/web/src/main.rs': '',
}

const lock = (...edges: readonly (readonly [name: string, needs: readonly string[], fetched?: boolean])[]): string =>
  `version = 4\n${edges
    .map(
      ([name, needs, fetched]) =>
        `\n[[package]]\nname = "${name}"\nversion = "1.0.0"\n${fetched === true ? 'source = "registry+x"\n' : ''}dependencies = [\n${needs.map((need) => ` "${need}",\n`).join('')}]\n`,
    )
    .join('')}`

const factsOf = (files: Readonly<Record<string, string>>, dir = 'services/api'): Promise<Facts> =>
  facts({ ...shop, ...files }, { dir, ecosystems: ['rust'] })

const needed = ({ rust }: Facts): readonly string[] =>
  (rust?.crates ?? []).filter((each) => each.needed).map(({ dir }) => dir)

describe('a Cargo workspace', () => {
  it('has crates with the targets that Cargo looks for', async () => {
    const { rust, workspace } = await factsOf({})
    expect(rust?.crates?.map(({ dir, targets }) => [dir, targets])).toEqual([
      ['crates/db', ['crates/db/src/lib.rs']],
      ['crates/kit', ['crates/kit/examples/show/main.rs', 'crates/kit/src/lib.rs']],
      ['extra', ['extra/lib.rs', 'extra/make.rs']],
      ['services/api', ['services/api/src/main.rs']],
    ])
    const atRoot = await factsOf({}, '.')
    expect(atRoot.rust?.crates?.at(-1)?.targets).toEqual(['services/web/src/main.rs'])
    expect(
      workspace?.members.map(({ name, dependencies, devDependencies }) => [name, dependencies, devDependencies]),
    ).toEqual([
      ['db', ['extra'], ['crates/kit']],
      ['kit', [], []],
      ['extra', [], []],
      ['api', ['crates/db'], []],
      ['web', [], []],
    ])
    expect(workspace?.production.map(({ name }) => name)).toEqual(['db', 'extra', 'api'])
  })

  const base = ['crates/db', 'crates/kit', 'extra', 'services/api']
  it.each([
    ['what it needs, also for tests', {}, base],
    [
      'members that are named',
      { 'Cargo.toml': '[workspace]\nmembers = ["crates/*", "services/*", "services/web"]\n' },
      [...base, 'services/web'],
    ],
    [
      'members that bring a crate',
      { 'Cargo.lock': lock(['web', ['tls']], ['tls', [], true], ['api', []]) },
      [...base, 'services/web'],
    ],
    [
      'no members whose crates others bring',
      { 'Cargo.lock': lock(['web', ['tls']], ['tls', [], true], ['api', ['tls']]) },
      base,
    ],
    [
      'a member for each glob',
      { 'Cargo.toml': '[workspace]\nmembers = ["crates/*", "services/a*", "services/w*"]\n' },
      [...base, 'services/web'],
    ],
    [
      'a member in whose folder it reads',
      { 'services/api/src/main.rs': 'include_str!("../../web/page.html")', 'services/web/page.html': '' },
      [...base, 'services/web'],
    ],
  ])('needs %s', async (_, files, expected) => {
    expect(needed(await factsOf(files))).toEqual(expected)
  })

  it.each([
    ['members that are named, and what the workspace reaches', '"crates/*", "services/*", "services/web"', true],
    ['members that a glob finds', '"crates/*", "services/*"', false],
  ])('needs all manifests of %s: %s', async (_, members, expected) => {
    const { rust } = await factsOf({ 'Cargo.toml': `[workspace]\nexclude = ["crates/old"]\nmembers = [${members}]\n` })
    expect(rust?.needsAllCrates).toBe(expected)
  })

  it('reads beside its crates', async () => {
    const { rust } = await factsOf({
      'extra/lib.rs': 'const A: &str = include_str!("../text/a.txt"); // "../text/gone.txt" "../crates"',
      'services/api/build.rs': 'fn main() { read("../../proto") }',
      'services/web/src/main.rs': 'include_str!("../../../text/web.txt")',
      'text/a.txt': '',
      'text/web.txt': '',
      'proto/a.proto': '',
    })
    expect(rust?.crates?.flatMap(({ reads }) => reads)).toEqual(['text/a.txt', 'proto'])
  })

  it.each<readonly [string, string, readonly string[]]>([
    ['a folder that is written with a slash', '#[folder = "../../site/dist/"]', ['site/dist']],
    ['migrations that are looked for upwards', 'const M: E = diesel_migrations::embed_migrations!();', ['migrations']],
    ['migrations that are named', 'embed_migrations!("../../sql")', ['sql']],
    ['no migrations in a comment', '// embed_migrations!()', []],
  ])('reads %s', async (_, source, expected) => {
    const { rust } = await factsOf({
      'services/api/src/main.rs': source,
      'site/dist/index.html': '',
      'migrations/1/up.sql': '',
      'sql/1/up.sql': '',
    })
    expect(rust?.crates?.flatMap(({ reads }) => reads)).toEqual(expected)
  })

  it('reads nothing that only tests, examples, benchmarks and other programs name', async () => {
    const naming = (name: string): string => `fn f() { read("../../text/${name}") }\n`
    const { rust } = await factsOf({
      'services/api/src/bin/load.rs': naming('load.txt'),
      'services/api/tests/all.rs': naming('test.txt'),
      'services/api/examples/all.rs': naming('example.txt'),
      'services/api/src/main.rs': `#[cfg(test)]\n#[allow(unused)]\nmod tests {\n    ${naming('inner.txt')}}\n\n${naming('main.txt')}`,
      'services/api/src/a.rs': `mod b {\n    #[cfg(test)]\n    mod test {\n        fn g() { "{" }\n    ${naming('deep.txt')}\n    }\n    ${naming('after.txt')}}\n#[cfg(test)]\nmod tests;\n`,
      'services/api/src/b.rs': `#[cfg(test)]\nconst A: u8 = 1;\nmod tests {\n    ${naming('b.txt')}\n}\n`,
      'extra/src/bin/gen.rs': naming('gen.txt').replaceAll('../', '../../'),
      'extra/benches/all.rs': naming('bench.txt').replace('../', ''),
      ...Object.fromEntries(
        ['load', 'test', 'example', 'inner', 'main', 'deep', 'after', 'b', 'gen', 'bench'].map((name) => [
          `text/${name}.txt`,
          '',
        ]),
      ),
    })
    expect(rust?.crates?.flatMap(({ reads }) => reads)).toEqual(
      ['after', 'b', 'load', 'main'].map((name) => `text/${name}.txt`),
    )
  })

  it('refuses a pattern that finds nothing, as Cargo does', async () => {
    const { problems } = await facts(
      {
        'Cargo.toml': '[workspace]\nmembers = [\n  "services/*",\n  "libs/*",\n]\n',
        'services/api/Cargo.toml': '[package]\nname = "api"\n',
        'services/api/src/main.rs': 'fn main() {}',
      },
      { dir: 'services/api', ecosystems: ['rust'] },
    )
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['../../Cargo.toml:4'])
  })

  it('reads no migrations above those of the crate', async () => {
    const { rust } = await factsOf({
      'services/api/src/main.rs': 'embed_migrations!()',
      'services/api/migrations/1/up.sql': '',
      'migrations/1/up.sql': '',
    })
    expect(rust?.crates?.flatMap(({ reads }) => reads)).toEqual([])
  })

  it.each([
    [
      'Cargo.toml',
      { 'Cargo.toml': '[workspace]\nmembers = ["services/*", "crates/gone"]\n' },
      ['contradiction ../../Cargo.toml:2'],
    ],
    [
      'crates/db/Cargo.toml',
      { 'crates/db/Cargo.toml': crate('db', '[dependencies]\nx = { path = "../x" }\n') },
      ['contradiction ../../crates/db/Cargo.toml:5'],
    ],
  ])('says that a crate which %s names is missing', async (_, files, expected) => {
    expect(brief((await factsOf(files)).problems)).toEqual(expected)
  })

  it('keeps all crates of the lockfile reachable, whatever it looks like', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const edges = fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 4 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(edges, fc.nat({ max: 5 }), (targets, start) => {
        const crates = names.map((name, index) => ({
          name,
          dir: name,
          targets: [],
          member: true,
          devDependencies: [],
          dependencies: (targets[index] ?? []).filter((each) => each < 6).map((each) => names[each] ?? ''),
        }))
        const graph = readLockGraph(
          `\n${lock(...targets.map((each, index) => [index < 6 ? (names[index] ?? '') : `x${index}`, each.filter((target) => index < 6 || target >= 6).map((target) => (target < 6 ? (names[target] ?? '') : `x${target}`)), index >= 6] as const))}`,
        )
        const dir = names[start] ?? ''
        const kept = neededManifests({ crates, fixed: [], globs: [], lock: graph }, [dir])
        const reach = (dirs: Iterable<string>): number =>
          markReachable(
            graph,
            [...dirs].flatMap((each) => graph.local.get(each) ?? []),
            new Set(),
          )
        expect(kept).toEqual(
          expect.arrayContaining([...crateClosure({ crates }, [dir], ({ dependencies }) => dependencies)]),
        )
        expect(reach(kept)).toBe(reach(names))
      }),
    )
  })
})
