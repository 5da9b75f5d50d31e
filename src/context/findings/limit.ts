import { showBytes } from '../byte-size.js'
import type { DirectorySummary } from '../directory-summary.js'
import { shownPath } from '../raw-name.js'
import type { WalkedFile } from '../walk.js'
import type { ContextFinding } from './finding.js'

/** The most that may be sent. */
export interface SizeLimit {
  /** As the user wrote it. */
  readonly text: string
  readonly bytes: number
}

const mostCauses = 5

/** What makes a context larger than it may be, for a gate in a pipeline; nothing where it is not. */
export const limitFindings = (
  summary: DirectorySummary,
  largest: readonly WalkedFile[],
  limit: SizeLimit,
): readonly ContextFinding[] => {
  const { files, bytes: total } = summary
  if (total <= limit.bytes) return []
  const causes = [
    ...summary.directories.map(({ path, bytes }) => ({ path: `${shownPath(path)}/`, bytes })),
    ...largest
      .filter(({ path }) => !path.includes('/'))
      .map(({ path, size }) => ({ path: shownPath(path), bytes: size })),
  ]
    .sort((left, right) => right.bytes - left.bytes)
    .filter(({ bytes }, index) => index === 0 || bytes * 100 >= total)
    .slice(0, mostCauses)
  return [
    {
      rule: 'context-limit',
      codes: [],
      severity: 'error',
      message: `The build context has ${showBytes(total)}, more than \`--limit ${limit.text}\` allows.`,
      hint: `The most comes from ${causes.map(({ path, bytes }) => `\`${path}\` (${showBytes(bytes)})`).join(', ')}.`,
      paths: causes.map(({ path }) => path),
      files,
      bytes: total,
    },
  ]
}
