/**
 * Lints a folder of Dockerfiles with all rules and writes how often each found something to docs/rules/corpus.json, for the pages of
 * the rules.
 *
 *   npx tsx scripts/corpus-counts.ts FOLDER
 *
 * Every file in or below the folder whose name says Dockerfile counts; those that BuildKit's grammar refuses have no findings of rules.
 * Run `npx tsx scripts/catalogue.ts` afterwards.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintText } from '../src/linter/lint-text.js'
import { rules } from '../src/rules/index.js'
import { corpusFile, corpusText } from './catalogue/corpus.js'

const names = new Set(rules.map(({ name }) => name))

const folder = process.argv[2]
if (folder === undefined) throw new Error('Usage: npx tsx scripts/corpus-counts.ts FOLDER')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /dockerfile[^/]*$/i.test(name) && !name.endsWith('.dockerignore'))
  .filter((name) => statSync(join(folder, name)).isFile())
  .sort()
const findings: Record<string, number> = {}
for (const name of files) {
  for (const { rule } of lintText(readFileSync(join(folder, name), 'utf8'))) {
    if (names.has(rule)) findings[rule] = (findings[rule] ?? 0) + 1
  }
}
writeFileSync(corpusFile, corpusText({ files: files.length, findings }))
const quiet = rules.filter(({ name }) => findings[name] === undefined).map(({ name }) => name)
console.log(`${files.length} files; rules without a finding: ${quiet.join(', ') || 'none'}`)
