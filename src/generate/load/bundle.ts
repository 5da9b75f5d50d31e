import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildOptions, Message, Metafile, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import type { Place, Position } from '../../model/place.js'
import { buildError, isBuildFailure } from './build-error.js'
import { loadEsbuild } from './esbuild.js'
import { entryModule, type Library, partModule } from './library.js'
import { perFileDefines, withPerFileVariables } from './per-file-variables.js'
import { createSourceMapLookup, type OriginalPosition } from './source-map.js'

/** A `dockerfile.ts` with the local files that it imports, as one module. */
export interface Bundle {
  readonly code: string
  /** Whether the code may have syntax of TypeScript left in it, because it was taken as it is. */
  readonly mayBeTypeScript?: true
  /** The user's file and position behind a position of `code`; the file is an absolute path. */
  readonly locate: (generated: Position) => OriginalPosition | undefined
  /** The parts of our library that the code needs. */
  readonly parts: readonly string[]
  /** Absolute paths of all files that went in, for whoever watches them. */
  readonly inputs: readonly string[]
}

const extensions = /\.([cm]?[jt]s|[jt]sx)$/
const loaders = { ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx', js: 'js', mjs: 'js', cjs: 'js', jsx: 'jsx' } as const

/** Where the text of a file moved right, by file. */
type Shifts = Map<string, { readonly line: number; readonly columns: number }>

const ownLibrary = (library: Library): Plugin => ({
  name: 'gen-dockerfile',
  setup(build) {
    build.onResolve({ filter: /^gen-dockerfile(?:$|[/:])/ }, ({ path, namespace }) => {
      if (path in library.entries) return { path, namespace: 'entry', sideEffects: false }
      if (namespace === 'entry')
        return { path: path.slice('gen-dockerfile:'.length), namespace: 'part', sideEffects: false }
      const known = Object.keys(library.entries).map((entry) => `\`${entry}\``)
      return { errors: [{ text: `\`${path}\` cannot be imported here, only ${known.join(' and ')}` }] }
    })
    build.onLoad({ filter: /^/, namespace: 'entry' }, async ({ path }) => ({
      contents: await entryModule(library, path),
    }))
    build.onLoad({ filter: /^/, namespace: 'part' }, async ({ path }) => ({
      contents: await partModule(library, path),
    }))
  },
})

const asked = Symbol('asked')

/** Installed packages are not bundled: they may be native, and Node loads them faster. Symlinked workspace members are. */
const isInstalledModule = (path: string): boolean =>
  /[\\/]node_modules[\\/].*\.(?:[cm]?js|node)$/.test(path) && !/\.zip[\\/]/.test(path)

const resolvePackage = async (build: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult | undefined> => {
  if (args.pluginData === asked || args.kind === 'entry-point') return undefined
  const { path, importer, namespace, resolveDir, kind } = args
  const found = await build.resolve(path, { importer, namespace, resolveDir, kind, pluginData: asked })
  if (found.errors.length > 0 || found.external || !isInstalledModule(found.path)) return undefined
  return { path: kind.startsWith('require') ? found.path : pathToFileURL(found.path).href, external: true }
}

const installedPackages: Plugin = {
  name: 'installed-packages',
  setup: (build) => build.onResolve({ filter: /^[^./]/ }, (args) => resolvePackage(build, args)),
}

const ownPaths = (shifts: Shifts): Plugin => ({
  name: 'own-paths',
  setup: (build) =>
    build.onLoad({ filter: extensions, namespace: 'file' }, ({ path }) => {
      const changed = withPerFileVariables(readFileSync(path, 'utf8'), path)
      const extension = extensions.exec(path)?.[1]
      if (changed === undefined || extension === undefined) return undefined
      shifts.set(path, changed)
      return { contents: changed.text, loader: loaders[extension as keyof typeof loaders] }
    }),
})

const partsOf = (metafile: Metafile): string[] =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) =>
      input.startsWith('part:') && bytesInOutput > 0 ? [input.slice('part:'.length)] : [],
    ),
  )

const optionsFor = (file: string): BuildOptions & { readonly write: false; readonly metafile: true } => ({
  entryPoints: [file],
  absWorkingDir: dirname(file),
  outfile: `${file}.bundle.js`,
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  logLevel: 'silent',
  charset: 'utf8',
  define: perFileDefines,
  banner: {
    js: `import{createRequire as genDockerfileRequire}from'node:module';const require=genDockerfileRequire(${JSON.stringify(pathToFileURL(file).href)});`,
  },
})

/** esbuild's names of modules that are no files: `part:core`. */
const isVirtual = (input: string): boolean => /^\w\w+:/.test(input)

/**
 * Bundles a `dockerfile.ts` with its local imports into one ECMAScript module. `gen-dockerfile` is bound to `library`;
 * installed packages stay imports, by absolute URL. `display` gives the name that the user knows a file by.
 *
 * Rejects with a GenDockerfileError when the file or one that it imports cannot be parsed or resolved.
 */
export const bundle = async (file: string, library: Library, display: (file: string) => string): Promise<Bundle> => {
  const folder = dirname(file)
  const shifts: Shifts = new Map()
  const unshift = (source: string, line: number, column: number): number => {
    const shift = shifts.get(source)
    return Math.max(1, shift?.line === line ? column - shift.columns : column)
  }
  const placeOf = ({ location }: Message): Place => {
    if (location === null || isVirtual(location.file)) return { file: display(file) }
    const source = resolve(folder, location.file)
    // esbuild counts columns from 0 and in bytes.
    const characters = Buffer.from(location.lineText).subarray(0, location.column).toString().length
    return { file: display(source), line: location.line, column: unshift(source, location.line, characters + 1) }
  }
  const plugins = [ownLibrary(library), ownPaths(shifts), installedPackages]
  const result = await loadEsbuild()
    .build({ ...optionsFor(file), plugins })
    .catch((error: unknown) => {
      throw isBuildFailure(error) ? buildError(error, display(file), placeOf) : error
    })
  const output = (suffix: string) => result.outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? ''
  const lookup = createSourceMapLookup(output('.map'))
  return {
    code: output('.js'),
    parts: partsOf(result.metafile),
    inputs: Object.keys(result.metafile.inputs).flatMap((input) => (isVirtual(input) ? [] : [resolve(folder, input)])),
    locate(generated) {
      const found = lookup(generated)
      if (found === undefined || isVirtual(found.source)) return undefined
      const source = resolve(folder, found.source)
      return { source, line: found.line, column: unshift(source, found.line, found.column) }
    },
  }
}
