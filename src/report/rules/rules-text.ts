import { ruleUrl } from '../../linter/rule-url.js'
import type { Severity } from '../../model/diagnostic.js'
import type { Rule, RuleSetting } from '../../rules/support/rule.js'
import type { Colors } from '../colors.js'
import { severityHues } from '../severity-hues.js'
import { wrap } from '../wrap.js'
import { ruleCategories } from './categories.js'
import { isRepaired } from './is-repaired.js'
import { type OwnFindingData, ownFindings } from './own-findings.js'
import { settingParts } from './setting-parts.js'

const width = 100

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length))

const codeNames = ({ codes }: Rule): readonly string[] => codes.map((code) => code.slice(code.indexOf(':') + 1))

interface Row {
  readonly name: string
  readonly severity: Severity
  readonly summary: string
  readonly codes: readonly string[]
}

/** All rules by category, a line each: name, severity, what it reports, its names in other tools. */
export const ruleTable = (rules: readonly Rule[], colors: Colors): string => {
  const names = widest([...rules, ...ownFindings].map(({ name }) => name))
  const severities = widest(['error', 'warning', 'info'] satisfies readonly Severity[])
  const rowText = ({ name, severity, summary, codes }: Row): string => {
    const elsewhere = codes.length === 0 ? '' : colors.dim(` [${codes.join(', ')}]`)
    const hue = colors[severityHues[severity]]
    return `  ${name.padEnd(names)}  ${hue(severity.padEnd(severities))}  ${summary}${elsewhere}\n`
  }
  const sections = [
    ...Object.entries(ruleCategories).map(([category, title]) => ({
      title,
      rows: rules.filter((rule) => rule.category === category).map((rule) => ({ ...rule, codes: codeNames(rule) })),
    })),
    { title: 'The linter itself', rows: ownFindings.map((finding) => ({ ...finding, codes: [] })) },
  ]
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => `${colors.bold(title)}\n${rows.map(rowText).join('')}`)
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

const settingText = (setting: RuleSetting | undefined): string =>
  settingParts(setting)
    .map(({ sentence, block }) => `${paragraph(sentence)}${block === undefined ? '' : example(block.text)}`)
    .join('')

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
    section('Reported', `${settingText(docs.setting)}${example(docs.bad)}`),
    section('Right', `${settingText(docs.goodSetting)}${example(docs.good)}`),
    section('When to ignore it', paragraph(docs.ignoreWhen)),
    section('How to ignore it', example(`# gen-dockerfile ignore=${name} -- the reason`)),
    `\n  see ${ruleUrl(name)}\n`,
  ].join('')
}

/** What the linter reports by itself, for the terminal. */
export const ownFindingText = ({ name, severity, summary, url }: OwnFindingData, colors: Colors): string =>
  `${colors.bold(name)}: ${summary}\n  ${colors[severityHues[severity]](severity)}\n\n  see ${url}\n`
