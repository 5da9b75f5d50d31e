import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { simpleCommand } from '../shell-words.js'
import { afterBuilding } from './build.js'
import { calledScript } from './expand-script.js'
import { nitroProgram } from './nitro.js'
import type { NodeBuildFact, NodeEntry, NodeFrameworkFact, NodeManifest } from './node-facts.js'

/** Flags of node that take the next word as their value. */
const valued = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '-C',
  '--conditions',
  '--env-file',
  '--env-file-if-exists',
  '--max-old-space-size',
  '--stack-size',
  '--title',
])

/** What a framework's build writes for node to run. */
const frameworkEntries: Readonly<Record<string, readonly string[]>> = {
  nuxt: [nitroProgram],
  nitro: [nitroProgram],
  vinxi: [nitroProgram],
  sveltekit: ['build/index.js'],
  astro: ['dist/server/entry.mjs'],
  nest: ['dist/main.js'],
  adonis: ['build/bin/server.js'],
}

const conventions = [
  'server.js',
  'server.mjs',
  'server.cjs',
  'app.js',
  'app.mjs',
  'index.js',
  'index.mjs',
  'index.cjs',
  'main.js',
  'src/server.js',
  'src/server.mjs',
  'src/index.js',
  'src/index.mjs',
  'src/app.js',
  'src/main.js',
  'bin/www',
]

/** The file that node runs for a path: `.` and folders have an index, an extension may be missing. */
const resolveFile = (
  project: Project,
  path: string,
  manifest: NodeManifest,
): { readonly file: string; readonly exists: boolean } => {
  const file = joinPath(path)
  if (file === '.' && manifest.main !== undefined && joinPath(manifest.main) !== '.')
    return resolveFile(project, manifest.main, manifest)
  if (project.has(file, 'file')) return { file, exists: true }
  for (const candidate of [`${file}.js`, `${file}.mjs`, `${file}.cjs`, joinPath(file, 'index.js')]) {
    if (project.has(candidate, 'file')) return { file: candidate, exists: true }
  }
  // The build makes it: node would try the same endings, but an image should name the file.
  if (/\.\w+$/.test(file)) return { file, exists: false }
  return { file: file.includes('/') ? `${file}.js` : `${file}/index.js`, exists: false }
}

/** Whether a file can be there at all: it is, or a build can make it. */
const possible = (project: Project, file: string, build: NodeBuildFact | undefined): boolean =>
  project.has(file, 'file') || (build !== undefined && !/(?:^|\/)(?:src|lib)\/.*\.tsx?$/.test(file))

/** What run-script-os makes of a script in an image. https://www.npmjs.com/package/run-script-os */
const onLinux = (name: string, command: string, scripts: NodeManifest['scripts']): string | undefined =>
  /^run-(?:script-)?os$/.test(command)
    ? ['linux', 'nix', 'default'].map((system) => `${name}:${system}`).find((each) => each in scripts)
    : undefined

/** A start script that goes on to another: `npm run start:prod`. */
const follow = (
  name: string,
  scripts: NodeManifest['scripts'],
  seen: readonly string[] = [],
): readonly [string, string] | undefined => {
  const command = scripts[name]
  if (command === undefined || seen.includes(name)) return undefined
  const plain = command.trim()
  const next = calledScript(plain) ?? onLinux(name, plain, scripts)
  return (next === undefined ? undefined : follow(next, scripts, [...seen, name])) ?? [name, command]
}

/** Words after which yarn and pnpm do something of their own; any other one names a program that they find. */
const subcommands = new Set(['run', 'dlx', 'create', 'install', 'add', 'workspace', 'workspaces', 'start', 'test'])

/** The command that a package manager only finds: `node a.js` of `yarn node a.js`, `pnpm exec node a.js` and `npx node a.js`. */
const withoutRunner = (words: readonly string[], scripts: NodeManifest['scripts']): readonly string[] => {
  const [first = '', second, ...rest] = words
  if (second === undefined || second.startsWith('-')) return words
  if (/^(?:npx|bunx)$/.test(first)) return [second, ...rest]
  if (/^(?:pnpm|yarn|npm|bun)$/.test(first) && /^(?:exec|x)$/.test(second))
    return rest[0] === '--' ? rest.slice(1) : rest
  const finds = /^(?:pnpm|yarn)$/.test(first) && !subcommands.has(second) && !(second in scripts)
  return finds ? [second, ...rest] : words
}

/** Development servers say how a developer starts it, not how a container does. */
const development =
  /\b(?:nodemon|ts-node-dev|tsx watch|vite(?! preview)\b|react-scripts start|react-app-rewired start|ng serve|webpack-dev-server|webpack serve|next dev|nest start(?!:)|parcel(?! build)\b|nx serve|node-dev)\b|(?<!\S)--watch\b|\b(?:tsc|rollup|webpack|swc|babel)\b[^&|;]*\s-w(?!\S)|\brun (?:[\w-]+:)*watch\b/

