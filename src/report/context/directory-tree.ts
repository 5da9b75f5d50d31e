import type { DirectorySummary } from '../../context/directory-summary.js'

/** A line of the tree of the largest directories. */
export interface TreeLine {
  readonly directory: DirectorySummary
  /** How many of its parents stand above it. */
  readonly depth: number
  /** Its path below the parent that stands above it. */
  readonly name: string
}

/** Goes down through directories that hold nothing but one other: they are one line. */
const descendChain = (directory: DirectorySummary): DirectorySummary => {
  const [only, ...others] = directory.directories
  return only === undefined || others.length > 0 || only.files !== directory.files ? directory : descendChain(only)
}

/** The `count` largest directories, each below its parent, larger ones first. A parent is never smaller than what is in it. */
export const largestDirectories = (summary: DirectorySummary, count: number): readonly TreeLine[] => {
  const chosen = new Set<DirectorySummary>()
  let candidates = summary.directories.map(descendChain)
  while (chosen.size < count && candidates.length > 0) {
    const next = candidates.reduce((best, each) => (each.bytes > best.bytes ? each : best))
    if (next.bytes === 0) break
    chosen.add(next)
    candidates = [...candidates.filter((each) => each !== next), ...next.directories.map(descendChain)]
  }
  const linesOf = (parent: DirectorySummary, depth: number): readonly TreeLine[] =>
    parent.directories
      .map(descendChain)
      .filter((directory) => chosen.has(directory))
      .sort((left, right) => right.bytes - left.bytes)
      .flatMap((directory) => [
        { directory, depth, name: directory.path.slice(parent.path === '' ? 0 : parent.path.length + 1) },
        ...linesOf(directory, depth + 1),
      ])
  return linesOf(summary, 0)
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/**
 * A bar of up to `width` characters for a share of the whole.
 *
 * @example
 * ```ts
 * bar(0.5, 4) // '██  '
 * ```
 */
export const bar = (share: number, width: number): string => {
  const parts = Math.round(Math.min(1, Math.max(0, share)) * width * 8)
  return ('█'.repeat(parts >> 3) + (eighths[parts % 8] ?? '')).padEnd(width)
}
