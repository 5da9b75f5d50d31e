import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { indexSource } from '../../scripts/catalogue/index-source.js'
import { overviewPage, rulePage } from '../../scripts/catalogue/rule-page.js'
import { rules } from '../../src/rules/index.js'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const list = (path: string) => readdirSync(new URL(`../../${path}`, import.meta.url))

describe('what is generated from the rules is up to date (npx tsx scripts/catalogue.ts)', () => {
  it('src/rules/index.ts', () => {
    const names = list('src/rules')
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
      .map((file) => file.slice(0, -'.ts'.length))
      .sort()
    expect(read('src/rules/index.ts')).toBe(indexSource(names))
  })

  it('docs/rules/README.md', () => {
    expect(read('docs/rules/README.md')).toBe(overviewPage(rules))
  })

  it.each(rules.map((rule) => [rule.name, rule] as const))('docs/rules/%s.md', (name, rule) => {
    expect(read(`docs/rules/${name}.md`)).toBe(rulePage(rule))
  })

  it('has no page of a rule that is gone', () => {
    expect(
      list('docs/rules')
        .filter((file) => file.endsWith('.md'))
        .sort(),
    ).toEqual(['README.md', ...rules.map((rule) => `${rule.name}.md`)].sort())
  })
})
