import { lazy } from '../../analysis/lazy.js'
import { matcherOf, parseIgnoreFile } from '../../ignore/index.js'
import type { IgnoreFile, Matcher } from '../../ignore/index.js'
import { isGenDockerfileError } from '../../model/error.js'

/** An ignore file, read once for all rules. */
export interface ReadIgnoreFile extends IgnoreFile {
  readonly lines: () => readonly string[]
  /** Absent for a list of patterns that Docker refuses. */
  readonly matcher: Matcher | undefined
}

const usableMatcher = ({ patterns }: IgnoreFile): Matcher | undefined => {
  try {
    return matcherOf(patterns)
  } catch (error) {
    if (isGenDockerfileError(error)) return undefined
    throw error
  }
}

interface Known {
  readonly text: string
  readonly file: ReadIgnoreFile
}

const knownOf = (text: string, { patterns, problems }: IgnoreFile): Known => ({
  text,
  file: { patterns, problems, lines: lazy(() => text.split('\n')), matcher: usableMatcher({ patterns, problems }) },
})

let last: Known | undefined

/** Tells what the ignore file says that is asked for next: who wrote it knows. */
export const tellIgnoreFile = (text: string, file: IgnoreFile): void => {
  last = knownOf(text, file)
}

/** Reads the ignore file that applies. All rules ask for the same one, one after the other. */
export const readIgnoreFile = (text: string): ReadIgnoreFile => {
  if (last?.text !== text) last = knownOf(text, parseIgnoreFile(text))
  return last.file
}
