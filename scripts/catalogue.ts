/**
 * Writes what is generated from metadata: the index of the rules, a page for each rule and a page for each preset.
 *
 *   npx tsx scripts/catalogue.ts            writes
 *   npx tsx scripts/catalogue.ts --check    writes nothing, fails when a file is not up to date
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { presetFiles } from './catalogue/preset-files.js'
import { ruleFiles } from './catalogue/rule-files.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const wanted = new Map([...(await ruleFiles(root)), ...(await presetFiles(root))])

/** The folders that hold nothing else. */
const pages = ['docs/rules', 'docs/presets'].map((folder) => join(root, folder))

const current = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

for (const folder of pages) mkdirSync(folder, { recursive: true })
const changed = [...wanted].filter(([path, text]) => current(path) !== text).map(([path]) => path)
const superfluous = pages
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
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
