/**
 * What it costs to read the graph of a workspace, and each of its services after that, in time of the processor, which does not
 * depend on what else the machine does.
 *
 *   npx tsx bench/workspace-graph.ts [services] [pnpm|npm]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFactsReader } from '../src/project/facts-reader.js'
import { writeRepository } from './monorepo/synthetic.js'

const [size = '1000', kind = 'pnpm'] = process.argv.slice(2)
if (kind !== 'pnpm' && kind !== 'npm') throw new Error(`There is no kind ${kind}: pnpm or npm.`)
const services = Number(size)
const libraries = Math.round(services * 1.2)
const root = mkdtempSync(join(tmpdir(), 'workspace-graph-'))
writeRepository(root, { kind, services, libraries, scripts: false })
const folder = (index: number): string => join(root, `services/svc-${String(index).padStart(5, '0')}`)

/** Of the processor, in microseconds. */
const cost = async (work: () => Promise<void>): Promise<number> => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}

try {
  const reader = createFactsReader(root)
  const first = await cost(async () => void (await reader.read(folder(0), ['node'])))
  console.log(`${services} services, ${libraries} libraries, ${kind}`)
  console.log(`the first service: ${Math.round(first / 1000)} ms`)
  let needed = 0
  const others = await cost(async () => {
    for (let index = 1; index < services; index++) {
      const { workspace } = await reader.read(folder(index), ['node'])
      needed += workspace?.build.length ?? 0
    }
  })
  const mean = Math.round(needed / (services - 1))
  console.log(`each other service, with ${mean} members in the mean: ${Math.round(others / (services - 1))} µs`)
  const again = await cost(async () => {
    for (let index = 1; index < services; index++) await reader.read(folder(index), ['node'])
  })
  console.log(`each service again: ${Math.round(again / (services - 1))} µs`)
  const all = await cost(async () => {
    const { workspace } = await createFactsReader(root).read(folder(0), ['node'])
    // What all of them need, as `--filter ...name` has to know.
    needed = (workspace?.members ?? []).reduce((sum, { dependencies }) => sum + dependencies.length, 0)
  })
  console.log(`all members with what they need: ${Math.round(all / 1000)} ms`)
  console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
