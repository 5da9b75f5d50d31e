import { at, byCodeUnit, recordAt, stringAt } from '../value.js'

/** Whether a profile asks for symbols, or for none. https://doc.rust-lang.org/cargo/reference/profiles.html */
const speaks = (profile: unknown): boolean => {
  const debug = at(profile, 'debug')
  const none = debug === undefined || debug === false || debug === 0 || debug === 'none'
  return at(profile, 'strip') !== undefined || !none
}

/** The profile that one without `inherits` takes what it does not say from. */
const builtIn: Readonly<Record<string, string>> = { bench: 'release', test: 'dev' }

/**
 * The profiles of `tables` (the root's Cargo.toml, then Cargo's configuration) that decide, themselves or through the one that
 * they inherit, which symbols a program keeps; `dev` and what inherits it always do.
 */
export const profilesWithSymbols = (tables: readonly unknown[]): readonly string[] => {
  const decides = (name: string, seen: readonly string[] = []): boolean => {
    if (name === 'dev') return true
    if (tables.some((table) => speaks(at(table, 'profile', name)))) return true
    const written = tables
      .map((table) => stringAt(table, 'profile', name, 'inherits'))
      .find((other) => other !== undefined)
    const inherited = written ?? builtIn[name]
    return inherited !== undefined && !seen.includes(inherited) && decides(inherited, [...seen, name])
  }
  const names = new Set(tables.flatMap((table) => Object.keys(recordAt(table, 'profile'))))
  return [...new Set([...names, 'dev', 'test'])].filter((name) => decides(name)).sort(byCodeUnit)
}
