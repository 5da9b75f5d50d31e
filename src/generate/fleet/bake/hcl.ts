/** A value of HCL: a text, a template with variables, or a list. */
export type HclValue = string | HclTemplate | readonly (string | HclTemplate)[] | Readonly<Record<string, string>>

/** A text in which `${NAME}` stands for a variable; anything else is literal. */
export interface HclTemplate {
  readonly template: string
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- exactly what HCL has no literal for
    .replace(/["\\\0-\x1f\x7f]/g, (c) => escapes[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('%{', () => '%%{')

/** The names of the variables in a template. */
export const variablesOf = ({ template }: HclTemplate): readonly string[] =>
  [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '')

const quoted = (value: string | HclTemplate): string => {
  if (typeof value === 'string') return `"${escaped(value).replaceAll('${', () => '$${')}"`
  const parts = value.template.split(/(\$\{\w+\})/)
  return `"${parts.map((part, index) => (index % 2 === 1 ? part : escaped(part).replaceAll('${', () => '$${'))).join('')}"`
}

const isList = (value: HclValue): value is readonly (string | HclTemplate)[] => Array.isArray(value)

const isTemplate = (value: HclValue): value is HclTemplate =>
  typeof value === 'object' && !isList(value) && typeof value['template'] === 'string'

const spelled = (value: HclValue): string => {
  if (typeof value === 'string') return quoted(value)
  if (isList(value)) {
    const items = value.map(quoted)
    const line = `[${items.join(', ')}]`
    return line.length <= 90 ? line : `[\n${items.map((item) => `    ${item},\n`).join('')}  ]`
  }
  if (isTemplate(value)) return quoted(value)
  const entries = Object.entries(value).map(([key, each]) => `    ${quoted(key)} = ${quoted(each)}\n`)
  return `{\n${entries.join('')}  }`
}

/**
 * One block of HCL: `target "api" { … }`. Attributes without a value are left out.
 *
 * @example
 * ```ts
 * hclBlock('group', 'default', { targets: ['api'] })
 * // group "default" {
 * //   targets = ["api"]
 * // }
 * ```
 */
export const hclBlock = (
  type: string,
  label: string,
  attributes: Readonly<Record<string, HclValue | undefined>>,
): string => {
  const present = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
  const width = Math.max(0, ...present.map(({ name }) => name.length))
  const lines = present.map(({ name, value }) => `  ${name.padEnd(width)} = ${spelled(value)}\n`)
  return `${type} ${quoted(label)} {\n${lines.join('')}}\n`
}
