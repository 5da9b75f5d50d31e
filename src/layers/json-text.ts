/** A value of JSON that somebody else wrote. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/** Reads JSON; undefined for what is none. */
export const parseJson = (bytes: Uint8Array): Json | undefined => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

/** A property of an object; undefined where there is none. */
export const property = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as { readonly [name: string]: Json | undefined })[name]
    : undefined

/** A property that is a text. */
export const textOf = (value: Json | undefined, name: string): string | undefined => {
  const found = property(value, name)
  return typeof found === 'string' ? found : undefined
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** A property that is a list; empty where it is none. */
export const listOf = (value: Json | undefined, name: string): readonly Json[] => {
  const found = property(value, name)
  return isList(found) ? found : []
}

/** A property that is a list of texts. */
export const textsOf = (value: Json | undefined, name: string): readonly string[] =>
  listOf(value, name).filter((each) => typeof each === 'string')

/** A value that is a list; empty where it is none. */
export const itemsOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : [])
