import { matchesPath, parseMemberPattern, type MemberPattern } from './workspaces/member-pattern.js'

interface SignedPattern {
  readonly negated: boolean
  readonly patterns: readonly MemberPattern[]
}

/** Workspaces have few patterns and many folders: each text is read once. */
const known = new Map<string, SignedPattern>()

const parse = (text: string): SignedPattern => {
  const found = known.get(text)
  if (found !== undefined) return found
  const bangs = /^!*/.exec(text)?.[0].length ?? 0
  const parsed = { negated: bangs % 2 === 1, patterns: parseMemberPattern(text.slice(bangs)) }
  if (known.size > 10_000) known.clear()
  known.set(text, parsed)
  return parsed
}

/**
 * Whether a workspace's member patterns name a folder: `apps/*`, `packages/**`, `{apps,libs}/*`; `!` takes away.
 *
 * @example
 * ```ts
 * matchesMember('apps/api', ['apps/*', '!apps/old']) // true
 * ```
 */
export const matchesMember = (path: string, patterns: readonly string[]): boolean => {
  const names = path === '.' ? [] : path.split('/')
  let included = false
  for (const text of patterns) {
    const { negated, patterns: alternatives } = parse(text)
    if (included !== negated) continue
    if (alternatives.some((pattern) => matchesPath(pattern, names))) included = !negated
  }
  return included
}
