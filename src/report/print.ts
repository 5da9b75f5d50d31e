import { dirname, resolve } from 'node:path'
import { assemble, type Buildable } from '../builders/assemble.js'
import { brandOf } from '../builders/brand.js'
import { currentOrigin } from '../builders/origin.js'
import type { Preset } from '../presets/define-preset.js'

/** What {@link print} takes: whatever a `dockerfile.ts` may export by default, functions apart. */
export type Printable =
  | Buildable
  | Preset
  | readonly (Buildable | Preset)[]
  | Readonly<Record<string, Buildable | Preset>>

/** Options of {@link print}. */
export interface PrintOptions {
  /** The folder that presets read their facts from; by default the folder of the script that Node was started with. */
  readonly dir?: string
}

const isPreset = (value: Buildable | Preset): value is Preset => brandOf(value) === 'preset'

const textOf = async (value: Buildable | Preset, dir: string): Promise<string> => {
  const { renderDocument } = await import('../renderer/index.js')
  if (!isPreset(value)) return renderDocument(assemble(value).document).text
  const [{ presetDefinition, presetDir, resolve: resolvePreset }, { readFacts }] = await Promise.all([
    import('../presets/define-preset.js'),
    import('../project/read-facts.js'),
  ])
  const { ecosystems } = presetDefinition(value)
  const facts = await readFacts(resolve(dir, presetDir(value) ?? '.'), ecosystems.length === 0 ? {} : { ecosystems })
  return renderDocument(assemble(resolvePreset(value, facts)).document).text
}

/**
 * Prints the Dockerfile to standard output, for `tsx dockerfile.ts` by hand. Of several, each begins with `# ==> file`.
 * Under the command line it does nothing: that takes the default export.
 *
 * @example
 * ```ts
 * const app = stage().from('scratch').copy('app', '/app')
 * export default app
 * await print(app)
 * // # syntax=docker/dockerfile:1
 * //
 * // FROM scratch
 * // COPY app /app
 * ```
 * @throws GenDockerfileError for what cannot be generated, at the call that said it.
 */
export const print = async (value: Printable, options: PrintOptions = {}): Promise<void> => {
  // Only the command line captures origins.
  if (currentOrigin() !== undefined) return
  const { targetsOf } = await import('../generate/default-export.js')
  const script = process.argv[1]
  const dir = options.dir ?? (script === undefined ? process.cwd() : dirname(resolve(script)))
  const targets = targetsOf(value, 'print()', false)
  const texts = await Promise.all(
    targets.map(async ({ value: target, file }) => {
      const text = await textOf(target, dir)
      return targets.length === 1
        ? text
        : `# ==> ${(isPreset(target) ? undefined : assemble(target).file) ?? file}\n${text}`
    }),
  )
  process.stdout.write(texts.join('\n'))
}
