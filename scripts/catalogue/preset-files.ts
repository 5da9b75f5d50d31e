import { join } from 'node:path'
import { assemble } from '../../src/builders/assemble.js'
import { type AnyPresetDefinition, resolve } from '../../src/presets/define-preset.js'
import { presetCatalogue } from '../../src/presets/index.js'
import { readFacts } from '../../src/project/read-facts.js'
import { presetFunction } from '../../src/generate/preset-function.js'
import { presetOverview, presetPage } from './preset-page.js'

/** The targets of a preset, from the example application that has its name. */
const targetsOf = async (root: string, definition: AnyPresetDefinition): Promise<readonly string[]> => {
  const folder = join(root, 'examples', definition.name)
  const facts = await readFacts(folder, { root: folder })
  return assemble(resolve(presetFunction(definition)({}), facts)).targets
}

/** What is generated from the presets: the overview, and a page for each. */
export const presetFiles = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const pages = join(root, 'docs/presets')
  const entries = await Promise.all(
    presetCatalogue.map(
      async (definition) =>
        [join(pages, `${definition.name}.md`), presetPage(definition, await targetsOf(root, definition))] as const,
    ),
  )
  return new Map([[join(pages, 'README.md'), presetOverview(presetCatalogue)], ...entries])
}
