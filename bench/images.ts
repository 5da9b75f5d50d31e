/**
 * Images of one application by recipe: naive, as it is taught best, and ours, on the same bases, built in one run by the
 * docker that is on PATH: `npx tsx bench/images.ts [row…] [--sizes] [--rounds 2] [--out folder]`. Prints a Markdown table and the
 * goals that are missed. Times are the least of the rounds; with `--sizes` there are none, which is much quicker; with `--out` it also writes `images.md`, `images.json` and `images.svg` there.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { leastOf, makeWorkplace, measureTimes, type Times } from './images/build.js'
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
  options: { out: { type: 'string' }, sizes: { type: 'boolean' }, rounds: { type: 'string', default: '2' } },
})
const wanted = rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const run = `bench-${Date.now().toString(36)}`

const rounds = values.sizes === true ? 0 : Number(values.rounds)
if (!Number.isInteger(rounds)) throw new Error(`--rounds ${values.rounds} is no number of rounds.`)

const measured: MeasuredRow[] = []

/** Writes what is measured so far: a run that is ended early leaves its rows. */
const keep = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'images.md'), markdownTable(measured))
  writeFileSync(join(folder, 'images.json'), `${JSON.stringify(measured, undefined, 2)}\n`)
  writeFileSync(join(folder, 'images.svg'), sizeChart(measured))
}

for (const row of wanted) {
  const entries = (await recipesOf(row)).map((recipe, index) => ({
    recipe,
    place: makeWorkplace(folderOf(row)),
    id: `${run}-${row.name}-${index}`,
    times: [] as Times[],
  }))
  try {
    // By turns, so that what else the machine does at some moment does not fall on one recipe.
    for (let round = 0; round < rounds; round++) {
      for (const { recipe, place, id, times } of entries) {
        times.push(measureTimes(row, place, recipe, `${id}-${round}`))
        console.error(`${row.name}: ${recipe.label}, round ${round + 1}`)
      }
    }
    const results: Measured[] = []
    for (const { recipe, place, id, times } of entries)
      results.push(await measureImage(row, place, recipe, leastOf(times), `${id}-0`))
    measured.push(asRow(row.name, results))
    if (values.out !== undefined) keep(values.out)
  } finally {
    for (const { place } of entries) place.remove()
  }
  console.error(`${row.name}: done`)
}

console.log(markdownTable(measured))
for (const line of missedGoals(measured)) console.log(`- ${line}`)
