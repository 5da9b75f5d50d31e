const protocols: ReadonlySet<string> = new Set(['http', 'https', 'ssh', 'git'])

/**
 * What a source of ADD is: a path in the build context, a file at an address, or a git repository.
 *
 * @example
 * ```ts
 * sourceKind('https://github.com/moby/buildkit.git#v0.32.2') // 'git'
 * ```
 */
export const sourceKind = (source: string): 'path' | 'http' | 'git' => {
  const protocol = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]
  if (protocol === undefined) return /^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:/.test(source) ? 'git' : 'path'
  if (!protocols.has(protocol.toLowerCase())) return 'path'
  const isHttp = protocol.toLowerCase().startsWith('http')
  if (!isHttp) return 'git'
  const path = /^[^:]+:\/\/[^/?#]*([^?#]*)/.exec(source)?.[1] ?? ''
  if (path.endsWith('.git')) return 'git'
  return protocol === 'http' || protocol === 'https' ? 'http' : 'path'
}

const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/** BuildKit's message about a digest such as `sha256:…`. */
export const checkDigest = (text: string): string | undefined => {
  const colon = text.indexOf(':')
  const algorithm = text.slice(0, Math.max(colon, 0))
  const encoded = text.slice(colon + 1)
  if (colon <= 0 || encoded === '') return 'invalid checksum digest format'
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined
  if (length === undefined) {
    return /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(text)
      ? 'unsupported digest algorithm'
      : 'invalid checksum digest format'
  }
  if (encoded.length !== length) return 'invalid checksum digest length'
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format'
}
