import { GenDockerfileError } from '../model/error.js'
import { type AnyPresetDefinition, camelCase } from '../presets/define-preset.js'
import { presetCatalogue } from '../presets/index.js'
import type { Facts } from '../project/facts.js'
import { nearest } from '../words/nearest.js'

/** The presets that fit a repository, best first; those that fit equally well in the order of the catalogue. */
export const candidatesFor = (facts: Facts): readonly AnyPresetDefinition[] =>
  presetCatalogue
    .map((definition) => ({ definition, fit: definition.fits(facts) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ definition }) => definition)

/**
 * The preset of a name, `go-distroless` or `goDistroless`.
 *
 * @throws GenDockerfileError `unknown-preset`
 */
export const presetNamed = (name: string): AnyPresetDefinition => {
  const found = presetCatalogue.find((each) => each.name === name || camelCase(each.name) === name)
  if (found !== undefined) return found
  const names = presetCatalogue.map((each) => each.name)
  const near = nearest(name, names)
  throw new GenDockerfileError({
    code: 'unknown-preset',
    message: `There is no preset \`${name}\`.`,
    hint:
      near === undefined
        ? `The presets are ${names.map((each) => `\`${each}\``).join(', ')}.`
        : `Did you mean \`${near}\`?`,
  })
}
