import { ruleUrl } from '../../linter/rule-url.js'
import type { Severity } from '../../model/diagnostic.js'
import type { Rule } from '../../rules/support/rule.js'
import type { Colors } from '../colors.js'
import { severityHues } from '../severity-hues.js'
import { wrap } from '../wrap.js'
import { ruleCategories } from './categories.js'
import { isRepaired } from './is-repaired.js'

const width = 100

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length))

const codeNames = ({ codes }: Rule): readonly string[] => codes.map((code) => code.slice(code.indexOf(':') + 1))

/** All rules by category, a line each: name, severity, what it reports, its names in other tools. */
export const ruleTable = (rules: readonly Rule[], colors: Colors): string => {
  const names = widest(rules.map(({ name }) => name))
  const severities = widest(['error', 'warning', 'info'] satisfies readonly Severity[])
  const row = (rule: Rule): string => {
    const elsewhere = codeNames(rule)
    const severity = colors[severityHues[rule.severity]](rule.severity.padEnd(severities))
    const codes = elsewhere.length === 0 ? '' : colors.dim(` [${elsewhere.join(', ')}]`)
    return `  ${rule.name.padEnd(names)}  ${severity}  ${rule.summary}${codes}\n`
  }
  return Object.entries(ruleCategories)
    .flatMap(([category, title]) => {
      const rows = rules.filter((rule) => rule.category === category).map(row)
      return rows.length === 0 ? [] : [`${colors.bold(title)}\n${rows.join('')}`]
    })
    .join('\n')
}

const paragraph = (text: string): string =>
  wrap(text, width - 2)
    .map((line) => `  ${line}\n`)
    .join('')

const example = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd() + '\n')
    .join('')

/** What the bad example needs besides its text. */
const settingText = ({ docs: { setting } }: Rule): string => {
  if (setting === undefined) return ''
  const { files, ignore, builder, policy } = setting
  return [
    ...(files === undefined ? [] : [paragraph(`where the build context holds ${files.join(', ')}`)]),
    ...(ignore === undefined ? [] : [paragraph('with this .dockerignore:'), example(ignore)]),
    ...(builder === undefined ? [] : [paragraph(`with --builder ${builder}`)]),
    ...(policy === undefined ? [] : [paragraph(`under the policy ${JSON.stringify(policy)}`)]),
  ].join('')
}

/** The page about a rule, for the terminal. */
export const ruleText = (rule: Rule, colors: Colors): string => {
  const { name, severity, category, codes, summary, docs } = rule
  const facts = [
    colors[severityHues[severity]](severity),
    ruleCategories[category].toLowerCase(),
    ...(isRepaired(rule) ? ['repaired by `lint --fix`'] : []),
    ...codes.map((code) => code.replace(':', ' ')),
  ]
  const section = (title: string, body: string): string => `\n${colors.bold(title)}\n${body}`
  return [
    `${colors.bold(name)}: ${summary}\n`,
    `  ${facts.join(', ')}\n`,
    section('Why', paragraph(docs.why)),
    section('Reported', `${settingText(rule)}${example(docs.bad)}`),
    section('Right', example(docs.good)),
    section('When to ignore it', paragraph(docs.ignoreWhen)),
    section('How to ignore it', example(`# gen-dockerfile ignore=${name} -- the reason`)),
    `\n  see ${ruleUrl(name)}\n`,
  ].join('')
}
