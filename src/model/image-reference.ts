/** The parts of an image name: `ghcr.io/astral-sh/uv:0.12.5@sha256:…`. */
export interface ImageReference {
  /** `ghcr.io`, or `docker.io` where none is written. */
  readonly registry: string
  /** `astral-sh/uv`; `library/node` for `node`. */
  readonly repository: string
  readonly tag?: string
  readonly digest?: string
}

const digestPattern = /@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,})$/
const tagPattern = /:([\w][\w.-]{0,127})$/
const pathPattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const hostPattern =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?$|^\[[0-9a-fA-F:]+\](?::\d+)?$/

const isHost = (part: string): boolean => part === 'localhost' || /[.:]/.test(part) || part !== part.toLowerCase()

/**
 * Splits an image name into its parts, by the grammar of the distribution reference; `undefined` for a text that is
 * not an image name (also where it still holds a variable).
 *
 * @example
 * ```ts
 * parseImageReference('golang:1.26-trixie')
 * // { registry: 'docker.io', repository: 'library/golang', tag: '1.26-trixie' }
 * ```
 */
export const parseImageReference = (text: string): ImageReference | undefined => {
  const digest = digestPattern.exec(text)?.[1]
  const named = digest === undefined ? text : text.slice(0, -digest.length - 1)
  const slash = named.indexOf('/')
  const first = slash < 0 ? undefined : named.slice(0, slash)
  const hasHost = first !== undefined && isHost(first)
  const rest = hasHost ? named.slice(slash + 1) : named
  const tag = tagPattern.exec(rest)?.[1]
  const path = tag === undefined ? rest : rest.slice(0, -tag.length - 1)
  if (hasHost && !hostPattern.test(first)) return undefined
  if (!path.split('/').every((part) => pathPattern.test(part))) return undefined
  const registry = hasHost ? first : 'docker.io'
  return {
    registry,
    repository: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}