const startScripts = ['start:prod', 'start:production', 'start', 'serve:prod', 'prod']

const fromScript = (
  project: Project,
  manifest: NodeManifest,
  build: NodeBuildFact | undefined,
): NodeEntry | undefined => {
  const candidates = startScripts.flatMap((name) => {
    const found = follow(name, manifest.scripts)
    return found === undefined ? [] : [found]
  })
  const [script, command] = candidates.find(([, text]) => !development.test(text)) ?? []
  if (script === undefined || command === undefined) return undefined
  // dotenv and cross-env only set variables, which a container gets from outside.
  const last = afterBuilding(command, manifest, build)
  const simple = simpleCommand(last.replace(/^(?:cross-env(?:-shell)?|dotenv(?: -e \S+)? --)\s+/, ''))
  if (simple === undefined) return { kind: 'command', script, command, env: {}, source: 'start-script' }
  const { env } = simple
  const words = withoutRunner(simple.words, manifest.scripts)
  if (words[0] !== 'node') return { kind: 'command', script, command, words, env, source: 'start-script' }
  let index = 1
  while (words[index]?.startsWith('-') === true) index += valued.has(words[index] ?? '') ? 2 : 1
  const target = words[index]
  if (target === undefined || words.slice(1, index).some((flag) => /^(?:-e|-p|--eval|--run|--test)$/.test(flag))) {
    return { kind: 'command', script, command, words, env, source: 'start-script' }
  }
  const { file, exists } = resolveFile(project, target, manifest)
  return {
    kind: 'file',
    file,
    nodeArgs: words.slice(1, index),
    args: words.slice(index + 1),
    env,
    source: 'start-script',
    exists,
  }
}

/**
 * How the service starts: a start script that is not a developer's, else what the framework builds, else `main`, else `bin`, else a file
 * with a usual name. Of a package that says how it is imported `bin` goes before `main`.
 */
export const readEntry = (
  project: Project,
  manifest: NodeManifest,
  build: NodeBuildFact | undefined,
  framework: NodeFrameworkFact | undefined,
): NodeEntry | undefined => {
  const script = fromScript(project, manifest, build)
  const plain = (path: string, source: 'main' | 'bin' | 'convention' | 'framework'): NodeEntry => ({
    kind: 'file',
    ...resolveFile(project, path, manifest),
    nodeArgs: [],
    args: [],
    env: {},
    source,
  })
  if (script?.kind === 'file') return script
  // Nx builds an application where its `project.json` says, not where its framework would.
  const isPlain = build !== undefined && build.tool !== 'nx'
  const [builtFile] = isPlain ? (frameworkEntries[framework?.name ?? ''] ?? []) : []
  if (builtFile !== undefined && framework?.kind !== 'static') return plain(builtFile, 'framework')
  if (script !== undefined) return script
  if (framework?.kind === 'static') return undefined
  const { main } = manifest
  const [bin, ...others] = Object.values(manifest.bin)
  const program = bin !== undefined && others.length === 0 && possible(project, joinPath(bin), build) ? bin : undefined
  // What a library with a command line exports is for importers.
  if (program !== undefined && manifest.importable) return plain(program, 'bin')
  if (
    main !== undefined &&
    /\.[cm]?js$|(?:^|\/)[^./]+$/.test(main) &&
    possible(project, resolveFile(project, main, manifest).file, build)
  ) {
    return plain(main, 'main')
  }
  if (program !== undefined) return plain(program, 'bin')
  if (build?.output !== undefined && project.has('tsconfig.json')) {
    const built = (build.tool === 'nx' ? ['main'] : ['server', 'index', 'main', 'app']).find(
      (name) => project.has(`src/${name}.ts`, 'file') || project.has(`${name}.ts`, 'file'),
    )
    if (built !== undefined) return plain(`${build.output}/${built}.js`, 'convention')
  }
  const file = conventions.find((name) => project.has(name, 'file'))
  return file === undefined ? undefined : plain(file, 'convention')
}

/** What runs a file while it is worked on: `bun run --hot src/index.ts`, `tsx watch src/index.ts`, `nodemon server.js`. */
const watchers =
  /(?:^|[\s;&])(?:bun|tsx|node|nodemon|ts-node|ts-node-dev|node-dev)(?: (?:run|watch|-[\w=-]+))* ([\w./-]+\.[cm]?[jt]sx?)(?=$|[\s;&])/

/** The file that the script of developers runs. */
export const readDevFile = (project: Project, { scripts }: NodeManifest): string | undefined => {
  const file = watchers.exec(scripts['dev'] ?? scripts['start:dev'] ?? '')?.[1]
  return file !== undefined && project.has(joinPath(file), 'file') ? joinPath(file) : undefined
}
