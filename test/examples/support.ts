import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { library } from '../../src/cli/library/library.js'
import { diskTree } from '../../src/generate/disk-tree.js'
import { generate } from '../../src/generate/generate.js'
import type { GenerateOutcome } from '../../src/generate/result.js'
import { contextOf, createMatcher, parseIgnoreFile } from '../../src/ignore/index.js'
import { fileTree, type FileTree } from '../../src/model/file-tree.js'

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const found = (...patterns: readonly string[]): readonly string[] =>
  globSync([...patterns], { cwd: root, dot: true, ignore: ['**/node_modules/**', '**/target/**'] }).sort()

/** Every `dockerfile.ts` of the examples, and every `gen-dockerfile.yaml` that describes services, from the repository's folder. */
export const sources = found('examples/**/{dockerfile.ts,gen-dockerfile.yaml}')

/** Every file of the examples that looks generated. */
export const outputs = found('examples/**/{Dockerfile,*.Dockerfile,.dockerignore,*.dockerignore}')

/** Every lockfile of the examples, from the repository's folder. */
export const lockfiles = found(
  'examples/**/{uv.lock,poetry.lock,package-lock.json,pnpm-lock.yaml,yarn.lock,Cargo.lock,go.sum,requirements*.txt}',
)

/** The folder of a source below `examples`: `fastapi`. */
export const exampleOf = (source: string): string => dirname(source).slice('examples/'.length)

/** A Dockerfile of the examples as it is committed. */
export interface Rung {
  readonly file: string
  /** Its folder below `examples`. */
  readonly example: string
  /** `naive` for `naive.Dockerfile`; `Dockerfile` for the only one. */
  readonly name: string
  readonly text: string
  /** The ignore file that is in force; absent where there is none. */
  readonly ignore: string | undefined
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const ignoreOf = (file: string): string | undefined =>
  [`${file}.dockerignore`, `${dirname(file)}/.dockerignore`].filter((each) => existsSync(join(root, each))).map(read)[0]

/** Every committed Dockerfile. */
export const rungs: readonly Rung[] = outputs
  .filter((file) => !file.endsWith('.dockerignore'))
  .map((file) => ({
    file,
    example: exampleOf(file),
    name: basename(file, '.Dockerfile'),
    text: read(file),
    ignore: ignoreOf(file),
  }))

/** What `gen-dockerfile --check` says about a source; about services of a `gen-dockerfile.yaml` as it is run beside that. */
export const check = async (source: string): Promise<GenerateOutcome> => {
  const options = { mode: 'check', force: false, library } as const
  if (source.endsWith('.ts')) return generate({ ...options, cwd: root, paths: [source] })
  const outcome = await generate({ ...options, cwd: join(root, dirname(source)), paths: [] })
  const fromRoot = (path: string): string => posix.join(dirname(source), path)
  const results = outcome.results.map(({ output, context, ...result }) => ({
    ...result,
    ...(output === undefined ? {} : { output: fromRoot(output) }),
    ...(context === undefined ? {} : { context: fromRoot(context) }),
  }))
  return { ...outcome, results }
}

/** What reaches the builder of a context (from the repository's folder) under an ignore file. */
export const sentOf = (context: string, ignore: string | undefined): FileTree => {
  const tree = diskTree(join(root, context))
  if (ignore === undefined) return tree
  const { patterns } = parseIgnoreFile(ignore)
  const matcher = createMatcher(patterns.map(({ pattern }) => pattern))
  return fileTree(
    contextOf(tree, matcher).map(({ path, node }) =>
      node.kind === 'symlink' ? { path, target: node.target } : { path: node.kind === 'directory' ? `${path}/` : path },
    ),
  )
}
