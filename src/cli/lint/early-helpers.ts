import { type LintHelper, startHelpers } from '../lint-helpers.js'

let early: readonly LintHelper[] = []

/** Keeps threads that were started before the program was loaded, for the run that they are for. */
export const keepHelpers = (helpers: readonly LintHelper[]): void => {
  early = helpers
}

/** Threads that help with linting so many files: those that were started early, else new ones. */
export const helpersFor = (files: number): readonly LintHelper[] => (early.length > 0 ? early : startHelpers(files))
