import type { Facts, Problem } from '../../src/project/facts.js'
import { factsFrom, type FactsOptions } from '../../src/project/facts-from.js'
import { memorySource } from '../../src/project/file-source.js'

/** Facts of files in memory. */
export const facts = (files: Readonly<Record<string, string>>, options?: FactsOptions): Promise<Facts> =>
  factsFrom(memorySource(files), options)

/** A package.json. */
export const manifest = (fields: Readonly<Record<string, unknown>> = {}): string => JSON.stringify(fields, undefined, 2)

/** Problems as `kind file:line`, which is what a table can hold. */
export const brief = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ kind, file, line }) => `${kind} ${file}${line === undefined ? '' : `:${line}`}`)
