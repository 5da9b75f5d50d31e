import { GenDockerfileError } from '../../model/error.js'
import { setOriginCapture } from '../../builders/origin.js'
import { bundle, type Bundle } from './bundle.js'
import { loadPresetCall } from './called-preset.js'
import { bindLibraryPart, hasRun, type Library } from './library.js'
import { bundleScript, type ReadScript } from './read-script.js'
import { settle } from './settle.js'
import { userError } from './user-error.js'
import { currentUserPlace, registerBundle } from './user-frames.js'

/** What loading a `dockerfile.ts` needs. */
export interface LoadOptions {
  readonly library: Library
  /** The name that the user knows a file by: relative to the working directory, with `/`. */
  readonly display: (file: string) => string
  /** For code that keeps the process busy without settling, in milliseconds. */
  readonly timeout?: number
}

/** A loaded `dockerfile.ts`. */
export interface Loaded {
  /** The default export; functions are not called yet. */
  readonly value: unknown
  /** Absolute paths of the file and of all local files that it imports. */
  readonly inputs: readonly string[]
  /** Runs code of the user's (an exported function): with the hook for origins, its errors told as the file's own. */
  readonly run: <Value>(code: () => Value | PromiseLike<Value>) => Promise<Value>
}

const allowed =
  'Write `export default` and a stage, a `dockerfile(…)`, a preset, an array or a record of them, or a function that returns one of those.'

const defaultExport = (namespace: object, file: string): unknown => {
  if (!('default' in namespace)) {
    const names = Object.keys(namespace).map((name) => `\`${name}\``)
    const what = names.length === 0 ? 'exports nothing' : `exports ${names.join(', ')} but has no default export`
    throw new GenDockerfileError({
      code: 'dockerfile-ts-no-default-export',
      message: `\`${file}\` ${what}, so there is nothing to generate.`,
      hint: allowed,
      place: { file },
    })
  }
  const value = namespace.default
  // A CommonJS module that was compiled from ECMAScript.
  const isInterop = typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
  return isInterop ? value.default : value
}

/** Runs code of a user's file of this name: with the hook for origins, its errors told as the file's own. */
export const runUserCode = async <Value>(
  userCode: () => Value | PromiseLike<Value>,
  name: string,
  timeout?: number,
): Promise<Value> => {
  setOriginCapture(currentUserPlace)
  try {
    return await settle(name, userCode, timeout)
  } catch (error) {
    throw userError(error, name)
  } finally {
    setOriginCapture(undefined)
  }
}

const evaluateBundle = async (file: string, bundled: Bundle, options: LoadOptions): Promise<Loaded> => {
  const { library, display, timeout } = options
  const name = display(file)
  const { code, parts, inputs, locate, mayBeTypeScript } = bundled
  await Promise.all(parts.map((part) => bindLibraryPart(library, part)))
  const script = registerBundle(locate, display)
  const source = `${code}\n//# sourceURL=${script}\n`
  const run: Loaded['run'] = (userCode) => runUserCode(userCode, name, timeout)
  const url = `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
  const evaluate = async (): Promise<object | undefined> => {
    hasRun(file)
    return import(url).catch((error: unknown) => {
      if (mayBeTypeScript && error instanceof SyntaxError && !hasRun(file)) return undefined
      throw error
    })
  }
  const namespace = await run(evaluate)
  if (namespace === undefined) return evaluateBundle(file, await bundle(file, library, display), options)
  return { value: defaultExport(namespace, name), inputs, run }
}

/**
 * Evaluates a `dockerfile.ts` (or .mts, .js, .mjs, .cjs) that was read and gives its default export. No file is written, nothing else
 * is executed than the file and what it imports.
 *
 * Rejects with a GenDockerfileError at the user's own line when it cannot be parsed, throws, does not settle or exports nothing.
 */
export const load = async (file: string, script: Promise<ReadScript>, options: LoadOptions): Promise<Loaded> => {
  const read = await script
  if (read.kind === 'code') return evaluateBundle(file, read.bundle, options)
  const loaded = await loadPresetCall(read.call, file, options)
  const { library, display } = options
  return loaded ?? evaluateBundle(file, await bundleScript(file, library, display), options)
}
