import { parseIgnoreFile } from './parse.js'
import type { IgnoreSection } from './render.js'

/**
 * The last section of an ignore file that takes in the patterns of a hand-written `.dockerignore`, in their order; `undefined` where that has
 * none to add. Comments are not taken over, of equal patterns the last stays, which decides anyway. What the sections before
 * deny already is left out, so that an allow-list's `*` does not undo theirs.
 *
 * @example
 * mergedSection([{ patterns: ['*', '!src'] }], '# mine\n*\n*.log\n!docs\n')
 * // { title: 'From .dockerignore', patterns: ['*.log', '!docs'] }
 */
export const mergedSection = (sections: readonly IgnoreSection[], text: string): IgnoreSection | undefined => {
  const known = new Set(sections.flatMap(({ patterns }) => patterns))
  const given = parseIgnoreFile(text).patterns
  const lastAt = new Map(given.map(({ pattern }, index) => [pattern, index]))
  const patterns: string[] = []
  let isReopened = false
  for (const [index, { pattern, keeps }] of given.entries()) {
    if (lastAt.get(pattern) !== index) continue
    isReopened ||= keeps
    // Behind an exception, a pattern takes something away again that the exception has brought back.
    if (!keeps && !isReopened && known.has(pattern)) continue
    patterns.push(pattern)
  }
  return patterns.length === 0 ? undefined : { title: 'From .dockerignore', patterns }
}
