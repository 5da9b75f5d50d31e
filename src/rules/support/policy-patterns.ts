import { parseImageReference } from '../../model/image-reference.js'

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)

const compiled = new Map<string, RegExp>()

/**
 * Whether a name matches a pattern of the policy, where `*` stands for any text without `/`.
 *
 * @example
 * ```ts
 * matchesName('*.corp.example', 'registry.corp.example') // true
 * ```
 */
export const matchesName = (pattern: string, name: string): boolean => {
  const known = compiled.get(pattern) ?? new RegExp(`^${escaped(pattern).replaceAll('*', '[^/]*')}$`)
  if (compiled.size < 500) compiled.set(pattern, known)
  return known.test(name)
}

/** The names that an image may be called by in a policy: in short, in full, without and with its tag. */
const namesOf = (reference: string): readonly string[] => {
  const image = parseImageReference(reference)
  if (image === undefined) return [reference]
  const { registry, repository, tag = 'latest' } = image
  const short = registry === 'docker.io' ? [repository.replace(/^library\//, ''), repository] : []
  return [...short, `${registry}/${repository}`].flatMap((name) => [name, `${name}:${tag}`])
}

/**
 * Whether an image is one that a pattern of the policy means: a pattern without a tag means all tags.
 *
 * @example
 * ```ts
 * matchesImage('node', 'docker.io/library/node:24') // true
 * matchesImage('node:24*', 'node:22-slim') // false
 * ```
 */
export const matchesImage = (pattern: string, reference: string): boolean =>
  namesOf(reference).some((name) => matchesName(pattern, name))
