import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule } from '../../src/rules/support/rule.js'
import { corpusFile, corpusText, readCorpus } from './corpus.js'
import { indexSource } from './index-source.js'
import { overviewPage, rulePage } from './rule-page.js'

const load = async (sources: string, name: string): Promise<Rule> => {
  const { rule }: { rule: Rule } = await import(pathToFileURL(join(sources, `${name}.ts`)).href)
  if (rule.name !== name) throw new Error(`src/rules/${name}.ts holds a rule called ${rule.name}`)
  return rule
}

/** What is generated from the rules: the index of all, and a page for each. */
export const ruleFiles = async (root: string): Promise<ReadonlyMap<string, string>> => {
  const sources = join(root, 'src/rules')
  const pages = join(root, 'docs/rules')
  const names = readdirSync(sources)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
  const rules = await Promise.all(names.map((name) => load(sources, name)))
  const corpus = readCorpus()
  return new Map([
    ...(corpus === undefined ? [] : [[corpusFile, corpusText(corpus)] as const]),
    [join(sources, 'index.ts'), indexSource(names)],
    [join(pages, 'README.md'), overviewPage(rules)],
    ...rules.map((rule) => [join(pages, `${rule.name}.md`), rulePage(rule)] as const),
  ])
}
