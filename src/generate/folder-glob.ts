import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a path has a character that means something in a glob. */
export const isGlob = (path: string): boolean => /[*?[\]{}!]/.test(path)

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** What is in a folder: links are left out, since what they lead to has a place of its own. */
const foldersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !neverSearched.has(entry.name))
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}

const neverSearched: ReadonlySet<string> = new Set(['node_modules', '.git'])

/** `{a,b}` as alternatives. */
const alternatives = (glob: string): readonly string[] => {
  const [, before = '', inner, after = ''] = /^([^]*?)\{([^{}]*)\}([^]*)$/.exec(glob) ?? []
  if (inner === undefined) return [glob]
  return inner.split(',').flatMap((each) => alternatives(`${before}${each}${after}`))
}

const patternOf = (segment: string): RegExp => {
  const body = segment.split(/(\*+|\?|\[!?[^\]]+\])/).map((part) => {
    if (part.startsWith('*')) return '[^/]*'
    if (part === '?') return '[^/]'
    if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^').replaceAll('\\', String.raw`\\`)
    return part.replace(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`)
  })
  return new RegExp(`^${segment.startsWith('.') ? '' : '(?!\\.)'}${body.join('')}$`)
}

const walk = (root: string, at: string, segments: readonly string[], found: Set<string>): void => {
  const [segment, ...rest] = segments
  if (segment === undefined) {
    found.add(at === '' ? '.' : at)
    return
  }
  const below = (name: string): string => (at === '' ? name : `${at}/${name}`)
  if (segment === '**') {
    walk(root, at, rest, found)
    for (const name of foldersIn(join(root, at))) if (!name.startsWith('.')) walk(root, below(name), segments, found)
  } else if (isGlob(segment)) {
    const pattern = patternOf(segment)
    for (const name of foldersIn(join(root, at))) if (pattern.test(name)) walk(root, below(name), rest, found)
  } else if (isFolder(join(root, below(segment)))) walk(root, below(segment), rest, found)
}

/**
 * The folders below a root that a glob names, relative to it with `/`, sorted; of `**` those are left out that begin
 * with a dot, and always `node_modules` and `.git`.
 *
 * @example
 * ```ts
 * foldersOf('/repo', 'services/*') // ['services/api', 'services/web']
 * ```
 */
export const foldersOf = (root: string, glob: string): readonly string[] => {
  const found = new Set<string>()
  for (const each of alternatives(glob)) {
    const segments = each.split('/').filter((segment) => segment !== '' && segment !== '.')
    walk(root, '', segments, found)
  }
  return [...found].sort()
}
