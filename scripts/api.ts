/**
 * Writes docs/api.txt: every name that the package exports with its declaration, so that a change of the public API is
 * seen in one file.
 *
 *   npx tsx scripts/api.ts            writes
 *   npx tsx scripts/api.ts --check    writes nothing, fails when the file is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'docs/api.txt')
const entries = {
  'gen-dockerfile': 'index',
  'gen-dockerfile/presets': 'presets/index',
  'gen-dockerfile/testing': 'testing/index',
}

const withoutComments = (source: string): string => source.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^\s*\n/gm, '')

const read = (module: string): string => withoutComments(readFileSync(join(root, 'dist', `${module}.d.ts`), 'utf8'))

const declarationOf = (name: string): RegExp =>
  new RegExp(
    String.raw`^(?:export )?(?:declare )?(?:abstract )?(?:const|let|function|class|interface|type)\s+${name}\b[\s\S]*?(?=^(?:export|declare|import|interface|type|const|//# )\b|(?![\s\S]))`,
    'gm',
  )

/** The declarations of a name in a module, following what the module passes on. */
const declare = (module: string, name: string): readonly string[] => {
  const source = read(module)
  const own = [
    ...[...source.matchAll(declarationOf(name))].map(([text]) => text.trimEnd()),
    ...(new RegExp(String.raw`^export \* as ${name} from .*$`, 'm').exec(source) ?? []),
  ]
  if (own.length > 0) return own
  for (const [found, from] of exportsOf(module)) {
    if (found === name && from !== undefined) return declare(from, name)
  }
  throw new Error(`${module} does not declare ${name}`)
}

const resolve = (module: string, specifier: string): string => join(dirname(module), specifier).replace(/\.js$/, '')

/** The names that a module exports, with the module that they come from where that is another. */
const exportsOf = (module: string): ReadonlyMap<string, string | undefined> => {
  const names = new Map<string, string | undefined>()
  const source = read(module)
  for (const [, list = '', from] of source.matchAll(/^export (?:type )?\{([^}]*)\}(?: from ['"]([^'"]+)['"])?;?$/gm)) {
    for (const name of list
      .split(',')
      .map((each) => each.trim().replace(/^type /, ''))
      .filter(Boolean)) {
      names.set(name, from === undefined ? importedFrom(module, source, name) : resolve(module, from))
    }
  }
  for (const [, from = ''] of source.matchAll(/^export (?:type )?\* from ['"]([^'"]+)['"];?$/gm)) {
    for (const name of exportsOf(resolve(module, from)).keys()) names.set(name, resolve(module, from))
  }
  for (const [, name = ''] of source.matchAll(/^export \* as (\w+) from /gm)) names.set(name, undefined)
  for (const [, name = ''] of source.matchAll(/^export declare (?:const|function|class|abstract class)\s+(\w+)/gm))
    names.set(name, undefined)
  for (const [, name = ''] of source.matchAll(/^export (?:declare )?(?:interface|type)\s+(\w+)/gm))
    names.set(name, undefined)
  return names
}

const importedFrom = (module: string, source: string, name: string): string | undefined => {
  const from = new RegExp(String.raw`^import (?:type )?\{[^}]*\b${name}\b[^}]*\} from ['"]([^'"]+)['"]`, 'm').exec(
    source,
  )?.[1]
  return from === undefined ? undefined : resolve(module, from)
}

const sections = Object.entries(entries).map(([specifier, module]) => {
  const names = [...exportsOf(module).keys()].sort()
  return `# ${specifier}\n\n${names.flatMap((name) => declare(module, name)).join('\n\n')}\n`
})
const wanted = sections.join('\n')

if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== wanted) {
    console.error(
      'docs/api.txt is not up to date: the public API changed. Run `npm run docs` and review the difference.',
    )
    process.exitCode = 1
  }
} else {
  writeFileSync(target, wanted)
}
