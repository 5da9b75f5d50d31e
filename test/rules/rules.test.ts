import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/rules/index.js'
import { linesOf } from './support/table.js'
import type { RuleTable } from './support/table.js'
/** Each file of the folder holds the tables of one family of rules, by name. */
const folder = join(dirname(fileURLToPath(import.meta.url)), 'tables')
const modules: readonly { readonly tables: Readonly<Record<string, RuleTable>> }[] = await Promise.all(
  readdirSync(folder)
    .sort()
    .map((file) => import(join(folder, file))),
)
const tables: Readonly<Record<string, RuleTable>> = Object.assign({}, ...modules.map((each) => each.tables))

it('has a table for every rule, and no other', () => {
  expect(Object.keys(tables).sort()).toEqual(rules.map((rule) => rule.name))
})

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  const table = tables[name] ?? { accept: [], reject: [] }

  it('reports the bad example of its page and accepts the good one', () => {
    expect(linesOf(name, rule.docs.bad, rule.docs.setting)).not.toEqual([])
    expect(linesOf(name, rule.docs.good, { ...rule.docs.setting, ...rule.docs.goodSetting })).toEqual([])
  })

  it('is documented in whole sentences', () => {
    for (const text of [rule.summary, rule.docs.why, rule.docs.ignoreWhen]) expect(text).toMatch(/^[A-Z`].*[.!]$/s)
  })

  it('has cases on both sides', () => {
    expect(table.accept.length).toBeGreaterThan(0)
    expect(table.reject.length).toBeGreaterThan(0)
  })

  it.each(table.accept.map((each) => (typeof each === 'string' ? ([each, {}] as const) : each)))(
    'accepts %j',
    (text, setting) => {
      expect(linesOf(name, text, setting)).toEqual([])
    },
  )

  it.each(table.reject.map((each) => ({ text: each[0], lines: each[1], setting: each[2] })))(
    'rejects $text on lines $lines',
    ({ text, lines, setting }) => {
      expect(linesOf(name, text, setting)).toEqual(lines)
    },
  )
})
