import { join } from 'node:path'
import { build } from 'esbuild'

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

/**
 * Bundles `src/cli/main.ts` into `dist/cli/`. What the program imports dynamically becomes a chunk in the same folder, so
 * that a module finds the package's other files by the same relative path from wherever it ends up.
 */
export const bundleCli = async (root: string): Promise<CliBundle> => {
  const result = await build({
    entryPoints: [join(root, 'src', 'cli', 'main.ts')],
    outdir: join(root, 'dist', 'cli'),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    chunkNames: 'chunk-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    external: ['esbuild'],
    logLevel: 'warning',
  })
  return {
    files: result.outputFiles.map(({ path, text }) => ({ path, text: withRequire(text) })),
    inputs: Object.keys(result.metafile.inputs),
  }
}
