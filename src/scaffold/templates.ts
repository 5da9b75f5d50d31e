import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'

// Two folders down from the package's own, in src/ as in dist/.
const folder = new URL('../../templates/', import.meta.url)

const engine = Handlebars.create()

/** Plain data for a template. */
export type TemplateData = Readonly<Record<string, unknown>>

/**
 * Fills in a template of `templates/`; every name in it must be in the data.
 *
 * @example
 * ```ts
 * renderTemplate('ci/gitlab.yml.hbs', { command: 'npx gen-dockerfile --check' })
 * ```
 */
export const renderTemplate = (name: string, data: TemplateData): string => {
  const source = readFileSync(new URL(name, folder), 'utf8')
  return engine.compile(source, { noEscape: true, strict: true })(data)
}
