import { remember, rememberOf } from '../../model/remember.js'
import type { Library } from './library.js'
import { literalReader, notLiteral } from './literal.js'
import { type PlainImport, readImports } from './plain-source.js'

/** All that a source says which calls one preset of ours, and does nothing else. */
export interface PresetCall {
  /** The name of the preset's function, and of the library's part that has it. */
  readonly preset: string
  /** None, or the options. */
  readonly options: readonly [] | readonly [unknown]
}

/** Names without another one for them, none of which is missing between commas. */
const plainNames = /^\{\s*[\w$]+(?:\s*,\s*[\w$]+)*\s*,?\s*\}$/

const isOfPresets =
  ({ entries, parts }: Library) =>
  ({ specifier, names, pattern }: PlainImport): boolean =>
    plainNames.test(pattern) &&
    names.every((name) => parts[name]?.isPreset === true && entries[specifier]?.includes(name) === true)

const beginning = /export default ([\w$]+)\(/y

const read = (library: Library, text: string): PresetCall | undefined => {
  const source = readImports(text)
  if (source === undefined || !source.imports.every(isOfPresets(library))) return undefined
  const names = source.imports.flatMap((each) => each.names)
  if (new Set(names).size < names.length) return undefined
  const reader = literalReader(source.between.at(-1) ?? '')
  reader.mark('')
  const preset = /([\w$]+)\($/.exec(reader.take(beginning) ?? '')?.[1]
  if (preset === undefined || !names.includes(preset)) return undefined
  const values = reader.values(')')
  if (values === notLiteral || values.length > 1) return undefined
  reader.mark(';')
  return reader.isAtEnd() ? { preset, options: values.length === 0 ? [] : [values[0]] } : undefined
}

/** Longer texts are not worth the memory: hardly two of them are the same. */
const longest = 2000

/** Services that are alike have one text. */
const known = rememberOf((library: Library) => remember((text) => read(library, text)))

/**
 * What a source calls that is nothing but the call of one preset of ours with data; `undefined` for all others, and whenever it is in
 * doubt. The same text gives the same object.
 *
 * @example
 * ```ts
 * presetCall("import { rust } from 'gen-dockerfile'\n\nexport default rust({ port: 8080 })\n", library)
 * // { preset: 'rust', options: [{ port: 8080 }] }
 * ```
 */
export const presetCall = (text: string, library: Library): PresetCall | undefined =>
  text.length > longest ? read(library, text) : known(library)(text)
