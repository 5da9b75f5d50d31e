import type { NativeNeed, SystemPackages } from './common-facts.js'

/** A row of a table of native needs, without the package's name. A missing list is an empty one. */
export interface NativeRow {
  readonly debian?: Partial<SystemPackages>
  readonly alpine?: Partial<SystemPackages>
  readonly variables?: NonNullable<NativeNeed['variables']>
  readonly glibcOnly?: true
  readonly reason: string
}

/** Package name to what it needs. */
export type NativeTable = Readonly<Record<string, NativeRow>>

const packages = (lists: Partial<SystemPackages> | undefined): SystemPackages => ({
  build: lists?.build ?? [],
  runtime: lists?.runtime ?? [],
})

/** The rows of a table for the names given, in their order. */
export const nativeNeeds = (table: NativeTable, names: Iterable<string>): readonly NativeNeed[] => {
  const needs: NativeNeed[] = []
  for (const name of new Set(names)) {
    const row = Object.hasOwn(table, name) ? table[name] : undefined
    if (row === undefined) continue
    needs.push({
      package: name,
      debian: packages(row.debian),
      alpine: packages(row.alpine),
      reason: row.reason,
      ...(row.variables === undefined ? {} : { variables: row.variables }),
      ...(row.glibcOnly === true ? { glibcOnly: row.glibcOnly } : {}),
    })
  }
  return needs
}
