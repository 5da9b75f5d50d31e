import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isGenDockerfileError } from '../../src/model/error.js'
import type { FileTree, TreeItem } from '../../src/model/file-tree.js'
import { walkContext } from '../../src/ignore/context.js'
import { parentsOf } from '../../src/ignore/go-path.js'
import { createMatcher, type Matcher, type ParentMatches } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import type { Oracle } from './oracle.js'

/** A seeded source of numbers in [0, 1): mulberry32. */
export const random = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <Item>(next: () => number, items: readonly [Item, ...Item[]]): Item =>
  items[Math.floor(next() * items.length)] ?? items[0]

const names = [
  ...['a', 'b', 'c', 'ab', 'abc', 'a.b', '.a', 'b.a', 'a b', ' a', 'a ', 'a*', '[a]', 'a]', '!a', '#a', '\\a', '^a'],
  ...['é', '😀', '\uff5ea', 'a{b}', 'a(b)', 'a+b', 'a$', 'A', '1', '_', 'a-b', 'Qa', 'a|b', '\u0085a', '**', '...'],
  ...['a\nb', 'x.a', 'x.b.a', '.a.b'],
] as const
const [firstName, ...otherNames] = names
const anyName = [firstName, ...otherNames] as const

const plainAtoms = ['a', 'b', 'c', '.', '/', '*', '**', '?', 'ab', '**/', '/**', '/*', 'a/b', '*.a'] as const
const oddAtoms = [
  ...(['[ab]', '[a-c]', '[^a]', '[!a]', '[*]', '[?]', '[**]', '[^/]', '[]a]', '[a-]', '[-a]', '[[:alpha:]]'] as const),
  ...(['[\\]]', '[\\-a]', '[\\d]', '[\\W]', '[', ']', '\\', '\\a', '\\d', '\\D', '\\w', '\\s', '\\S', '\\b'] as const),
  ...([
    '\\B',
    '\\A',
    '\\z',
    '\\Q',
    '\\E',
    '\\x61',
    '\\x6',
    '\\141',
    '\\1',
    '\\n',
    '\\pL',
    '\\PL',
    '\\pl',
    '\\pX',
  ] as const),
  ...([
    '\\*',
    '\\?',
    '\\[',
    '\\\\',
    '\\é',
    '\\/',
    'é',
    '😀',
    '^',
    '$',
    '{',
    '}',
    '(',
    ')',
    '+',
    '|',
    '-',
    '!',
  ] as const),
  ...([' ', '\t', '\u0085', '\ufeff', '#', '..', './', '../', '//', '[é-😀]', '[a', '[^\\d]', '[:alpha:]'] as const),
  ...([
    '[[:^alpha:]]',
    '[[:x:]]',
    '\\',
    '_',
    '1',
    'A',
    '\uff5e',
    '...',
    '[a\\',
    '[\\pL]',
    '[*-a]',
    '{2}',
    '{1,}',
    '\\p{L}',
    '\\P{Greek}',
    '\\x{61}',
    '{',
    '|b',
  ] as const),
] as const

/** A pattern: mostly names and wildcards, sometimes anything that Docker or Go's regexp treats in its own way. */
export const anyPattern = (next: () => number): string => {
  const oddness = next() < 0.5 ? 0 : 0.4
  const atoms = Array.from({ length: 1 + Math.floor(next() * 5) }, () => {
    if (next() < oddness) return pick(next, oddAtoms)
    return next() < 0.25 ? pick(next, anyName) : pick(next, plainAtoms)
  })
  return (next() < 0.3 ? '!' : '') + atoms.join('')
}

/** A relative path of one to four names. */
export const anyPath = (next: () => number): string =>
  Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(next, anyName)).join('/')

