import { analyse } from '../analysis/analyse.js'
import { contextSources } from '../analysis/context-sources.js'
import { assemble, type Buildable } from '../builders/assemble.js'
import { deriveIgnore, mergedSection, renderIgnore } from '../ignore/index.js'
import { lintDocument } from '../linter/index.js'
import type { Diagnostic } from '../model/diagnostic.js'
import { fileTree } from '../model/file-tree.js'
import { isPreset, resolve, type Preset } from '../presets/define-preset.js'
import type { Facts } from '../project/facts.js'
import { factsFrom } from '../project/facts-from.js'
import { memorySource } from '../project/file-source.js'
import { renderDocument } from '../renderer/index.js'

/** A repository in memory: paths with `/`, and what the files hold. */
export type Files = Readonly<Record<string, string>>

/** What generating in a repository would give. */
export interface Generated {
  readonly dockerfile: string
  readonly dockerignore: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Options of {@link generateIn}. */
export interface GenerateInOptions {
  /** The folder of the service in the repository; `.` by default. */
  readonly dir?: string
}

/**
 * The facts of a repository in memory, for tests of a preset.
 *
 * @example
 * ```ts
 * (await factsOf({ 'go.mod': 'module example.com/app\n\ngo 1.26\n' })).name
 * // app
 * ```
 */
export const factsOf = (files: Files, { dir = '.' }: GenerateInOptions = {}): Promise<Facts> =>
  factsFrom(memorySource(files), { dir })

/**
 * What `gen-dockerfile` would write for a stage, a dockerfile or a preset in a repository, without touching a disk: for
 * tests of presets and of `dockerfile.ts`. The marker line is left out.
 *
 * @example
 * ```ts
 * const { dockerfile } = await generateIn(stage().from('scratch').copy('app', '/app'), { app: '' })
 * dockerfile
 * // # syntax=docker/dockerfile:1
 * //
 * // FROM scratch
 * // COPY app /app
 * ```
 * @throws GenDockerfileError for what cannot be generated.
 */
export const generateIn = async (
  value: Buildable | Preset,
  files: Files,
  options: GenerateInOptions = {},
): Promise<Generated> => {
  const built = isPreset(value) ? resolve(value, await factsOf(files, options)) : value
  const { document, suppressions, ignore, targets } = assemble(built)
  const { text, spans } = renderDocument(document)
  const derive = (): string => {
    const { sections } = deriveIgnore(contextSources(analyse(document)))
    const merged = ignore === 'merge' ? mergedSection(sections, files['.dockerignore'] ?? '') : undefined
    return renderIgnore(merged === undefined ? sections : [...sections, merged])
  }
  const dockerignore = ignore === false ? '' : typeof ignore === 'object' ? ignore.render() : derive()
  const tree = fileTree(Object.keys(files))
  const diagnostics = lintDocument(document, { tree, text, targets, ignore: dockerignore, spans, suppressions })
  return { dockerfile: text, dockerignore, diagnostics }
}
