import { sh } from '../builders/shell.js'
import type { StageStep } from '../builders/steps/packages.js'

/**
 * Makes folders for a user, or gives it those that are there, but not what is in them: `RUN install -d -o 1000 -g 1000 data`.
 * A named volume takes over the owner of the folder that it is mounted on.
 */
export const makeWritable =
  (folders: readonly string[], uid: number): StageStep =>
  (stage) =>
    folders.length === 0 ? stage : stage.run(sh`install -d -o ${uid} -g ${uid} ${folders}`)
