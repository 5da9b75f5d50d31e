import { look } from '../../disk/journal.js'
import { bundle, type Bundle } from './bundle.js'
import type { Library } from './library.js'
import { plainBundle } from './plain-bundle.js'
import { type PresetCall, presetCall } from './preset-call.js'

/** A script before it is evaluated: code, or the call of a preset, which needs no evaluation. */
export type ReadScript =
  | { readonly kind: 'code'; readonly bundle: Bundle }
  | { readonly kind: 'call'; readonly call: PresetCall }

const hasPlainName = (file: string): boolean => /\.m?[jt]s$/.test(file)

const textOf = (file: string): string => {
  try {
    return look.text(file)
  } catch {
    // The bundler tells what is wrong.
    return ''
  }
}

/** What a script calls that is nothing but the call of one preset of ours with data. */
export const presetCallIn = (file: string, library: Library): PresetCall | undefined =>
  hasPlainName(file) ? presetCall(textOf(file), library) : undefined

/** The code of a script, bundled where it has to be; see {@link bundle}. */
export const bundleScript = async (
  file: string,
  library: Library,
  display: (file: string) => string,
): Promise<Bundle> =>
  (hasPlainName(file) ? await plainBundle(file, textOf(file), library) : undefined) ?? bundle(file, library, display)

/** Reads a script. Rejects with a GenDockerfileError when it cannot be parsed, or when something that it imports cannot be found. */
export const readScript = async (
  file: string,
  library: Library,
  display: (file: string) => string,
): Promise<ReadScript> => {
  const call = presetCallIn(file, library)
  return call === undefined
    ? { kind: 'code', bundle: await bundleScript(file, library, display) }
    : { kind: 'call', call }
}
