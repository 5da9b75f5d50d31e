import type { PlacedSource } from '../analysis/context-sources.js'
import { lazy } from '../analysis/lazy.js'
import { cleanPosix } from '../analysis/posix-path.js'
import { sentTree, takesAnything } from '../ignore/index.js'
import type { Matcher } from '../ignore/index.js'
import { namedPaths } from '../ignore/named-paths.js'
import { fileTree } from '../model/file-tree.js'
import type { FileTree } from '../model/file-tree.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { locatedSources } from './support/located-sources.js'
import type { LocatedSource } from './support/located-sources.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const buildkit = 'buildkit:CopyIgnoredFile'

/** Whether a source is the context itself, which is always there: an empty one is copied and mounted without an error. */
const isRoot = ({ expected, place }: LocatedSource): boolean =>
  place === '' && ['.', '/'].includes(cleanPosix(expected))

/** BuildKit's own check: it gives up where the file has a `!`, and takes patterns in sources for plain text. */
const isReported = (located: LocatedSource, matcher: Matcher): boolean => {
  if (matcher.hasExceptions || located.source.kind === 'bind') return false
  const path = cleanPosix(located.expected)
  if (isRoot(located) && !matcher.patterns.some(({ glob }) => ['*', '**', '**/*'].includes(glob))) return false
  return matcher.excludes(path)
}

/** Whether the builder gets nothing of a source that is there. */
const lostTestOf = (tree: FileTree, matcher: Matcher): ((located: LocatedSource) => boolean) => {
  const isNamed = namedPaths(matcher)
  const sent = lazy(() => sentTree(tree, matcher))
  return ({ source, known, expected, plain, node }) => {
    // Of nearly all sources that is seen at once.
    const isWhole = source.exclude === undefined || source.exclude.length === 0
    const isThere = node !== undefined && node.kind !== 'symlink'
    if (plain !== undefined && isWhole && isThere && isNamed?.(plain, known) === true) return false
    const placed: PlacedSource = source.path === expected ? source : { ...source, path: expected }
    return takesAnything(tree, placed) && !takesAnything(sent(), placed)
  }
}

/** Stands for a tree that nobody knows. */
const noTree = fileTree([])

export const rule = defineRule({
  name: 'ignored-source',
  summary: 'A source is kept out of the build context by the ignore file.',
  category: 'context',
  severity: 'error',
  codes: [buildkit],
  about: { given: 'ignore' },
  docs: {
    why: 'What `.dockerignore` excludes is not sent to the builder: the build fails with "not found", although the file is there. A pattern then copies less than it seems to, or nothing, and the build succeeds.',
    bad: `FROM nginx:1.29-alpine
COPY dist/ /usr/share/nginx/html/
`,
    good: `FROM nginx:1.29-alpine
COPY public/ /usr/share/nginx/html/
`,
    ignoreWhen: 'Never; either the line or the ignore file is wrong.',
    setting: { ignore: 'dist\n', files: ['dist/index.html', 'public/index.html'] },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { tree, ignore } = options
    const matcher = ignore === undefined ? undefined : readIgnoreFile(ignore).matcher
    // A list that Docker refuses is a finding about the ignore file.
    if (ignore === undefined || matcher === undefined || matcher.patterns.length === 0) return findings
    const isLostSource = tree === undefined ? undefined : lostTestOf(tree, matcher)
    for (const located of locatedSources(analysis, tree ?? noTree)) {
      const { source, expected, place } = located
      const reported = isReported(located, matcher)
      const isLost = isLostSource !== undefined && !isRoot(located) && isLostSource(located)
      if (!reported && !isLost) continue
      const isOptional = isRoot(located) || (source.kind !== 'bind' && /[*?[]/.test(expected))
      const pattern = matcher.decidedBy(place)?.glob
      const why = pattern === undefined ? '' : ` (\`${pattern}\`)`
      findings.push({
        message: `The ignore file${why} keeps \`${expected}\` out of the build context${isOptional ? ', so nothing is copied' : ': the build fails'}.`,
        hint: `Add \`!${cleanPosix(expected)}\` to the ignore file, or do not copy it.`,
        at: source.step.place,
        codes: reported ? [buildkit] : [],
        ...(isLost && !isOptional ? {} : { severity: 'warning' as const }),
      })
    }
    return findings
  },
})
