/**
 * Lints a folder of Dockerfiles with all rules and writes how often each found something to docs/rules/corpus.json, for the pages of
 * the rules.
 *
 *   npx tsx scripts/corpus-counts.ts FOLDER
 *
 * Every file of the folder whose name says Dockerfile counts; those that BuildKit's grammar refuses are counted as files without
 * findings. Run `npx tsx scripts/catalogue.ts` afterwards.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintDocument } from '../src/linter/index.js'
import { parseDockerfile } from '../src/parser/parse-dockerfile.js'
import { rules } from '../src/rules/index.js'
import { corpusFile, corpusText } from './catalogue/corpus.js'

const findingsIn = (text: string): readonly string[] => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return []
  return lintDocument(parsed.document, { text }).map(({ rule }) => rule)
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Usage: npx tsx scripts/corpus-counts.ts FOLDER')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /dockerfile/i.test(name))
  .sort()
const findings: Record<string, number> = {}
for (const name of files) {
  for (const rule of findingsIn(readFileSync(join(folder, name), 'utf8'))) findings[rule] = (findings[rule] ?? 0) + 1
}
writeFileSync(corpusFile, corpusText({ files: files.length, findings }))
const quiet = rules.filter(({ name }) => findings[name] === undefined).map(({ name }) => name)
console.log(`${files.length} files; rules without a finding: ${quiet.join(', ') || 'none'}`)
