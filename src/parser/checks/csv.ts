import { utf8Length } from '../../words/go-text.js'

const bareQuote = 'bare " in non-quoted-field'
const badQuote = 'extraneous or missing " in quoted-field'

/**
 * The fields of one line of comma-separated values, or the message about its quotes.
 *
 * @example
 * ```ts
 * parseCsv('type=bind,"source=a,b"') // ['type=bind', 'source=a,b']
 * ```
 */
export const parseCsv = (text: string): string[] | { readonly error: string } => {
  const line = text.replace(/\r?\n$/, '')
  const fail = (index: number, what: string) => ({
    error: `parse error on line 1, column ${utf8Length(line.slice(0, index)) + 1}: ${what}`,
  })
  if (line === '') return { error: 'EOF' }
  const fields: string[] = []
  for (let index = 0; ;) {
    if (line[index] !== '"') {
      const comma = line.indexOf(',', index)
      const field = line.slice(index, comma < 0 ? line.length : comma)
      const quote = field.indexOf('"')
      if (quote >= 0) return fail(index + quote, bareQuote)
      fields.push(field)
      if (comma < 0) return fields
      index = comma + 1
      continue
    }
    let field = ''
    for (let start = index + 1; ;) {
      const quote = line.indexOf('"', start)
      if (quote < 0) return fail(start, badQuote)
      field += line.slice(start, quote)
      index = quote + 1
      if (line[index] !== '"') break
      field += '"'
      start = index + 1
    }
    fields.push(field)
    if (index === line.length) return fields
    if (line[index] !== ',') return fail(index - 1, badQuote)
    index++
  }
}

/** The name and value of a field; the name in lower case, the value missing where there is no `=`. */
export const splitField = (field: string): { readonly key: string; readonly value?: string } => {
  const equals = field.indexOf('=')
  if (equals < 0) return { key: field.toLowerCase() }
  return { key: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1) }
}
