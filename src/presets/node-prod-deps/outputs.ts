import { refuse } from '../../builders/refuse.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import type { NodeOptions } from './options.js'
import type { Start } from './start.js'

/** Something that the running service needs of the build stage, and where it goes; both relative to `/app`. */
export interface Output {
  readonly from: string
  readonly to: string
  /** It is in the repository, and the build stage has it with what the build added. */
  readonly source?: true
  /** Why it is copied, where that is a surprise. */
  readonly comment?: string
}

/** The first part of a path: `dist` of `dist/main.js`. */
export const topOf = (path: string): string => path.split('/')[0] ?? path

const inPlace = (path: string): Output => ({ from: path, to: `./${path}` })
const fromSource = (path: string): Output => ({ ...inPlace(path), source: true })

/** Folders that hold what people write, never what a tool makes. */
const sourceFolders = new Set(['src', 'source', 'app', 'server', 'api', 'bin', 'scripts'])

/** Whether node would run a file's types away. */
export const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file)

const isWithin = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`)

/** In a folder that is called so all is made, also where a build on this machine has left it. */
const isInMadeFolder = (file: string): boolean => /(?:^|\/)(?:dist|build|out)\//.test(file)

/** The program is not in the repository, and one of several tools that the build script calls makes it. */
const isMadeElsewhere = (file: string, { build, entry }: NodeFacts): boolean =>
  build?.output !== undefined &&
  !isWithin(file, build.output) &&
  file.includes('/') &&
  entry?.kind === 'file' &&
  entry.file === file &&
  (!entry.exists || isInMadeFolder(file))

/** Whether a file is made by the build; what merely lies there after a local build is. */
export const isBuilt = (file: string, node: NodeFacts): boolean => {
  if (isTypeScript(file)) return false
  const { build } = node
  if (build?.output !== undefined) return isWithin(file, build.output) || isMadeElsewhere(file, node)
  return file.includes('/') && !sourceFolders.has(topOf(file))
}

/** `next start` reads a configuration in TypeScript with the compiler, which is a development dependency by habit. */
const configOf = (config: string, imports: readonly string[], { manifest }: NodeFacts): readonly Output[] => {
  const files = [config, ...imports].map(fromSource)
  const isCompiled = isTypeScript(config) && !('typescript' in manifest.dependencies)
  if (!isCompiled || !('typescript' in manifest.devDependencies)) return files
  const comment = `\`next start\` compiles ${config} with it; \`output: 'standalone'\` there would do without.`
  return [...files, { ...fromSource('node_modules/typescript'), comment }]
}

/** What the build writes: the option, else what the build tool is configured to write. */
export const outputsOf = (node: NodeFacts, options: NodeOptions, start: Start): readonly Output[] => {
  if (options.output) return options.output.map(inPlace)
  const { next, build } = node
  if (next) {
    const files = next.hasPublic ? [fromSource('public')] : []
    return next.output === 'standalone'
      ? [{ from: '.next/standalone', to: './' }, inPlace('.next/static'), ...files]
      : [
          inPlace('.next'),
          ...files,
          ...(next.config === undefined ? [] : configOf(next.config, next.configImports, node)),
        ]
  }
  const file = start.kind === 'file' ? start.file : undefined
  if (build?.output !== undefined && file !== undefined && isMadeElsewhere(file, node)) {
    const program = sourceFolders.has(topOf(file)) ? file.slice(0, file.lastIndexOf('/')) : topOf(file)
    return (isWithin(build.output, program) ? [program] : [program, build.output]).map(inPlace)
  }
  const output = build?.output ?? (file !== undefined && isBuilt(file, node) ? topOf(file) : undefined)
  if (output !== undefined) return [inPlace(output)]
  return refuse(
    'unknown-build-output',
    `nodeProdDeps() does not know where the script \`${build?.script ?? 'build'}\` (\`${build?.command ?? ''}\`) writes.`,
    "Say so, `nodeProdDeps({ output: ['dist'] })`, or that nothing has to be built, `nodeProdDeps({ build: false })`.",
  )
}
