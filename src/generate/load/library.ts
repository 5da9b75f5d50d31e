/** What the names of a part of the library stand for. */
export type LibraryNamespace = Readonly<Record<string, unknown>>

/** A part of the library that is loaded only when a user's file needs it. */
export interface LibraryPart {
  readonly names: () => readonly string[] | Promise<readonly string[]>
  readonly load: () => Promise<LibraryNamespace>
  /** Whether it is the function of a preset of the catalogue alone, and called as that is. */
  readonly isPreset?: true
}

/**
 * The running program's own copy of the library, which a user's file gets when it imports `gen-dockerfile`. `entries`
 * says which parts each specifier is made of.
 */
export interface Library {
  readonly parts: Readonly<Record<string, LibraryPart>>
  readonly entries: Readonly<Record<string, readonly string[]>>
}

const registry = 'gen-dockerfile.library'

const exportNames = (names: readonly string[]): string =>
  names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name)).join(', ')

/** The module behind `gen-dockerfile`: it names what its parts export, so that a name that does not exist is refused. */
export const entryModule = async (library: Library, specifier: string): Promise<string> => {
  const lines = (library.entries[specifier] ?? []).map(async (part) => {
    const names = (await library.parts[part]?.names()) ?? []
    return `export { ${exportNames(names)} } from ${JSON.stringify(`gen-dockerfile:${part}`)}`
  })
  return (await Promise.all(lines)).join('\n')
}

/** The module of a part: each name is read from what {@link bindLibraryPart} left, and falls away when it is not used. */
export const partModule = async (library: Library, part: string): Promise<string> => {
  const names = (await library.parts[part]?.names()) ?? []
  const table = `globalThis[Symbol.for(${JSON.stringify(registry)})].${part}`
  return names
    .map(
      (name, index) => `const _${index} = /* @__PURE__ */ (() => ${table}.${name})()\nexport { _${index} as ${name} }`,
    )
    .join('\n')
}

const running = Symbol.for('gen-dockerfile.running')

/** An expression for all names of some parts, which also notes for {@link hasRun} that the code of the file is running. */
export const partsExpression = (parts: readonly string[], file: string): string => {
  const spread = parts.map((part) => `...globalThis[Symbol.for(${JSON.stringify(registry)})].${part}`)
  const note = `(globalThis[Symbol.for(${JSON.stringify(running.description)})] ??= new Set()).add(${JSON.stringify(file)})`
  return `(${note}, { ${spread.join(', ')} })`
}

/** Whether a {@link partsExpression} of the file was evaluated since this was asked last: what could not be parsed did not run. */
export const hasRun = (file: string): boolean => {
  const files: unknown = Reflect.get(globalThis, running)
  return files instanceof Set && files.delete(file)
}

/** Loads a part and hands it to the bundles that are about to be evaluated. */
export const bindLibraryPart = async (library: Library, part: string): Promise<void> => {
  const key = Symbol.for(registry)
  const namespace = await library.parts[part]?.load()
  const bound: unknown = Reflect.get(globalThis, key)
  const parts = { ...(typeof bound === 'object' ? bound : {}), [part]: namespace }
  Object.defineProperty(globalThis, key, { value: parts, configurable: true, enumerable: false })
}
