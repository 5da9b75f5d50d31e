import { join } from 'node:path'
import { assemble } from '../../src/builders/assemble.js'
import { type AnyPresetDefinition, resolve } from '../../src/presets/define-preset.js'
import { presetCatalogue } from '../../src/presets/index.js'
import { readFacts } from '../../src/project/read-facts.js'
import { presetFunction } from '../../src/generate/preset-function.js'
import { contractOf } from './contract.js'
import { presetOverview, presetPage } from './preset-page.js'

/** The page of a preset, with what the example application that has its name shows of its images. */
const pageOf = async (root: string, definition: AnyPresetDefinition): Promise<string> => {
  const folder = join(root, 'examples', definition.name)
  const facts = await readFacts(folder, { root: folder })
  const made = (options: Readonly<Record<string, unknown>>) =>
    assemble(resolve(presetFunction(definition)(options), facts))
  const { targets, document } = made({})
  return presetPage(definition, targets, {
    plain: contractOf(document),
    writing: contractOf(made({ writable: ['data'] }).document),
    labelled: contractOf(made({ ociLabels: true }).document),
    initialised: contractOf(made({ init: true }).document),
  })
}

/** What is generated from the presets: the overview, and a page for each. */
export const presetFiles = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const pages = join(root, 'docs/presets')
  const entries = await Promise.all(
    presetCatalogue.map(
      async (definition) => [join(pages, `${definition.name}.md`), await pageOf(root, definition)] as const,
    ),
  )
  return new Map([[join(pages, 'README.md'), presetOverview(presetCatalogue)], ...entries])
}
