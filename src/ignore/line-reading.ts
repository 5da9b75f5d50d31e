import { remember } from '../model/remember.js'
import { contextPath, trimSpace } from './go-path.js'
import { explainFailure } from './matcher.js'
import { type Compiled, compilePattern, plainException } from './pattern.js'

/** What is wrong with a line, wherever it stands. */
export interface LineProblem {
  readonly message: string
  readonly hint: string
  /** `always`: the build fails. `when-reached`: it fails as soon as a path is compared with this pattern. */
  readonly fails: 'always' | 'when-reached'
}

/** What a line of an ignore file says, wherever it stands. */
export interface LineReading {
  readonly keeps: boolean
  readonly pattern: string
  readonly compiled: Compiled
  readonly problem: LineProblem | undefined
  /** Where the pattern begins, from 1. */
  readonly column: number
  readonly length: number
}

const problemOf = (compiled: Compiled): LineProblem | undefined => {
  if (typeof compiled === 'string') return { ...explainFailure(compiled), fails: 'always' }
  return compiled?.fails !== false ? { ...explainFailure('bad-syntax'), fails: 'when-reached' } : undefined
}

/** Reads one line; undefined for a comment and for a blank line. */
export const readLine = remember((line): LineReading | undefined => {
  if (line.startsWith('#')) return undefined
  const trimmed = trimSpace(line)
  if (trimmed === '') return undefined
  const keeps = trimmed.startsWith('!')
  const pattern = keeps ? `!${contextPath(trimSpace(trimmed.slice(1)))}` : contextPath(trimmed)
  const compiled = compilePattern(pattern)
  const column = line.indexOf(trimmed) + 1
  return { keeps, pattern, compiled, problem: problemOf(compiled), column, length: trimmed.length }
})

/** What {@link readLine} says of the exception for a plain path: how that is read is known. */
export const readException = (path: string): LineReading => {
  const compiled = plainException(path)
  const pattern = `!${path}`
  return { keeps: true, pattern, compiled, problem: problemOf(compiled), column: 1, length: pattern.length }
}
