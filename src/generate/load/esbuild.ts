import { createRequire } from 'node:module'

/** Loads the bundler. It is CommonJS: requiring it takes half the time of importing it. */
export const loadEsbuild = (): typeof import('esbuild') => createRequire(import.meta.url)('esbuild')

/** Starts the bundler's own process ahead of its first use, by its smallest request, while the rest of the program loads. */
export const warmUpEsbuild = (): void => {
  // What fails here fails again where it is told.
  loadEsbuild()
    .formatMessages([], { kind: 'error' })
    .catch(() => {})
}
