import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build, transform, type BuildOptions, type OutputFile, type Plugin, type TransformOptions } from 'esbuild'

/** What {@link bundleCli} makes; nothing is written. */
export interface CliBundle {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** All files that went in, relative to the repository. */
  readonly inputs: readonly string[]
}

/** What a chunk uses of a module's surroundings and CommonJS has under other names, or not at all. */
const surroundings = {
  moduleUrl: "const moduleUrl=require('node:url').pathToFileURL(__filename).href;",
  // Code from a cache cannot import by itself, so who loads it does.
  importModule: 'const importModule=require.importer??(url=>import(url));',
}

/**
 * A chunk as CommonJS, which Node loads in less time, and whose compiled code every version of it can keep. Only modules can
 * share chunks, so that is what they are bundled as.
 */
const asCommonJs = async (text: string): Promise<string> => {
  const { code } = await transform(text.replaceAll(/\bimport\((?="\.\/)/g, 'requireLater('), {
    ...conventions,
    format: 'cjs',
    define: {
      'import.meta.url': 'moduleUrl',
      'import.meta.filename': '__filename',
      'import.meta.dirname': '__dirname',
    },
  })
  const beside = code
    .replaceAll(/\brequireLater\("(\.\/[\w-]+)\.js"\)/g, 'Promise.resolve().then(()=>require("$1.cjs"))')
    .replaceAll(/\brequire\("(\.\/[\w-]+)\.js"\)/g, 'require("$1.cjs")')
    .replaceAll(/\brequireBeside\(/g, 'require(')
    .replaceAll(/\bimport\(/g, 'importModule(')
  const used = Object.entries(surroundings).flatMap(([name, line]) => (beside.includes(name) ? [line] : []))
  return [...used, beside].join('')
}

const conventions = {
  target: 'node20.19',
  // V8 reads a text of one-byte characters in half the time.
  charset: 'ascii',
  // Less to read is a quicker start.
  minify: true,
  legalComments: 'none',
} as const satisfies TransformOptions

const common = {
  ...conventions,
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'warning',
  // That the program is imported for nothing is on purpose.
  logOverride: { 'ignored-bare-import': 'silent' },
} as const satisfies BuildOptions

const isName = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default'

/** Modules of Node's that its snapshot does not hold, so that they take milliseconds to load, and that few runs use. */
const slowModules = ['node:child_process', 'node:crypto', 'node:zlib']

/** Functions that load their module when they are called. */
const lateModule = (path: string): string =>
  [
    `const load = () => process.getBuiltinModule(${JSON.stringify(path)})`,
    ...Object.entries(process.getBuiltinModule(path) ?? {}).flatMap(([key, value]) =>
      isName(key) && typeof value === 'function' ? [`export const ${key} = (...args) => load().${key}(...args)`] : [],
    ),
  ].join('\n')

/** Each name is read only where it is used: `node:fs` has some that load all of its streams. */
const ownModule = (path: string): string => {
  if (slowModules.includes(path)) return lateModule(path)
  const read = Object.keys(process.getBuiltinModule(path) ?? {})
    .filter(isName)
    .map((key, index) => `const _${index} = /* @__PURE__ */ (() => it.${key})()\nexport { _${index} as ${key} }`)
  return [`const it = process.getBuiltinModule(${JSON.stringify(path)})`, 'export default it', ...read].join('\n')
}

/** Node's own modules by the call that gives them as they are: importing one makes it list all of its exports first. */
const ownModules: Plugin = {
  name: 'own-modules',
  setup: (builder) => {
    builder.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'node', sideEffects: false } : undefined,
    )
    builder.onLoad({ filter: /^/, namespace: 'node' }, ({ path }) => ({
      contents: ownModule(path),
    }))
  },
}

/** The page of a rule: an object that few runs look at, but whose texts would all be read at the start. */
const docs = /^ {2}docs: (\{\n[^]*?\n {2}\}),$/m

/** Has a rule's page made when it is asked for. */
const withLateDocs = (source: string): string =>
  source.replace(docs, (_, page: string) => `  get docs() { return ${page} },`)

/**
 * V8 reads the whole of an arrow function where it only looks over the body of a function, which takes a third less time.
 * Ours have no `this` of their own; a file with a class is left as it is, since there they do.
 */
const noArrows: Plugin = {
  name: 'no-arrows',
  setup: (builder) => {
    builder.onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (path.includes('node_modules') || /\bclass\b/.test(source)) return undefined
      const { code } = await transform(/[\\/]src[\\/]rules[\\/]/.test(path) ? withLateDocs(source) : source, {
        loader: 'ts',
        target: common.target,
        supported: { arrow: false },
      })
      return { contents: code, loader: 'js' }
    })
  },
}

/**
 * Without this the modules that the program shares with what it loads later would be one chunk for each combination of
 * those who share, thirty files to open at the start. Whatever is loaded later imports all of the program, so that there is
 * one combination.
 */
