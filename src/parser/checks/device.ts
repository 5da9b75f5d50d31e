import { suggestionFor } from '../suggestion.js'
import { parseCsv, splitField } from './csv.js'
import { parseGoBoolean } from './numbers.js'

const readField = (field: string, name: string): { name?: string } | { error: string } => {
  const { key, value } = splitField(field)
  if (key === 'required') {
    if (value === undefined || parseGoBoolean(value) !== undefined) return {}
    return { error: `invalid value for ${key}: ${value}` }
  }
  if (key === 'name' && value !== undefined) {
    return name === '' ? { name: value } : { error: `device name already set to ${name}` }
  }
  if (name === '') return { name: field }
  if (value === undefined) return { error: `invalid field '${field}' must be a key=value pair` }
  return { error: `unexpected key '${key}' in '${field}'${suggestionFor(key, ['name', 'required'])}` }
}

/** BuildKit's message about the value of `RUN --device=`. */
export const checkDevice = (text: string): string | undefined => {
  const fields = parseCsv(text)
  if ('error' in fields) return `failed to parse csv devices: ${fields.error}`
  let name = ''
  for (const field of fields) {
    const change = readField(field, name)
    if ('error' in change) return change.error
    name = change.name ?? name
  }
  return undefined
}
