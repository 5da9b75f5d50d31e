/**
 * Images of one application by recipe: naive, as it is taught best, and ours, on the same bases, built in one run by the
 * docker that is on PATH: `npx tsx bench/images.ts [row…] [--sizes] [--out folder]`. Prints a Markdown table and the goals that are missed;
 * with `--sizes` no times, which is much quicker; with `--out` it also writes `images.md`, `images.json` and `images.svg` there.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeWorkplace, measureTimes, warmUp } from './images/build.js'
import { sizeChart } from './images/chart.js'
import { measureImage } from './images/measure.js'
import { asRow, type Measured, type MeasuredRow } from './images/measured.js'
import { folderOf, recipesOf } from './images/recipes.js'
import { rows } from './images/rows.js'
import { markdownTable, missedGoals } from './images/table.js'

if (spawnSync('docker', ['buildx', 'version']).status !== 0) {
  console.error('This needs docker with buildx on PATH.')
  process.exit(2)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, sizes: { type: 'boolean' } },
})
const wanted = rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const run = `bench-${Date.now().toString(36)}`

const measured: MeasuredRow[] = []
for (const row of wanted) {
  const results: Measured[] = []
  for (const [index, recipe] of (await recipesOf(row)).entries()) {
    const place = makeWorkplace(folderOf(row))
    const id = `${run}-${row.name}-${index}`
    try {
      if (values.sizes !== true) warmUp(place.folder, recipe, id)
      const times = values.sizes === true ? undefined : measureTimes(row, place, recipe, id)
      results.push(await measureImage(row, place, recipe, times, id))
    } finally {
      place.remove()
    }
    console.error(`${row.name}: ${recipe.label}`)
  }
  measured.push(asRow(row.name, results))
}

const table = markdownTable(measured)
console.log(table)
for (const line of missedGoals(measured)) console.log(`- ${line}`)
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true })
  writeFileSync(join(values.out, 'images.md'), table)
  writeFileSync(join(values.out, 'images.json'), `${JSON.stringify(measured, undefined, 2)}\n`)
  writeFileSync(join(values.out, 'images.svg'), sizeChart(measured))
}
