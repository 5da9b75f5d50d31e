// Formats real Dockerfiles: tsx bench/format.ts [folder with node_modules of other formatters]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'unbash'
import { formatDockerfile } from '../src/formatter/index.js'
import { shapeOf } from '../src/formatter/reflow/shape.js'
import { parseSyntax } from '../src/parser/parse-syntax.js'
import type { SyntaxNode } from '../src/parser/syntax-tree.js'
import { corpus } from '../test/formatter/real-files.js'

type Format = (text: string) => Promise<string>

const ours =
  (reflow: boolean): Format =>
  async (text) => {
    const formatted = formatDockerfile(text, { reflow })
    if ('text' in formatted) return formatted.text
    throw new Error(formatted.failures[0]?.message)
  }

/** Loads a module from the folder with the other formatters. */
type Load = <Module>(name: string) => Promise<Module>

interface Dockerfmt {
  readonly formatDockerfileContents: (text: string, options: object) => Promise<string>
}

interface Dprint {
  readonly createFromBuffer: (wasm: Buffer) => { readonly formatText: (request: object) => string }
}

interface Prettier {
  readonly format: (text: string, options: object) => Promise<string>
}

/** Other formatters, as far as they are installed in the folder; each with its defaults for Dockerfiles. */
const others: Readonly<Record<string, (load: Load) => Promise<Format>>> = {
  '@reteps/dockerfmt': async (load) => {
    const { formatDockerfileContents } = await load<Dockerfmt>('@reteps/dockerfmt')
    return (text) => formatDockerfileContents(text, { indent: 4, trailingNewline: true, spaceRedirects: false })
  },
  '@dprint/dockerfile': async (load) => {
    const { createFromBuffer } = await load<Dprint>('@dprint/formatter')
    const { default: plugin } = await load<{ default: { getPath: () => string } }>('@dprint/dockerfile')
    const formatter = createFromBuffer(readFileSync(plugin.getPath()))
    return async (text) => formatter.formatText({ filePath: 'Dockerfile', fileText: text })
  },
  'prettier-plugin-sh': async (load) => {
    const { default: prettier } = await load<{ default: Prettier }>('prettier')
    const { default: plugin } = await load<{ default: object }>('prettier-plugin-sh')
    return (text) => prettier.format(text, { filepath: 'Dockerfile', plugins: [plugin] })
  },
}

const installed = async (folder: string): Promise<readonly (readonly [string, Format])[]> => {
  const require = createRequire(join(resolve(folder), 'x.js'))
  const load: Load = (name) => import(pathToFileURL(require.resolve(name)).href)
  const found: (readonly [string, Format])[] = []
  for (const [name, make] of Object.entries(others)) {
    try {
      found.push([name, await make(load)])
    } catch (error) {
      console.log(`${name} cannot be loaded from ${folder}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return found
}

const unquoted = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2')

/**
 * What an instruction says, for a shell or for Docker, however it is written: packages in another order, COPY with and
 * without JSON and a label for MAINTAINER count as the same.
 */
const meaning = ({ keyword, flags, args, json, heredocs }: SyntaxNode): string => {
  if (keyword === 'maintainer' || args[0] === 'org.opencontainers.image.authors') return 'authors'
  const isScript = keyword === 'run' && !json && heredocs.length === 0
  const words = args.map((word, index) => {
    if (isScript) return shapeOf(parse(word))
    if (keyword === 'from' && index === 1) return word.toUpperCase()
    if (keyword === 'env' || keyword === 'label') return index % 3 === 2 ? '' : unquoted(word)
    return json ? word : word.replace(/\s+/g, ' ')
  })
  const isFiles = keyword === 'copy' || keyword === 'add'
  return JSON.stringify([keyword, flags, words, isFiles || json, heredocs])
}

const isSame = (left: string, right: string, of: (node: SyntaxNode) => string): boolean => {
  const [before, after] = [parseSyntax(left), parseSyntax(right)]
  if ('error' in before || 'error' in after) return false
  return before.nodes.map(of).join('\n') === after.nodes.map(of).join('\n')
}

const commands = ({ keyword, args }: SyntaxNode): string => (keyword === 'run' ? args.join('\n') : '')

const comments = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => (/^\s*#/.test(line) ? [line.replace(/[\s#]/g, '')] : []))
    .sort()
    .join('\n')

const files = corpus().filter(({ text }) => {
  const formatted = formatDockerfile(text)
  return 'text' in formatted || formatted.failures.some(({ rule }) => rule === 'cannot-format')
})

const attempt = async (format: Format, text: string): Promise<string | undefined> => {
  try {
    return await format(text)
  } catch {
    return undefined
  }
}

const measure = async (name: string, format: Format) => {
  const counts = { refused: 0, 'other build': 0, 'RUN changed': 0, 'comments lost': 0, 'not stable': 0 }
  const worst: string[] = []
  let milliseconds = 0
  for (const file of files) {
    const started = performance.now()
    const text = await attempt(format, file.text)
    milliseconds += performance.now() - started
    if (text === undefined) counts.refused++
    else {
      if (!isSame(file.text, text, meaning)) {
        counts['other build']++
        worst.push(file.name)
      }
      if (!isSame(file.text, text, commands)) counts['RUN changed']++
      if (comments(file.text) !== comments(text)) counts['comments lost']++
      if ((await attempt(format, text)) !== text) counts['not stable']++
    }
  }
  if (process.env['SHOW'] === name) console.log(worst.join('\n'))
  return { formatter: name, ...counts, 'ms for all': Math.round(milliseconds) }
}

const folder = process.argv[2]
const formatters = [
  ['gen-dockerfile fmt', ours(false)] as const,
  ['gen-dockerfile fmt --reflow', ours(true)] as const,
  ...(folder === undefined ? [] : await installed(folder)),
]
console.log(`${files.length} files that BuildKit accepts`)
for (const [, format] of formatters) await attempt(format, files[0]?.text ?? '')
const rows = []
for (const [name, format] of formatters) rows.push(await measure(name, format))
console.table(rows)
