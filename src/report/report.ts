import type { FileStatus, GenerateOutcome } from '../generate/result.js'
import { severityCounts, type SeverityCounts } from './severity-counts.js'

/** How to report an outcome. */
export interface ReportOptions {
  /** Only what is wrong. */
  readonly quiet: boolean
  readonly color: boolean
  /** Prints whole files, and nothing else but what is wrong. */
  readonly stdout: boolean
  /** Nothing was written: what is `created` would be. */
  readonly preview: boolean
  /** The text of a file that a place names, for code frames. */
  readonly readSource: (file: string) => string | undefined
}

/** What is printed where. */
export interface Report {
  readonly stdout: string
  readonly stderr: string
}

/** Spells an outcome in one format. */
export type Reporter = (outcome: GenerateOutcome, options: ReportOptions) => Report

/** How many there are of each. */
export interface Summary extends Partial<Record<FileStatus, number>>, SeverityCounts {
  readonly files: number
}

const statuses: readonly FileStatus[] = ['created', 'updated', 'unchanged', 'stale', 'missing', 'conflict', 'failed']

/** Counts files by status, and findings by severity. */
export const summaryOf = ({ results, diagnostics, failures }: GenerateOutcome): Summary => {
  const byStatus = statuses.flatMap((status): [FileStatus, number][] => {
    const files = results.filter((result) => result.status === status).length
    return files === 0 ? [] : [[status, files]]
  })
  return {
    files: results.length,
    ...Object.fromEntries(byStatus),
    ...severityCounts([...failures, ...diagnostics]),
  }
}
