import type { StageBuilder } from '../../builders/stage.js'
import type { CommonOptions } from '../common-options.js'

/** An empty folder of the build stage. */
export const emptyFolder = '/out/empty'

/** Whether folders are relative, so that they need a working directory. */
export const needsWorkdir = ({ writable }: CommonOptions): boolean => writable.some((folder) => !folder.startsWith('/'))

/** The build stage with an empty folder where the final image needs some: without a shell it cannot make any. */
export const withEmptyFolder = <Name extends string, Known extends string>(
  build: StageBuilder<Name, Known>,
  { writable }: CommonOptions,
): StageBuilder<Name, Known> => (writable.length === 0 ? build : build.run(`mkdir -p ${emptyFolder}`))
