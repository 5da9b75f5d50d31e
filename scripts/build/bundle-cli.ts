import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import * as presets from '../../src/cli/library/presets.js'

/** What {@link bundleCli} makes; nothing is written. */
export interface CliBundle {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** All files that went in, relative to the repository. */
  readonly inputs: readonly string[]
}

/** CommonJS packages ask for Node's modules by `require`, which the one chunk that spells it out has to have. */
const withRequire = (text: string): string =>
  /\bvar __require ?=/.test(text)
    ? `import{createRequire as nodeRequire}from"node:module";const require=nodeRequire(import.meta.url);${text}`
    : text

const common = {
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

/**
 * Bundles `src/cli/` for the folder `outdir`: `main.js`, which answers `--version` with nothing else loaded, and `run.js`, in which
 * what is imported dynamically is a chunk of its own. All lie in one folder, so that a module finds the package's other
 * files by the same relative path from wherever it ends up.
 */
export const bundleCli = async (root: string, outdir: string): Promise<CliBundle> => {
  const place = { absWorkingDir: root, outdir }
  const source = (name: string): string => join(root, 'src', 'cli', name)
  const [main, run] = await Promise.all([
    build({ ...common, ...place, entryPoints: [source('main.ts')], external: ['./run.js'] }),
    build({
      ...common,
      ...place,
      entryPoints: [source('run.ts')],
      external: ['esbuild'],
      define: { GEN_DOCKERFILE_PRESET_NAMES: JSON.stringify(Object.keys(presets)) },
      splitting: true,
      chunkNames: 'chunk-[hash]',
    }),
  ])
  const files = [...main.outputFiles, ...run.outputFiles]
  return {
    files: files.map(({ path, text }) => ({ path, text: withRequire(text) })),
    inputs: [...Object.keys(main.metafile.inputs), ...Object.keys(run.metafile.inputs)],
  }
}
