import type { NativeNeed } from '../common-facts.js'
import { recordAt, stringAt, stringsAt } from '../value.js'

/** Programs that `.cargo/config.toml` can make Cargo link with and that images of Rust do not hold. */
const linkers: readonly (readonly [mention: RegExp, packageName: string])[] = [
  [/(?:^|linker=|\/)clang(?:-\d+)?$/, 'clang'],
  [/-fuse-ld=(?:.*\/)?(?:ld\.)?lld$/, 'lld'],
  [/-fuse-ld=(?:.*\/)?mold$/, 'mold'],
]

/** What the flags and linkers for Linux need, as a dependency of the file that names them. */
export const linkerNeeds = (config: unknown, path: string): readonly NativeNeed[] => {
  const targets = Object.entries(recordAt(config, 'target')).filter(([name]) => /linux|^cfg\(/.test(name))
  const words = [recordAt(config, 'build'), ...targets.map(([, target]) => target)].flatMap((table) => [
    stringAt(table, 'linker') ?? '',
    ...stringsAt(table, 'rustflags'),
    ...(stringAt(table, 'rustflags') ?? '').split(/\s+/),
  ])
  const names = linkers.flatMap(([mention, name]) => (words.some((word) => mention.test(word)) ? [name] : []))
  if (names.length === 0) return []
  const packages = { build: names, runtime: [] }
  return [{ package: path, debian: packages, alpine: packages, reason: `links with ${names.join(' and ')}` }]
}
