import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { compact, isRecord, stringAt } from '../value.js'
import type { NodeBuildFact, NodeManifest } from './node-facts.js'
import { calledScript, expandScript } from './expand-script.js'
import { tsconfigOutput } from './tsconfig.js'

type Tool = NonNullable<NodeBuildFact['tool']>

/** Which tool a build script calls, and what it writes by default. The order decides between several in one script: the last step counts least. */
const tools: readonly {
  readonly tool: Tool
  readonly pattern: RegExp
  readonly output?: string
  readonly config?: RegExp
}[] = [
  { tool: 'next', pattern: /\bnext build\b/, output: '.next' },
  { tool: 'nuxt', pattern: /\bnuxt(?:i)? (?:build|generate)\b/, output: '.output' },
  { tool: 'nitro', pattern: /\bnitro(?:pack)? build\b/, output: '.output' },
  { tool: 'vinxi', pattern: /\bvinxi build\b/, output: '.output' },
  { tool: 'nest', pattern: /\bnest build\b/, output: 'dist' },
  { tool: 'react-router', pattern: /\breact-router build\b/, output: 'build' },
  { tool: 'remix', pattern: /\bremix (?:vite:)?build\b/, output: 'build' },
  { tool: 'astro', pattern: /\bastro build\b/, output: 'dist' },
  { tool: 'react-scripts', pattern: /\breact-scripts build\b/, output: 'build' },
  { tool: 'angular', pattern: /\bng build\b/, output: 'dist' },
  { tool: 'vue-cli', pattern: /\bvue-cli-service build\b/, output: 'dist' },
  { tool: 'gatsby', pattern: /\bgatsby build\b/, output: 'public' },
  { tool: 'strapi', pattern: /\bstrapi build\b/, output: 'dist' },
  { tool: 'medusa', pattern: /\bmedusa build\b/, output: '.medusa/server' },
  { tool: 'turbo', pattern: /\bturbo (?:run )?build\b/ },
  { tool: 'nx', pattern: /\bnx (?:run-many|build|run)\b/ },
  { tool: 'tsup', pattern: /\btsup\b/, output: 'dist', config: /\boutDir\s*:\s*['"]([^'"]+)['"]/ },
  { tool: 'tsdown', pattern: /\btsdown\b/, output: 'dist', config: /\boutDir\s*:\s*['"]([^'"]+)['"]/ },
  { tool: 'unbuild', pattern: /\bunbuild\b/, output: 'dist' },
  { tool: 'vite', pattern: /\bvite build\b/, output: 'dist', config: /\boutDir\s*:\s*['"]([^'"]+)['"]/ },
  { tool: 'ncc', pattern: /\bncc build\b/, output: 'dist' },
  { tool: 'webpack', pattern: /\bwebpack\b/, output: 'dist' },
  { tool: 'rollup', pattern: /\brollup\b/ },
  { tool: 'parcel', pattern: /\bparcel build\b/, output: 'dist' },
  { tool: 'esbuild', pattern: /\besbuild\b/ },
  { tool: 'swc', pattern: /\bswc\b/ },
  { tool: 'babel', pattern: /\bbabel\b/ },
  { tool: 'bun', pattern: /\bbun build\b/ },
  { tool: 'tsc', pattern: /\b(?:tsc|tspc|vue-tsc)\b/ },
]

/** The folder of all that a script writes: `dist` of `dist/cjs` and `dist/esm`; the first of those that have nothing in common. */
const commonFolder = (folders: readonly string[]): string | undefined =>
  folders.reduce<string | undefined>((common, folder) => {
    if (common === undefined) return folder
    const parts = folder.split('/')
    const differs = common.split('/').findIndex((part, index) => part !== parts[index])
    return differs === -1 || differs === 0 ? common : parts.slice(0, differs).join('/')
  }, undefined)

