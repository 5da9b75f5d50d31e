import { renderTemplate } from './templates.js'

/** A path as a pattern of gitattributes: anchored, what globs mean escaped, in quotes where it holds blanks. */
const patternOf = (path: string): string => {
  const pattern = `/${path.replace(/[*?[\\]/g, String.raw`\$&`)}`
  return /[\s"]/.test(pattern) ? `"${pattern.replace(/["\\]/g, String.raw`\$&`)}"` : pattern
}

const patternIn = (line: string): string => /^\s*("(?:[^"\\]|\\.)*"|\S+)/.exec(line)?.[1] ?? ''

const covers = (line: string, pattern: string): boolean => {
  const own = patternIn(line)
  if (own !== pattern && `/${own}` !== pattern) return false
  const attributes = line.trim().slice(own.length).trim().split(/\s+/)
  return ['linguist-generated', 'eol=lf'].every((attribute) => attributes.some((each) => each.startsWith(attribute)))
}

/**
 * The text of `.gitattributes` with a line for each generated file: folded in reviews, LF on every system. What is
 * there stays, with its line ends.
 *
 * @returns `present` itself when nothing is missing.
 */
export const withGitAttributes = (present: string, paths: readonly string[], source: string): string => {
  const lines = present.split(/\r?\n/)
  const patterns = paths.map(patternOf).filter((pattern) => !lines.some((line) => covers(line, pattern)))
  if (patterns.length === 0) return present
  const newline = /\r\n/.test(present) ? '\r\n' : '\n'
  const gap = present === '' ? '' : present.endsWith('\n') ? newline : newline + newline
  const added = renderTemplate('init/gitattributes.hbs', { patterns, source }).replaceAll('\n', newline)
  return present + gap + added
}
