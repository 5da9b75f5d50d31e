import type { BakeConfig } from '../../../config/bake-schema.js'
import { GenDockerfileError } from '../../../model/error.js'
import type { Place } from '../../../model/place.js'
import { nearest } from '../../../words/nearest.js'
import { type HclTemplate, variablesOf } from './hcl.js'

/** Where a setting of `bake:` stands. */
export type PlaceOf = (key: string) => Place

/** Variables that every bake file has. */
const builtIn = { REGISTRY: '', TAG: 'latest' } as const

/** The variables with their defaults. */
export const variablesWithDefaults = ({ variables }: BakeConfig): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries<unknown>({ ...builtIn, ...variables }).map(([name, value]) => [name, String(value)]),
  )

/**
 * Fills `{name}` in the texts of a setting; what else stands in braces behind a `$` must be a variable.
 *
 * @throws GenDockerfileError `unknown-bake-variable`
 */
export const fillNames = (
  key: 'tags' | 'cacheFrom' | 'cacheTo',
  texts: readonly string[],
  name: string,
  config: BakeConfig,
  placeOf: PlaceOf,
): readonly HclTemplate[] => {
  const known = Object.keys(variablesWithDefaults(config))
  return texts.map((text) => {
    const filled = { template: text.replace(/(?<!\$)\{name\}/g, name) }
    const unknown = variablesOf(filled).find((each) => !known.includes(each))
    if (unknown === undefined) return filled
    const near = nearest(unknown, known)
    throw new GenDockerfileError({
      code: 'unknown-bake-variable',
      message: `\`${text}\` refers to \`${unknown}\`, which is no variable of the bake file.`,
      hint: near === undefined ? `Declare it: \`variables: { ${unknown}: … }\`.` : `Did you mean \`${near}\`?`,
      place: placeOf(key),
    })
  })
}
