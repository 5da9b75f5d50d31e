import { describe, expect, it } from 'vitest'
import { rules } from '../../src/rules/index.js'
import { linesOf } from './support/table.js'
import type { RuleTable } from './support/table.js'
import { baseImageTables } from './tables/base-image.js'
import { contextTables } from './tables/context.js'
import { portabilityTables } from './tables/portability.js'
import { runtimeTables } from './tables/runtime.js'
import { securityTables } from './tables/security.js'
import { stageTables } from './tables/stages.js'
import { styleTables } from './tables/style.js'
import { variableTables } from './tables/variables.js'

const tables: Readonly<Record<string, RuleTable>> = {
  ...baseImageTables,
  ...contextTables,
  ...portabilityTables,
  ...runtimeTables,
  ...securityTables,
  ...stageTables,
  ...styleTables,
  ...variableTables,
}

it('has a table for every rule, and no other', () => {
  expect(Object.keys(tables).sort()).toEqual(rules.map((rule) => rule.name))
})

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  const table = tables[name] ?? { accept: [], reject: [] }

  it('reports the bad example of its page and accepts the good one', () => {
    expect(linesOf(name, rule.docs.bad, rule.docs.setting)).not.toEqual([])
    expect(linesOf(name, rule.docs.good, rule.docs.setting)).toEqual([])
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