const oneSharedChunk = (run: string): Plugin => ({
  name: 'one-shared-chunk',
  setup: (builder) => {
    builder.onResolve({ filter: /^\./ }, ({ path, kind, importer, resolveDir }) =>
      kind === 'dynamic-import' && !importer.includes('node_modules')
        ? { path: resolve(resolveDir, path.replace(/\.js$/, '.ts')), namespace: 'later' }
        : undefined,
    )
    builder.onLoad({ filter: /^/, namespace: 'later' }, ({ path }) => ({
      contents: `import ${JSON.stringify(run)}\nexport * from ${JSON.stringify(path)}`,
      resolveDir: dirname(path),
    }))
  },
})

/** Spells the exports of a module that stands for a library, where `load()` gives the library. */
type Exports = (names: readonly string[]) => readonly string[]

/**
 * A library that few runs need, as a CommonJS file beside the program that the first use loads: only that can be done in the
 * middle of synchronous code. `exports` spells what stands for it until then; what matches `handsOut` gives it to users, and
 * so gets the library as it is.
 */
const onFirstUse = async (
  name: string,
  place: { readonly absWorkingDir: string; readonly outdir: string },
  exports: Exports,
  handsOut?: RegExp,
) => {
  const library: object = await import(name)
  const { outputFiles, metafile } = await build({
    ...common,
    ...place,
    format: 'cjs',
    entryPoints: [{ in: name, out: name }],
    outExtension: { '.js': '.cjs' },
  })
  const contentsFor = (spell: Exports): string =>
    [
      'let library',
      `const load = () => (library ??= requireBeside('./${name}.cjs'))`,
      ...spell(Object.keys(library).filter(isName)),
    ].join('\n')
  const plugin: Plugin = {
    name: `${name}-on-first-use`,
    setup: (builder) => {
      const namespace = `first-use-of-${name}`
      builder.onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) => ({
        path: handsOut?.test(importer) ? 'values' : 'stand-ins',
        namespace,
        sideEffects: false,
      }))
      builder.onLoad({ filter: /^/, namespace }, ({ path }) => ({
        contents: contentsFor(path === 'values' ? values : exports),
        resolveDir: place.absWorkingDir,
      }))
    },
  }
  return { plugin, outputFiles, inputs: Object.keys(metafile.inputs) }
}

/** All that the library exports, loaded at once. */
const values: Exports = (names) =>
  names.map((name, index) => `const _${index} = load().${name}\nexport { _${index} as ${name} }`)

/** Functions that load their library when they are called. */
const functions: Exports = (names) => names.map((name) => `export const ${name} = (...args) => load().${name}(...args)`)

/** Schemas that load their library when they have something to check. */
const schemas: Exports = (names) => [
  "import { called, recorded } from './src/cli/library/recorded-schema.js'",
  ...names.map((name, index) => {
    const how = name === 'toJSONSchema' ? 'called' : 'recorded'
    return `const _${index} = /* @__PURE__ */ ${how}(load, '${name}')\nexport { _${index} as ${name} }`
  }),
]

/**
 * Bundles `src/cli/` for the folder `outdir`: `main.js`, which answers `--version` with nothing else loaded, `thread.js` and
 * `lint-helper.cjs`, which other threads begin with, and `run.cjs`, in which what is imported dynamically is a chunk of its own. All
 * lie in one folder, so that a module finds the package's other files by the same relative path from wherever it ends up.
 */
export const bundleCli = async (root: string, outdir: string): Promise<CliBundle> => {
  const place = { absWorkingDir: root, outdir }
  const source = (name: string): string => join(root, 'src', 'cli', name)
  const later = await Promise.all([
    onFirstUse('unbash', place, functions),
    onFirstUse('zod', place, schemas, /[\\/]presets[\\/]schema\.ts$/),
  ])
  const [main, run] = await Promise.all([
    build({
      ...common,
      ...place,
      entryPoints: [source('main.ts'), source('thread.ts'), source('lint-helper.ts')],
      external: ['./run.js', 'esbuild'],
      plugins: [ownModules, noArrows],
    }),
    build({
      ...common,
      ...place,
      entryPoints: [source('run.ts')],
      external: ['esbuild'],
      splitting: true,
      chunkNames: 'chunk-[hash]',
      plugins: [ownModules, noArrows, ...later.map(({ plugin }) => plugin), oneSharedChunk(source('run.ts'))],
    }),
  ])
  const asModule = ({ path }: OutputFile): boolean => !path.endsWith('lint-helper.js')
  const helper = main.outputFiles.filter((file) => !asModule(file))
  const chunks = [...helper, ...run.outputFiles].map(async ({ path, text }) => ({
    path: path.replace(/\.js$/, '.cjs'),
    text: await asCommonJs(text),
  }))
  const others = [...main.outputFiles.filter(asModule), ...later.flatMap(({ outputFiles }) => outputFiles)]
  return {
    files: [...others.map(({ path, text }) => ({ path, text })), ...(await Promise.all(chunks))],
    inputs: [
      ...Object.keys(main.metafile.inputs),
      ...Object.keys(run.metafile.inputs),
      ...later.flatMap(({ inputs }) => inputs),
    ],
  }
}
