import module from 'node:module'
import { setFlagsFromString } from 'node:v8'

/**
 * Linting some hundred files is over before V8's optimising compilers have earned what they cost: 576 files take half of the
 * processor time without them (0.84 for 1.58 seconds with Node 20, 0.78 for 1.12 with Node 24). From about this many files
 * on they pay.
 */
const fewestForCompilers = 1200

/** The optimising compilers of the versions of Node that this was measured with. */
const compilers: Readonly<Record<string, readonly string[]>> = { v20: ['opt'], v22: ['opt'], v24: ['opt', 'maglev'] }

const compilersFor = (files: number): readonly string[] =>
  files < fewestForCompilers ? (compilers[process.version.split('.', 1)[0] ?? ''] ?? []) : []

/** Turns V8's optimising compilers off, in all threads, where linting this many files is too short for them. */
export const compilersOff = (files: number): void => {
  // Compiled code that is kept for the next run is for the same settings only, which V8 of Node 22 does not give back exactly.
  const flush: unknown = Reflect.get(module, 'flushCompileCache')
  if (typeof flush === 'function') flush()
  for (const name of compilersFor(files)) setFlagsFromString(`--no-${name}`)
}

/** Turns on again what {@link compilersOff} turned off. */
export const compilersOn = (files: number): void => {
  for (const name of compilersFor(files)) setFlagsFromString(`--${name}`)
}
