import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a synthetic repository is made of. */
export interface Shape {
  readonly kind: 'go' | 'pnpm' | 'npm'
  readonly services: number
  readonly libraries: number
  /** A `dockerfile.ts` in each service, instead of one `gen-dockerfile.yaml`. */
  readonly scripts: boolean
}

/** Numbers that look random and are the same in every run. */
const random = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const layers = 6

/**
 * What each library and each service needs: libraries lie in layers and need some of the next layer, most of them near by, as
 * those of one team do; services need some of the first layer, and one in twenty, which holds much together, needs many.
 *
 * That a service comes to need 18 members in the mean, 13 in the median, 38 at the ninth tenth and 148 at most (of 10,000 services)
 * follows what was counted in public repositories (docs/case-study.md), from above: there it is 12, 3, 31 and 106.
 */
const graph = ({ services, libraries }: Shape) => {
  const next = random(7)
  const size = Math.ceil(libraries / layers)
  const some = (layer: number, around: number, length: number): readonly number[] => {
    if (layer >= layers) return []
    const first = layer * size
    const count = Math.min(size, libraries - first)
    const chosen = Array.from({ length }, () => {
      const near = Math.floor(around * count + (next() - 0.5) * 40 + count) % count
      return first + (next() < 0.05 ? Math.floor(next() * count) : near)
    })
    return [...new Set(chosen)].filter((each) => each < libraries).sort((a, b) => a - b)
  }
  return {
    libraries: Array.from({ length: libraries }, (_, index) => {
      const layer = Math.floor(index / size)
      return some(layer + 1, (index % size) / size, Math.floor(next() * 3))
    }),
    services: Array.from({ length: services }, (_, index) => {
      const count = next() < 0.05 ? 20 : Math.floor(next() * 6)
      return [...new Set([0, ...some(0, index / services, count)])]
    }),
  }
}

const library = (index: number): string => `lib-${String(index).padStart(5, '0')}`
const service = (index: number): string => `svc-${String(index).padStart(5, '0')}`
const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`
const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`

type Write = (path: string, text: string) => void

const externals = ['express', 'pino', 'zod', 'undici', 'pg', 'ioredis', 'prom-client', 'uuid']

const writeNode = (shape: Shape, write: Write): void => {
  const needed = graph(shape)
  const isPnpm = shape.kind === 'pnpm'
  const range = isPnpm ? 'workspace:*' : '*'
  const next = random(11)
  const outside = (): Record<string, string> =>
    Object.fromEntries(externals.filter(() => next() < 0.3).map((name) => [name, '^4.0.0']))
  const inside = (indexes: readonly number[]) =>
    Object.fromEntries(indexes.map((each) => [`@acme/${library(each)}`, range]))
  const importers: string[] = []
  const lockEntries: Record<string, object> = {}
  const add = (folder: string, name: string, needs: readonly number[], more: object): void => {
    const dependencies = { ...inside(needs), ...outside() }
    write(
      `${folder}/package.json`,
      json({ name: `@acme/${name}`, version: '1.0.0', private: true, ...more, dependencies }),
    )
    if (!isPnpm) {
      lockEntries[folder] = { name: `@acme/${name}`, version: '1.0.0', dependencies }
      lockEntries[`node_modules/@acme/${name}`] = { resolved: folder, link: true }
      return
    }
    importers.push(`  ${folder}:`, '    dependencies:')
    for (const [each, version] of Object.entries(dependencies)) {
      const folderOf = each.startsWith('@acme/') ? `link:../../packages/${each.slice(6)}` : '4.0.0'
      importers.push(`      '${each}':`, `        specifier: ${version}`, `        version: ${folderOf}`)
    }
  }
  for (let index = 0; index < shape.libraries; index++) {
    add(`packages/${library(index)}`, library(index), needed.libraries[index] ?? [], { main: 'src/index.js' })
    write(`packages/${library(index)}/src/index.js`, 'export const name = import.meta.url\n')
  }
  for (let index = 0; index < shape.services; index++) {
    add(`services/${service(index)}`, service(index), needed.services[index] ?? [], {
      type: 'module',
      scripts: { start: 'node src/index.js' },
    })
    write(
      `services/${service(index)}/src/index.js`,
      lines("import { createServer } from 'node:http'", '', `createServer().listen(${3000 + (index % 100)})`),
    )
  }
  write(
    'package.json',
    json({
      name: 'acme',
      private: true,
      engines: { node: '24' },
      packageManager: isPnpm ? 'pnpm@10.20.0' : 'npm@11.6.0',
      ...(isPnpm ? {} : { workspaces: ['services/*', 'packages/*'] }),
    }),
  )
  if (isPnpm) {
    write('pnpm-workspace.yaml', lines('packages:', '  - services/*', '  - packages/*'))
    const packages = externals.flatMap((name) => [`  ${name}@4.0.0:`, '    resolution: {integrity: sha512-AAAA}', ''])
    write(
      'pnpm-lock.yaml',
      // They are more than a call has room for.
      lines("lockfileVersion: '9.0'", '', 'importers:', '  .: {}', importers.join('\n'), '', 'packages:', ...packages),
    )
    return
  }
  for (const name of externals) lockEntries[`node_modules/${name}`] = { version: '4.0.0' }
  write(
    'package-lock.json',
    json({ name: 'acme', lockfileVersion: 3, requires: true, packages: { '': {}, ...lockEntries } }),
  )
}

const writeGo = ({ services, kind: _ }: Shape, write: Write): void => {
  for (let index = 0; index < services; index++) {
    const name = service(index)
    write(`services/${name}/go.mod`, lines(`module example.com/acme/${name}`, '', 'go 1.26'))
    write(`services/${name}/go.sum`, '')
    write(
      `services/${name}/main.go`,
      lines(
        'package main',
        '',
        'import "net/http"',
        '',
        'func main() {',
        `\thttp.ListenAndServe(":${8000 + (index % 100)}", nil)`,
        '}',
      ),
    )
  }
}

/** Writes a repository; `.git` marks its root. */
export const writeRepository = (folder: string, shape: Shape): void => {
  const made = new Set<string>()
  const write: Write = (path, text) => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    if (!made.has(parent)) mkdirSync(join(folder, parent), { recursive: true })
    made.add(parent)
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, '.git'), { recursive: true })
  if (shape.kind === 'go') writeGo(shape, write)
  else writeNode(shape, write)
  const preset = shape.kind === 'go' ? 'goDistroless' : 'nodeProdDeps'
  if (!shape.scripts) write('gen-dockerfile.yaml', lines('services:', '  services/*: {}'))
  for (let index = 0; shape.scripts && index < shape.services; index++) {
    write(
      `services/${service(index)}/dockerfile.ts`,
      lines(`import { ${preset} } from 'gen-dockerfile'`, '', `export default ${preset}()`),
    )
  }
}
