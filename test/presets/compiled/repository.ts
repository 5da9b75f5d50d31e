import { render } from '../../../src/builders/render.js'
import { resolve, type Preset } from '../../../src/presets/define-preset.js'
import { factsFrom } from '../../../src/project/facts-from.js'
import { memorySource } from '../../../src/project/file-source.js'
import { isGenDockerfileError, type GenDockerfileError } from '../../../src/model/error.js'

/** A repository in memory, and what a preset is asked to make of it. */
export interface Example {
  readonly files: Readonly<Record<string, string>>
  /** The service's folder; the root by default. */
  readonly dir?: string
  readonly preset: Preset
}

/** The Dockerfile that the preset gives for the repository. */
export const dockerfileOf = async ({ files, dir, preset }: Example): Promise<string> =>
  render(resolve(preset, await factsFrom(memorySource(files), dir === undefined ? {} : { dir })))

/** The error with which the preset refuses the repository. */
export const refusalOf = async (example: Example): Promise<GenDockerfileError> => {
  try {
    await dockerfileOf(example)
  } catch (error) {
    if (isGenDockerfileError(error)) return error
    throw error
  }
  throw new Error('The preset accepted the repository.')
}
