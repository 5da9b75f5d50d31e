import { lazy } from '../../analysis/lazy.js'
import { matcherOf, parseIgnoreFile } from '../../ignore/index.js'
import type { Matcher } from '../../ignore/index.js'
import type { IgnoreFile } from '../../ignore/parse.js'
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

let last: { readonly text: string; readonly file: ReadIgnoreFile } | undefined

/** Reads the ignore file that applies. All rules ask for the same one, one after the other. */
export const readIgnoreFile = (text: string): ReadIgnoreFile => {
  if (last?.text !== text) {
    const file = parseIgnoreFile(text)
    last = { text, file: { ...file, lines: lazy(() => text.split('\n')), matcher: usableMatcher(file) } }
  }
  return last.file
}
