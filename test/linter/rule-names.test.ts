import { describe, expect, it } from 'vitest'
import { allRuleNames, nearestRuleName, rulesNamed, severitiesByRule } from '../../src/linter/rule-names.js'

describe('rulesNamed', () => {
  it.each([
    ['exec-form', ['exec-form']],
    ['DL3025', ['exec-form']],
    ['JSONArgsRecommended', ['exec-form']],
    ['unused-suppression', ['unused-suppression']],
    ['nope', []],
    ['hadolint:DL3025', []],
  ])('%s', (given, rules) => {
    expect(rulesNamed(given)).toEqual(rules)
  })
})

describe('severitiesByRule', () => {
  it('puts a rule’s own name before a code, in any order', () => {
    expect(severitiesByRule({ 'exec-form': 'off', DL3025: 'error' })).toEqual({ 'exec-form': 'off' })
    expect(severitiesByRule({ DL3025: 'error', 'exec-form': 'off' })).toEqual({ 'exec-form': 'off' })
    expect(severitiesByRule({ nope: 'off' })).toEqual({})
  })
})

it('knows the name that was meant', () => {
  expect(nearestRuleName('exec-from')).toBe('exec-form')
  expect(nearestRuleName('DL302')).toMatch(/^DL302/)
  expect(nearestRuleName('zzzzzzzz')).toBeUndefined()
})

it('has no name twice', () => {
  expect(allRuleNames()).toEqual([...new Set(allRuleNames())])
})