/** The usual ways to name what a path is or lies in. */
const usualPattern = (next: () => number, path: string): string => {
  const parts = path.split('/')
  const name = pick(next, [parts.at(-1) ?? '', ...parts])
  const ending = name.slice(Math.max(0, name.lastIndexOf('.')))
  const parent = parts.slice(0, -1).join('/') || name
  return pick(next, [
    `**/${name}`,
    `**/*${ending}`,
    `*${ending}`,
    `${parent}/*${ending}`,
    `${name}/**`,
    `${parent}/**`,
    `**/${name}/**`,
    `**/${name}/*`,
    `*/${name}`,
    `*/${name}/**`,
    `**/${parent}`,
    `${parent}/**/${name}`,
    '**',
    '*',
    '*/*',
  ])
}

/** A pattern that is likely to say something about a path: the path with some of its parts made wild. */
const patternNear = (next: () => number, path: string): string => {
  if (next() < 0.35) return (next() < 0.4 ? '!' : '') + usualPattern(next, path)
  const parts = path.split('/').map((name) => {
    const chance = next()
    if (chance < 0.15) return '*'
    if (chance < 0.25) return '**'
    if (chance < 0.35) return `${[...name][0] ?? ''}*`
    if (chance < 0.4) return name.replace(/./u, '?')
    return chance < 0.45 ? name.replace(/[^\w.]/gu, '\\$&') : name
  })
  return (next() < 0.4 ? '!' : '') + parts.slice(0, 1 + Math.floor(next() * parts.length)).join('/')
}

/** Exclusions and exceptions by turns, on the way down to a path and in its neighbourhood. */
const chain = (next: () => number, path: string): readonly string[] => {
  const parts = path.split('/')
  const start = next() < 0.5 ? 0 : 1
  return Array.from({ length: 2 + Math.floor(next() * 8) }, (_, index) => {
    const length = 1 + (next() < 0.7 ? index % parts.length : Math.floor(next() * parts.length))
    const wild = next() < 0.3 ? pick(next, ['/*', '/**', '/**/*', '/?']) : ''
    return ((index + start) % 2 === 0 ? '' : '!') + parts.slice(0, length).join('/') + wild
  })
}

/** The text of an ignore file about some of the paths. */
export const anyIgnoreFile = (next: () => number, paths: readonly string[]): string => {
  const deep = paths.filter((path) => path.includes('/'))
  const start = deep[Math.floor(next() * deep.length)]
  if (start !== undefined && next() < 0.15) return chain(next, start).join('\n')
  const lines = Array.from({ length: 1 + Math.floor(next() * 6) }, () => {
    const about = paths[Math.floor(next() * paths.length)]
    const pattern = about === undefined || next() < 0.4 ? anyPattern(next) : patternNear(next, about)
    return (next() < 0.05 ? pick(next, [' ', '\t', '#', '/', '! ']) : '') + pattern + (next() < 0.05 ? ' ' : '')
  })
  return (next() < 0.02 ? '\ufeff' : '') + lines.join(next() < 0.05 ? '\r\n' : '\n')
}

/** A tree of up to 40 files, empty directories and links. No path is both a file and a directory. */
export const anyTree = (next: () => number): TreeItem[] => {
  const items = new Map<string, TreeItem>()
  const directories = new Set<string>()
  for (let count = 3 + Math.floor(next() * 38); count > 0; count--) {
    const path = anyPath(next)
    if (directories.has(path) || items.has(path) || parentsOf(path).some((parent) => items.has(parent))) continue
    for (const parent of parentsOf(path)) directories.add(parent)
    const chance = next()
    if (chance < 0.05) items.set(path, { path, target: pick(next, ['a', '.', '..', 'a/b', 'nowhere', '/']) })
    else if (chance > 0.1) items.set(path, { path })
    else directories.add(path)
  }
  return [...items.values(), ...[...directories].map((path) => ({ path: `${path}/` }))]
}

/** Writes a tree below a directory of the disk. */
export const writeTree = (items: readonly TreeItem[], root: string): void => {
  for (const { path, target } of items) {
    const file = join(root, path)
    mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true })
    if (target !== undefined) symlinkSync(target, file)
    else if (!path.endsWith('/')) writeFileSync(file, '')
  }
}

