/**
 * Writes what is generated from the rules' metadata: the index of all rules, and a page for each.
 *
 *   npx tsx scripts/catalogue.ts            writes
 *   npx tsx scripts/catalogue.ts --check    writes nothing, fails when a file is not up to date
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Rule } from '../src/rules/support/rule.js'
import { indexSource } from './catalogue/index-source.js'
import { overviewPage, rulePage } from './catalogue/rule-page.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'src/rules')
const pages = join(root, 'docs/rules')

const names = readdirSync(sources)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

const load = async (name: string): Promise<Rule> => {
  const { rule }: { rule: Rule } = await import(pathToFileURL(join(sources, `${name}.ts`)).href)
  if (rule.name !== name) throw new Error(`src/rules/${name}.ts holds a rule called ${rule.name}`)
  return rule
}

const rules = await Promise.all(names.map(load))
const wanted = new Map([
  [join(sources, 'index.ts'), indexSource(names)],
  [join(pages, 'README.md'), overviewPage(rules)],
  ...rules.map((rule) => [join(pages, `${rule.name}.md`), rulePage(rule)] as const),
])

const current = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

mkdirSync(pages, { recursive: true })
const changed = [...wanted].filter(([path, text]) => current(path) !== text).map(([path]) => path)
const superfluous = readdirSync(pages)
  .map((file) => join(pages, file))
  .filter((path) => !wanted.has(path))
const drift = [...changed, ...superfluous].map((path) => path.slice(root.length + 1))

if (process.argv.includes('--check')) {
  if (drift.length > 0) {
    console.error(`Not up to date, run \`npx tsx scripts/catalogue.ts\`:\n${drift.join('\n')}`)
    process.exitCode = 1
  }
} else {
  for (const path of changed) writeFileSync(path, wanted.get(path) ?? '')
  for (const path of superfluous) rmSync(path)
  for (const path of drift) console.log(path)
}
