import { readFileSync } from 'node:fs'
import { literalPattern } from '../ignore/index.js'
import { type DirectorySummary, eachDirectory, summarise } from './directory-summary.js'
import { detectDirectories } from './findings/directories.js'
import type { ContextFinding, Detector } from './findings/finding.js'
import { detectLargeFiles } from './findings/large-files.js'
import { detectLockfiles } from './findings/lockfiles.js'
import { detectSecrets } from './findings/secrets.js'
import { type IgnoreInForce, withLines } from './ignore-file.js'
import { keepLargest } from './largest.js'
import { isRaw, shownPath } from './raw-name.js'
import { reasonFor } from './reason.js'
import { systemPath } from './read-directory.js'
import { collectSources, type NamedSource, type TakenSource } from './sources.js'
import { type WalkedFile, walkDisk, type WalkProblem } from './walk.js'

/** How much of something there is. */
export interface Amount {
  readonly files: number
  readonly bytes: number
}

/** What one pattern of the ignore file keeps out. */
export interface IgnoredBy extends Amount {
  readonly pattern: string
  readonly line: number
}

/** What to find out about a context. */
export interface InspectOptions {
  /** The folder, absolute, links followed. */
  readonly root: string
  readonly ignore: IgnoreInForce
  /** What a Dockerfile names of it. */
  readonly sources?: readonly NamedSource[]
  /** Whether what is ignored is walked and counted too. */
  readonly ignored: boolean
  /** Whether every path is listed. */
  readonly list: boolean
  /** How many of the largest files are told. */
  readonly largest: number
  /** How many files of each directory its summary names. */
  readonly filesEach: number
  /** Called after each directory with what there is so far. */
  readonly progress?: (amount: Amount) => void
}

/** What a build context holds. */
export interface ContextContents {
  readonly totals: Amount
  readonly summary: DirectorySummary
  readonly largest: readonly WalkedFile[]
  /** In BuildKit's order. */
  readonly files: readonly WalkedFile[]
  readonly directories: readonly string[]
  readonly ignored?: Amount & { readonly patterns: readonly IgnoredBy[] }
  readonly sources?: readonly TakenSource[]
  readonly findings: readonly ContextFinding[]
}

const problemFinding = ({ path, code }: WalkProblem): ContextFinding => ({
  rule: 'context-unreadable',
  codes: [],
  severity: 'error',
  message: `\`${path === '' ? '.' : path}\` cannot be read (${reasonFor(code)}), and the build fails on it.`,
  hint: 'Make it readable for who builds, or keep it out.',
  paths: [path],
  files: 0,
  bytes: 0,
  ...(path === '' ? {} : { pattern: literalPattern(path) }),
})

/** What is said about names that are no UTF-8; no line of an ignore file that people can write matches them. */
const shown = ({ pattern, ...finding }: ContextFinding): ContextFinding => ({
  ...finding,
  message: shownPath(finding.message),
  paths: finding.paths.map(shownPath),
  ...(pattern === undefined || isRaw(pattern) ? {} : { pattern }),
})

const orderOf: Readonly<Record<ContextFinding['severity'], number>> = { error: 0, warning: 1, info: 2 }

/** Counts what each pattern keeps out. */
const countIgnored = ({ lines }: IgnoreInForce) => {
  const counts = lines.map(({ pattern, line }) => ({ pattern, line, files: 0, bytes: 0 }))
  return {
    add: ({ size }: WalkedFile, decidedBy: number): void => {
      const count = counts[decidedBy]
      if (count === undefined) return
      count.files++
      count.bytes += size
    },
    result: () => ({
      files: counts.reduce((sum, each) => sum + each.files, 0),
      bytes: counts.reduce((sum, each) => sum + each.bytes, 0),
      patterns: counts.filter((each) => each.files > 0).sort((left, right) => right.bytes - left.bytes),
    }),
  }
}

/** The text of a file of the context, for those who look into small ones. */
const readerIn =
  (root: string) =>
  (path: string): string | undefined => {
    try {
      return readFileSync(systemPath(`${root}/${path}`), 'utf8')
    } catch {
      return undefined
    }
  }

/**
 * Walks a build context and finds out what it holds.
 *
 * Throws `bad-ignore-file` where the build would fail on a pattern.
 */
export const inspectContext = (options: InspectOptions): ContextContents => {
  const { root, ignore, sources } = options
  const summary = summarise(options.filesEach)
  const largest = keepLargest<WalkedFile>(options.largest, ({ size }) => size)
  const detectors: readonly Detector[] = [
    detectSecrets(readerIn(root)),
    detectDirectories(),
    detectLockfiles(),
    detectLargeFiles(),
  ]
  const directoryDetectors = detectors.flatMap(({ directory }) => directory ?? [])
  const fileDetectors = detectors.flatMap(({ file }) => file ?? [])
  const collector = sources === undefined ? undefined : collectSources(root, sources)
  const ignored = options.ignored ? countIgnored(ignore) : undefined
  const problems: WalkProblem[] = []
  const files: WalkedFile[] = []
  const directories: string[] = []
  const totals = { files: 0, bytes: 0 }

  withLines(ignore, () =>
    walkDisk(root, ignore.matcher, {
      directory: (path) => {
        summary.directory(path)
        collector?.directory(path)
        for (const detect of directoryDetectors) detect(path)
        if (options.list) directories.push(path)
      },
      file: (file) => {
        totals.files++
        totals.bytes += file.size
        summary.file(file)
        largest.add(file)
        collector?.file(file)
        for (const detect of fileDetectors) detect(file)
        if (options.list) files.push(file)
      },
      ...(ignored === undefined ? {} : { ignored: ignored.add }),
      problem: (problem) => problems.push(problem),
      ...(options.progress === undefined ? {} : { progress: () => options.progress?.(totals) }),
    }),
  )

  const tree = summary.result()
  const sizes = new Map(eachDirectory(tree).map((directory) => [directory.path, directory]))
  const sizeOf = (path: string): Amount => {
    const directory = sizes.get(path)
    return { files: directory?.files ?? 0, bytes: directory?.bytes ?? 0 }
  }
  const findings = [...problems.map(problemFinding), ...detectors.flatMap((detector) => detector.findings(sizeOf))]
  return {
    totals,
    summary: tree,
    largest: largest.items(),
    files,
    directories,
    ...(ignored === undefined ? {} : { ignored: ignored.result() }),
    ...(collector === undefined ? {} : { sources: collector.result(totals) }),
    findings: findings.map(shown).sort((left, right) => orderOf[left.severity] - orderOf[right.severity]),
  }
}
