/**
 * Reading images of many files and of many layers against `tar -tf` and `sha256sum` over the same layers: `npx tsx bench/layers.ts [files =
 * 1000000] [rounds = 3]`. Each reading is a program of its own, by turns. Prints medians, ratios and the most memory.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { digestOf, tarBlocks, type TarItem } from '../test/support/saved-image.js'

const files = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)
const source = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')
const folder = mkdtempSync(join(tmpdir(), 'gen-dockerfile-layers-'))

/** Writes an archive piece by piece. */
const writeArchive = (path: string, items: Iterable<TarItem>): void => {
  const file = openSync(path, 'w')
  let waiting: Buffer[] = []
  const flush = (): void => {
    writeSync(file, Buffer.concat(waiting))
    waiting = []
  }
  for (const item of items) {
    waiting.push(tarBlocks(item))
    if (waiting.length === 10_000) flush()
  }
  waiting.push(Buffer.alloc(1024))
  flush()
  closeSync(file)
}

function* modules(first: number, count: number): Iterable<TarItem> {
  for (let number = first; number < first + count; number++) {
    const name = `srv/node_modules/package-${Math.floor(number / 1000)}/lib/part-${number % 20}/file-${number}.js`
    yield { name, content: 'x'.repeat(number % 900) }
  }
}

/** A layer, as its bytes and as a file of its own for tar. */
const makeLayer = (name: string, items: Iterable<TarItem>): string => {
  const path = join(folder, name)
  writeArchive(path, items)
  return path
}

const save = (name: string, layers: readonly string[], pack: (archive: Buffer) => Buffer): string => {
  const path = join(folder, name)
  function* parts(): Iterable<TarItem> {
    const names: string[] = []
    for (const [index, layer] of layers.entries()) {
      names.push(`${index}/layer.tar`)
      yield { name: `${index}/layer.tar`, content: pack(readFileSync(layer)) }
    }
    const diffIds = layers.map((layer) => `sha256:${digestOf(readFileSync(layer))}`)
    yield {
      name: 'config.json',
      content: JSON.stringify({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: diffIds } }),
    }
    yield {
      name: 'manifest.json',
      content: JSON.stringify([{ Config: 'config.json', RepoTags: [name], Layers: names }]),
    }
  }
  writeArchive(path, parts())
  return path
}

const program = join(folder, 'layers.mjs')
buildSync({
  stdin: {
    contents: `import { readImage } from './layers/read-image.js'
import { reportImage } from './layers/image-report.js'
import { readFileSync } from 'node:fs'
// What resourceUsage() says includes the program that started this one.
const memory = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN) * 1024
const start = performance.now()
const image = await readImage(process.argv[2], { cwd: '/' })
const { report } = reportImage('x', image, new Map(), { top: 10, filesEach: 0 })
console.log(JSON.stringify({ files: report.root.files, layers: report.layers.length, time: performance.now() - start, memory: memory() }))`,
    resolveDir: source,
    loader: 'ts',
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: program,
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
})

interface Reading {
  readonly files: number
  readonly layers: number
  /** Milliseconds, without the start of Node. */
  readonly time: number
  readonly memory: number
}

const run = (command: string, args: readonly string[]) => {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`)
  return { time: performance.now() - start, stdout }
}

const median = (times: readonly number[]): number =>
  times.toSorted((left, right) => left - right)[times.length >> 1] ?? NaN

const measure = (title: string, layers: readonly string[], image: string): void => {
  const times = { tar: [] as number[], digest: [] as number[], whole: [] as number[], read: [] as number[] }
  let memory = 0
  let found = 0
  let last: Reading | undefined
  for (let round = 0; round < rounds; round++) {
    let tar = 0
    found = 0
    for (const layer of layers) {
      const { time, stdout } = run('tar', ['-tf', layer])
      tar += time
      found += stdout.split('\n').length - 1
    }
    times.digest.push(run('sha256sum', layers).time)
    const whole = run(process.execPath, [program, image])
    last = JSON.parse(whole.stdout) as Reading
    times.tar.push(tar)
    times.whole.push(whole.time)
    times.read.push(last.time)
    memory = Math.max(memory, last.memory)
  }
  const base = median(times.tar)
  const row = (name: string, all: readonly number[]): void =>
    console.log(`  ${name.padEnd(40)} ${median(all).toFixed(0).padStart(6)} ms  ${(median(all) / base).toFixed(2)}x`)
  const size = (statSync(image).size / 1e6).toFixed(0)
  console.log(`${title}: ${last?.layers} layers, ${last?.files} files, ${size} MB`)
  row('tar -tf of each layer', times.tar)
  row('sha256sum of the layers', times.digest)
  row('layers, which checks digests', times.read)
  row('layers, with the start of Node', times.whole)
  console.log(`  most memory: ${(memory / 1e6).toFixed(0)} MB`)
  if (last?.files !== found) {
    console.log(`  tar sees ${found} files`)
    process.exitCode = 1
  }
}

const plain = (archive: Buffer): Buffer => archive
console.log(`node ${process.version}`)
const few = [makeLayer('few', modules(0, 1000))]
measure('few files', few, save('few.tar', few, plain))
const many = Array.from({ length: 4 }, (_, index) =>
  makeLayer(`many-${index}`, modules((index * files) / 4, files / 4)),
)
measure('many files', many, save('many.tar', many, plain))
measure(
  'many files, gzip',
  many,
  save('many-gzip.tar', many, (archive) => gzipSync(archive, { level: 1 })),
)
const layers = Array.from({ length: 500 }, (_, index) => makeLayer(`layer-${index}`, modules(index * 20, 20)))
measure('many layers', layers, save('layers.tar', layers, plain))
const large = [makeLayer('large', [{ name: 'large', content: Buffer.alloc(1_500_000_000) }])]
measure('one large file', large, save('large.tar', large, plain))
rmSync(folder, { recursive: true, force: true })
