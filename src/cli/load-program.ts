import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { requireWithCache } from './code-cache.js'
import { version } from './version.js'

type Program = typeof import('./run.js')

/** The program as one bundle beside this file; absent where the sources are run. */
const bundle = fileURLToPath(new URL('run.cjs', import.meta.url))

const isProgram = (loaded: unknown): loaded is Program =>
  typeof loaded === 'object' && loaded !== null && 'run' in loaded && typeof loaded.run === 'function'

const requireBundle = (): unknown => {
  const enable: unknown = Reflect.get(module, 'enableCompileCache')
  // Node 22 and later can keep what they compiled for the next run.
  if (typeof enable === 'function') {
    enable()
    return createRequire(import.meta.url)(bundle)
  }
  const { exports, keepCompiled } = requireWithCache(bundle, version(), (url) => import(url))
  process.once('exit', keepCompiled)
  return exports
}

/** Loads the program: the bundle beside the file that asks for it, else its sources. */
export const loadProgram = async (): Promise<Program> => {
  if (!existsSync(bundle)) return import('./run.js')
  const loaded = requireBundle()
  if (!isProgram(loaded)) throw new TypeError('The bundle is not the program.')
  return loaded
}
