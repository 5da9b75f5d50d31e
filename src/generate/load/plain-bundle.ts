import { realpathSync } from 'node:fs'
import type { Bundle } from './bundle.js'
import { type Library, partsExpression } from './library.js'
import { type PlainImport, readPlainSource } from './plain-source.js'

/** The parts that have the names of an import; `undefined` when one has no such part. */
const partsFor = async (library: Library, { specifier, names }: PlainImport): Promise<string[] | undefined> => {
  const parts = new Set<string>()
  const missing = new Set(names)
  for (const part of library.entries[specifier] ?? []) {
    const given = (await library.parts[part]?.names()) ?? []
    for (const name of given) if (missing.delete(name)) parts.add(part)
  }
  return missing.size === 0 ? [...parts] : undefined
}

/**
 * What `bundle` gives, without the bundler and the time that its process takes, for a source that needs none: each import is
 * replaced on its own lines, and all else stands where it stood. `undefined` for other sources.
 *
 * It may still be TypeScript that the engine does not take; then nothing of it is run, and it has to be bundled.
 */
export const plainBundle = async (file: string, text: string, library: Library): Promise<Bundle | undefined> => {
  const plain = readPlainSource(text)
  if (plain === undefined) return undefined
  const { imports, between } = plain
  const parts = new Set<string>()
  const pieces: string[] = []
  for (const [index, each] of imports.entries()) {
    const own = await partsFor(library, each)
    if (own === undefined) return undefined
    for (const part of own) parts.add(part)
    pieces.push(between[index] ?? '', `const ${each.pattern} = ${partsExpression(own, file)};`)
  }
  const source = realpathSync(file)
  return {
    code: pieces.join('') + (between.at(-1) ?? ''),
    mayBeTypeScript: true,
    parts: [...parts],
    inputs: [source],
    locate: ({ line, column }) => ({ source, line, column }),
  }
}
