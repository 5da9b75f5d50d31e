const identifier = /^[A-Za-z_$][\w$]*$/

const quote = (text: string): string => {
  const json = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return json.includes("'") && !json.includes('"') && !json.includes('\\')
    ? `"${json}"`
    : `'${json.replaceAll("'", "\\'")}'`
}

/** A key of an object literal: bare, in quotes, or computed for the one that would set the prototype. */
export const keyOf = (key: string): string =>
  key === '__proto__' ? "['__proto__']" : identifier.test(key) ? key : quote(key)

/**
 * Plain data as a TypeScript expression in the style of this project: single quotes, bare keys, one line where it fits
 * into 100 columns.
 *
 * @example
 * ```ts
 * literalOf({ main: './cmd/api', port: 8080 }) // "{ main: './cmd/api', port: 8080 }"
 * ```
 */
export const literalOf = (value: unknown, indent = ''): string => {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => literalOf(item, inner))]
    : ['{', '}', Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${literalOf(item, inner)}`)]
  if (items.length === 0) return `${open}${close}`
  const pad = open === '{' ? ' ' : ''
  const line = `${open}${pad}${items.join(', ')}${pad}${close}`
  if (indent.length + line.length <= 100 && !line.includes('\n')) return line
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`
}
