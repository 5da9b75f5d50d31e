import { readFileSync } from 'node:fs'
import { createMatcher, type Matcher, parseIgnoreFile } from '../ignore/index.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { pathKind } from './path-kind.js'
import { nameOfBytes } from './raw-name.js'
import { codeOf, reasonFor } from './reason.js'

/** The ignore file that is in force, ready to match. */
export interface IgnoreInForce {
  /** As the user knows it; undefined where there is none. */
  readonly file: string | undefined
  readonly matcher: Matcher
  /** For each pattern of the matcher, as it is written and where. */
  readonly lines: readonly { readonly pattern: string; readonly line: number }[]
}

/** The first of some paths that is a file; BuildKit passes over a directory of that name. */
export const firstFile = (paths: readonly string[]): string | undefined =>
  paths.find((path) => pathKind(path) === 'file')

/** Bytes that are no UTF-8 become what they are in the names of files, so that both are equal. */
const decode = (bytes: Buffer): string => {
  const text = bytes.toString('utf8')
  if (!text.includes('\ufffd')) return text
  const lines: string[] = []
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    lines.push(nameOfBytes(bytes.subarray(start, end)))
    start = end + 1
  }
  return lines.join('\n')
}

const readText = (path: string, shown: string): string => {
  try {
    return decode(readFileSync(path))
  } catch (error) {
    throw new GenDockerfileError({
      code: 'ignore-file-unreadable',
      message: `The ignore file \`${shown}\` cannot be read: ${reasonFor(codeOf(error))}.`,
      hint: 'Name a file that can be read with `--ignore-file`.',
    })
  }
}

const refuse = (place: { file: string; line: number }, message: string, hint: string | undefined): GenDockerfileError =>
  new GenDockerfileError({
    code: 'bad-ignore-file',
    message: `${place.file}:${place.line}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    place,
  })

/**
 * Reads an ignore file; without a path nothing is ignored. `shown` is the path for people.
 *
 * Throws `bad-ignore-file` for one that Docker refuses, with the line, and `ignore-file-unreadable`.
 */
export const readIgnoreFile = (path: string | undefined, shown: string): IgnoreInForce => {
  if (path === undefined) return { file: undefined, matcher: createMatcher([]), lines: [] }
  const { patterns, problems } = parseIgnoreFile(readText(path, shown))
  const fatal = problems.find(({ fails }) => fails === 'always')
  if (fatal !== undefined) {
    const { line } = fatal.span.start
    const pattern = patterns.find(({ span }) => span.start.line === line)?.pattern ?? ''
    // A pattern can be as long as the file.
    const quoted = pattern === '' || pattern.length > 80 ? '' : `\`${pattern}\`: `
    throw refuse({ file: shown, line }, `${quoted}${fatal.message}`, fatal.hint)
  }
  return {
    file: shown,
    matcher: createMatcher(patterns.map((each) => each.pattern)),
    lines: patterns.map(({ pattern, span }) => ({ pattern, line: span.start.line })),
  }
}

/** Runs a walk; a pattern that turns out not to compile is told with its line. */
export const withLines = <Result>({ file, matcher, lines }: IgnoreInForce, walk: () => Result): Result => {
  try {
    return walk()
  } catch (error) {
    if (!isGenDockerfileError(error) || error.code !== 'bad-ignore-pattern' || file === undefined) throw error
    const index = matcher.patterns.findIndex(({ glob, fails }) => fails && error.message.startsWith(`\`${glob}\`:`))
    throw refuse({ file, line: lines[index]?.line ?? 1 }, error.message, error.hint)
  }
}
