import { camelCase } from '../presets/define-preset.js'
import { keyOf, literalOf } from '../presets/literal-of.js'
import type { Draft, DraftService } from './draft.js'
import { renderTemplate } from './templates.js'

const callOf = (name: string, { options }: DraftService, indent: string, { mergesIgnore }: Draft): string => {
  const call = `${name}(${Object.keys(options).length === 0 ? '' : literalOf(options, indent)})`
  return mergesIgnore === true ? `${call}.with({ ignore: 'merge' })` : call
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The files that come of it, in one line of a comment. */
const writtenText = (services: number, outputs: readonly string[]): string => {
  if (services === 1) return listOf(outputs)
  const names = listOf(outputs.slice(0, services))
  return names.length > 60
    ? 'a Dockerfile and an ignore file for each of these'
    : `${names}, each with its ignore file,`
}

/** The text of `dockerfile.ts` for a draft; `outputs` are the files that come of it. */
export const sourceText = (draft: Draft, outputs: readonly string[]): string => {
  const { definition, services } = draft
  const name = camelCase(definition.name)
  const [only, ...others] = services
  const entries = services.map((service) => {
    const key = service.name ?? ''
    return `  ${keyOf(key)}: ${callOf(name, service, '  ', draft)},\n`
  })
  const value = only !== undefined && others.length === 0 ? callOf(name, only, '', draft) : `{\n${entries.join('')}}`
  return renderTemplate('init/dockerfile.ts.hbs', {
    function: name,
    outputs: writtenText(services.length, outputs),
    preset: definition.name,
    value,
  })
}