/** What `ignore-oracle` answers. */
export interface Reply {
  readonly patterns: readonly string[] | null
  readonly paths?: Readonly<Record<string, { excluded: boolean; usingParentResults?: boolean; error?: string }>>
  readonly sent?: readonly string[]
  readonly error?: string
  readonly walkError?: string
}

/** A question to both: the text of an ignore file, paths to match and a tree to walk, in memory and on disk. */
export interface Question {
  readonly dockerignore: string
  readonly paths: readonly string[]
  readonly tree?: { readonly data: FileTree; readonly dir: string }
}

/** Our answer and Docker's in one form, so that equal answers are deeply equal. */
interface Answer {
  readonly patterns: readonly string[]
  readonly fails: boolean
  readonly excluded: Readonly<Record<string, boolean | 'error'>>
  readonly carried: Readonly<Record<string, boolean | 'error'>>
  readonly sent: readonly string[]
  readonly walkFails: boolean
}

const orError = <Value>(ask: () => Value): Value | 'error' => {
  try {
    return ask()
  } catch (error) {
    if (isGenDockerfileError(error)) return 'error'
    throw error
  }
}

const carriedFromRoot = (matcher: Matcher, path: string): boolean => {
  let matches: ParentMatches | undefined
  for (const parent of parentsOf(path)) matches = matcher.excludesBelow(parent, matches).matches
  return matcher.excludesBelow(path, matches).excluded
}

/** What we answer. */
export const ourAnswer = ({ dockerignore, paths, tree }: Question): Answer => {
  const file = parseIgnoreFile(dockerignore)
  const patterns = file.patterns.map((each) => each.pattern)
  const matcher = orError(() => createMatcher(patterns))
  if (matcher === 'error')
    return { patterns, fails: true, excluded: {}, carried: {}, sent: [], walkFails: tree !== undefined }
  const sent: string[] = []
  const walked = orError(() => {
    if (tree === undefined) return
    walkContext(tree.data, matcher, ({ path, node }) => sent.push(node.kind === 'directory' ? `${path}/` : path))
  })
  return {
    patterns,
    fails: false,
    excluded: Object.fromEntries(paths.map((path) => [path, orError(() => matcher.excludes(path))])),
    carried: Object.fromEntries(paths.map((path) => [path, orError(() => carriedFromRoot(matcher, path))])),
    sent,
    walkFails: walked === 'error',
  }
}

/** What Docker answers, in our form. */
export const theirAnswer = ({ paths }: Question, ours: Answer, reply: Reply): Answer => {
  const answers = reply.paths ?? {}
  const entries = reply.error === undefined ? paths.map((path) => [path, answers[path]] as const) : []
  return {
    patterns: reply.patterns ?? [],
    fails: reply.error !== undefined,
    excluded: Object.fromEntries(
      entries.map(([path, match]) => [path, match?.error === undefined ? match?.excluded === true : 'error']),
    ),
    // The oracle names the second answer only where it differs, and does not say whether it is an error.
    carried: Object.fromEntries(
      entries.map(([path, match]) => {
        if (match?.usingParentResults === undefined) {
          return [path, match?.error === undefined ? match?.excluded === true : 'error']
        }
        return [path, match.error === undefined && ours.carried[path] === 'error' ? 'error' : match.usingParentResults]
      }),
    ),
    sent: reply.sent ?? [],
    walkFails: reply.walkError !== undefined,
  }
}

/** Asks both and gives the questions that were answered differently. */
export const differences = async (oracle: Oracle, questions: readonly Question[]) => {
  const requests = questions.map(({ dockerignore, paths, tree }) => ({
    dockerignore,
    paths,
    ...(tree && { dir: tree.dir }),
  }))
  const replies = await oracle.request<Reply>(requests)
  return questions.flatMap((question, index) => {
    const ours = ourAnswer(question)
    const theirs = theirAnswer(question, ours, replies[index] ?? { patterns: null })
    const isEqual = JSON.stringify(ours) === JSON.stringify(theirs)
    return isEqual ? [] : [{ dockerignore: question.dockerignore, paths: question.paths, ours, theirs }]
  })
}
