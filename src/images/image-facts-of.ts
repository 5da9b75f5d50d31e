import { parseImageReference } from '../model/image-reference.js'
import type { ImageReference } from '../model/image-reference.js'
import { families } from './families.js'
import type { Family } from './family.js'
import type { ImageFacts } from './image-facts.js'

// Mirrors that carry the official images under their own names.
const mirrors: readonly (readonly [prefix: string, official: string])[] = [
  ['public.ecr.aws/docker/library/', 'docker.io/library/'],
  ['mirror.gcr.io/library/', 'docker.io/library/'],
  ['mirror.gcr.io/', 'docker.io/'],
  ['registry-1.docker.io/', 'docker.io/'],
  ['index.docker.io/', 'docker.io/'],
]
// https://github.com/docker-library/official-images#architectures-other-than-amd64
const architectures = /^docker\.io\/(?:amd64|arm32v5|arm32v6|arm32v7|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\//

const canonicalName = (image: ImageReference): string => {
  const name = `${image.registry}/${image.repository}`
  const mirror = mirrors.find(([prefix]) => name.startsWith(prefix))
  const official = mirror === undefined ? name : mirror[1] + name.slice(mirror[0].length)
  return official.replace(architectures, 'docker.io/library/')
}

const exact = new Map<string, Family>(families.flatMap((family) => family.repositories.map((each) => [each, family])))
const prefixed = families.flatMap((family) =>
  family.repositories.filter((each) => each.endsWith('/')).map((prefix) => [prefix, family] as const),
)
const scratch = families.find((family) => family.name === 'scratch')
const cache = new Map<string, ImageFacts | undefined>()

const lookUp = (reference: string): ImageFacts | undefined => {
  if (reference === 'scratch') return scratch && named('scratch', scratch.facts('', ''))
  const image = parseImageReference(reference)
  // A digest alone may be of any tag.
  if (image === undefined || (image.tag === undefined && image.digest !== undefined)) return undefined
  const repository = canonicalName(image)
  const tag = image.tag ?? 'latest'
  const family = exact.get(repository)
  if (family !== undefined) return named(family.name, family.facts(tag, repository))
  const [prefix, several] = prefixed.find(([each]) => repository.startsWith(each)) ?? []
  if (prefix === undefined || several === undefined) return undefined
  const member = repository.slice(prefix.length)
  return named(`${several.name}-${member}`, several.facts(tag, member))
}

const named = (name: string, facts: Omit<ImageFacts, 'name'> | undefined): ImageFacts | undefined =>
  facts && { name, ...facts }

/**
 * What is known of a base image; `undefined` when the table does not know it, or the tag does not tell.
 * The reference must not hold variables.
 *
 * @example
 * ```ts
 * imageFacts('gcr.io/distroless/static-debian13:nonroot')?.shells // []
 * imageFacts('node:24-alpine')?.libc // 'musl'
 * imageFacts('registry.example.com/team/base:7') // undefined
 * ```
 */
export const imageFacts = (reference: string): ImageFacts | undefined => {
  if (cache.has(reference)) return cache.get(reference)
  const facts = lookUp(reference)
  if (cache.size < 1000) cache.set(reference, facts)
  return facts
}