/** Flags that name an output: `--outDir dist`, `--out-dir=lib`, `-d lib`, `--outfile=dist/x.js`. */
const outputFlag = (command: string): string | undefined => {
  const folders = command.matchAll(
    /(?:--out-?dir|--outdir|--out-dir|--outDir|--dist-dir|--output-path|(?<=\bswc\b.*)\s-d)[= ]+["']?([\w./-]+)/gi,
  )
  const folder = commonFolder([...folders].map(([, path = '']) => joinPath(path)))
  if (folder !== undefined) return folder
  const file = /(?:--out-?file|-o)[= ]+["']?([\w./-]+\.[cm]?js)/i.exec(command)?.[1]
  return file === undefined ? undefined : parentPath(joinPath(file))
}

const tsconfigOf = (project: Project, command: string): string | undefined => {
  const named = /(?:-p|--project|-b|--build)[= ]+["']?([\w./-]+)/.exec(command)?.[1]
  if (named === undefined || named.startsWith('-')) return undefined
  const path = joinPath(named)
  return project.has(path, 'dir') ? joinPath(path, 'tsconfig.json') : path
}

/** The folders that the compiler is configured to write, where a script calls it with one configuration after another. */
const compilerOutput = (project: Project, command: string): string | undefined => {
  const calls = command
    .split(/&&|\|\||;/)
    .filter((part) => /\b(?:tsc|tspc|vue-tsc)\b/.test(part) && !part.includes('--noEmit'))
  const outputs = calls.flatMap((part) => tsconfigOutput(project, tsconfigOf(project, part) ?? 'tsconfig.json') ?? [])
  return commonFolder(outputs)
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** A script that only calls the compiler, with a configuration that names no file: `"include": []`, as of a package whose code is generated and committed. */
const compilesNothing = (project: Project, command: string): boolean => {
  if (!/^(?:npx )?tsc\b[^&|;]*$/.test(command)) return false
  const config = project.jsonc(tsconfigOf(project, command) ?? 'tsconfig.json')
  if (!isRecord(config)) return false
  const { include, files, references = [] } = config
  return (
    isEmptyList(references) &&
    [include, files].some(isEmptyList) &&
    isEmptyList(include ?? []) &&
    isEmptyList(files ?? [])
  )
}

const configOutput = (project: Project, tool: Tool, pattern: RegExp): string | undefined => {
  for (const ending of ['ts', 'mts', 'js', 'mjs', 'cjs']) {
    const text = project.text(`${tool}.config.${ending}`)
    const found = text === undefined ? undefined : pattern.exec(text)?.[1]
    if (found !== undefined) return joinPath(found)
  }
  return undefined
}

/** `outputPath` of the build target of an Nx application that is the repository's root project. */
const nxOutput = (project: Project): string | undefined => {
  const path = stringAt(project.jsonc('project.json'), 'targets', 'build', 'options', 'outputPath')
  return path === undefined ? undefined : joinPath(path.replace(/^\{(?:workspaceRoot|projectRoot)\}\//, ''))
}

const inside = (path: string | undefined): string | undefined =>
  path === undefined || path === '.' || path.startsWith('..') ? undefined : path

/** Builds inside an image leave out what only a working copy or a running database allows. A script that calls Docker builds the image itself. */
const isForImages = (command: string, scripts: NodeManifest['scripts']): boolean =>
  !/\b(?:docker|podman|buildx|nerdctl|compose)\b/.test(expandScript(command, scripts))

const chooseScript = ({ scripts }: NodeManifest): string | undefined =>
  ['build:docker', 'build-docker', 'docker:build', 'docker-build'].find((name) => {
    const command = scripts[name]
    return command !== undefined && isForImages(command, scripts)
  }) ?? ['build', 'compile'].find((name) => scripts[name] !== undefined)

/** Steps that leave nothing to do where an image was built: they build, or clean up before. */
const isBuilding = (step: string): boolean =>
  /^(?:rimraf|rm -rf|del-cli|prisma generate)\b/.test(step) ||
  (!/^(?:node|bun) (?!build\b)/.test(step) && tools.some(({ pattern }) => pattern.test(step)))

/** What a start script does once it has built: `node dist/main.js` of `tsc && node dist/main.js`. An image is built before. */
export const afterBuilding = (command: string, { scripts }: NodeManifest, build: NodeBuildFact | undefined): string => {
  const steps = command.split(/&&/).map((step) => step.trim())
  const isDone = (step: string): boolean => {
    const name = calledScript(step)
    const called = name === undefined ? undefined : scripts[name]
    if (called === undefined) return isBuilding(step.replace(/^(?:npx|bunx|yarn|pnpm(?: exec)?) /, ''))
    return (
      name === build?.script ||
      expandScript(called, scripts)
        .split(/&&/)
        .every((part) => isBuilding(part.trim()))
    )
  }
  return steps.slice(0, -1).every(isDone) ? (steps.at(-1) ?? command) : command
}

const checkers: ReadonlySet<string> = new Set(['biome', 'eslint', 'jest', 'mocha', 'prettier', 'stylelint', 'vitest'])

/** The program of a step: `eslint` of `CI=1 npx eslint .` and of `node_modules/.bin/eslint .`. */
const program =
  /^(?:cross-env )?(?:[A-Z_]\w*=\S+ )*(?:(?:npx|bunx|yarn|pnpm|(?:npm|pnpm|yarn) exec) (?:-- )?)?(?:(?:\.\/)?node_modules\/\.bin\/)?([\w-]+)(?!\S)/

/** Which tools check the sources in a script, or right before or after it. */
const checksOf = (script: string, { scripts }: NodeManifest): readonly string[] => {
  const steps = [`pre${script}`, script, `post${script}`].flatMap((name) =>
    expandScript(scripts[name] ?? '', scripts).split(/&&|\|\||;/),
  )
  const names = steps.flatMap((step) => program.exec(step.trim())?.[1] ?? [])
  return [...new Set(names)].filter((name) => checkers.has(name)).sort()
}

/** The build script, its tool and the folder that it writes. */
export const readBuild = (project: Project, manifest: NodeManifest): NodeBuildFact | undefined => {
  const script = chooseScript(manifest)
  const command = script === undefined ? undefined : manifest.scripts[script]
  if (script === undefined || command === undefined) return undefined
  const full = expandScript(command, manifest.scripts)
  if (compilesNothing(project, full)) return undefined
  const row = tools.find(({ pattern }) => pattern.test(full))
  const flag = inside(outputFlag(full))
  const usesTsconfig = row?.tool === 'tsc' || row?.tool === 'nest' || row === undefined
  const configFile =
    tsconfigOf(project, full) ??
    (row?.tool === 'nest' && project.has('tsconfig.build.json') ? 'tsconfig.build.json' : 'tsconfig.json')
  const config =
    row?.config === undefined
      ? usesTsconfig
        ? inside(
            (row?.tool === 'tsc' ? compilerOutput(project, full) : undefined) ?? tsconfigOutput(project, configFile),
          )
        : undefined
      : inside(configOutput(project, row.tool, row.config))
  const nx = row?.tool === 'nx' ? inside(nxOutput(project)) : undefined
  const entry = inside(/^(?:\.\/)?([\w.-]+)\/.*\.[cm]?js$/.exec(manifest.main ?? '')?.[1])
  const found: Pick<NodeBuildFact, 'output' | 'outputSource'> =
    flag !== undefined
      ? { output: flag, outputSource: 'script' }
      : (config ?? nx) !== undefined
        ? { ...compact({ output: config ?? nx }), outputSource: 'config' }
        : row?.output !== undefined
          ? { output: row.output, outputSource: 'tool-default' }
          : entry !== undefined
            ? { output: entry, outputSource: 'entry' }
            : {}
  const checks = checksOf(script, manifest)
  const isForBun = /\bbun build\b[^&|;]*--target[= ]bun\b/.test(full)
  return {
    script,
    command,
    ...compact({ tool: row?.tool }),
    ...found,
    ...(checks.length > 0 ? { checks } : {}),
    ...(isForBun ? { isForBun } : {}),
  }
}
