/**
 * What it costs to read the graph of a workspace, and each of its services after that, in time of the processor, which does not
 * depend on what else the machine does.
 *
 *   npx tsx bench/workspace-graph.ts [services]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFactsReader } from '../src/project/facts-reader.js'

const services = Number(process.argv[2] ?? 1000)
const libraries = Math.round(services * 1.2)

/** The same numbers in every run. */
let state = 42
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const root = mkdtempSync(join(tmpdir(), 'workspace-graph-'))
const write = (path: string, value: unknown): void => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
  writeFileSync(join(root, path), text)
}
const external = Object.fromEntries(['fastify', 'pino', 'zod', 'undici', 'pg'].map((name) => [name, '^1.0.0']))

/** A library depends on some of the layer below: a few that all use, else neighbours of one team. */
const layers = 8
const perLayer = Math.ceil(libraries / layers)
const libraryBelow = (layer: number, team: number): string => {
  const size = Math.min(perLayer, libraries - (layer - 1) * perLayer)
  const near = (team * 3 + random(8)) % size
  return `@shop/lib-${(layer - 1) * perLayer + (random(10) === 0 ? random(Math.min(20, size)) : near)}`
}
const needs = (layer: number, team: number, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: layer === 0 ? 0 : count }, () => [libraryBelow(layer, team), 'workspace:*']))

const make = (dir: string, name: string, layer: number, team: number): void => {
  mkdirSync(join(root, dir, 'src'), { recursive: true })
  write(`${dir}/package.json`, {
    name,
    version: '1.0.0',
    private: true,
    type: 'module',
    main: 'dist/index.js',
    scripts: { build: 'tsc -p .', start: 'node dist/index.js' },
    dependencies: { ...external, ...needs(layer, team, 3) },
    devDependencies: { typescript: '^5.0.0', ...needs(Math.min(layer, 1), team, 1) },
  })
  write(`${dir}/tsconfig.json`, { compilerOptions: { outDir: 'dist' } })
  write(`${dir}/src/index.ts`, "import { createServer } from 'node:http'\ncreateServer().listen(3000)\n")
}

write('package.json', { name: 'shop', private: true, packageManager: 'pnpm@10.4.1' })
write('pnpm-workspace.yaml', 'packages:\n  - services/*\n  - libs/*\n')
write(
  'pnpm-lock.yaml',
  `lockfileVersion: '9.0'\n\n${'  resolution: {integrity: sha512-0000000000000000}\n'.repeat(500_000)}`,
)
for (let index = 0; index < libraries; index++) {
  make(`libs/lib-${index}`, `@shop/lib-${index}`, Math.floor(index / perLayer), Math.floor((index % perLayer) / 3))
}
for (let index = 0; index < services; index++) {
  make(`services/service-${index}`, `@shop/service-${index}`, layers, Math.floor((index * perLayer) / services / 3))
}

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}
try {
  const reader = createFactsReader(root)
  let start = process.cpuUsage()
  const first = await reader.read(join(root, 'services/service-0'), ['node'])
  const graph = seconds(start)
  const members = first.workspace?.members.length ?? 0
  console.log(
    `${members} members and the first service: ${graph.toFixed(2)} s, ${Math.round(members / graph)} members/s`,
  )
  let closure = 0
  start = process.cpuUsage()
  for (let index = 1; index < services; index++) {
    const facts = await reader.read(join(root, `services/service-${index}`), ['node'])
    closure += facts.workspace?.build.length ?? 0
  }
  const each = (seconds(start) * 1e6) / (services - 1)
  console.log(
    `each other service, with what its members say: ${Math.round(each)} µs, ${Math.round(closure / (services - 1))} members in its closure`,
  )
  start = process.cpuUsage()
  for (let index = 1; index < services; index++) await reader.read(join(root, `services/service-${index}`), ['node'])
  console.log(`each service again: ${Math.round((seconds(start) * 1e6) / (services - 1))} µs`)
  console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
