import type { Blob } from './blob.js'

/** The files of a saved image, by their path in the archive or folder. */
export interface ImageStore {
  /** As messages name it. */
  readonly name: string
  /** The bytes of a small file; undefined where there is none, or it is no text. */
  readonly text: (path: string) => Promise<Buffer | undefined>
  /** A file that may be large; undefined where there is none. */
  readonly blob: (path: string) => Promise<Blob | undefined>
}

const digestPattern = /^(sha256|sha512):([0-9a-f]{64}|[0-9a-f]{128})$/

/** Where the blob of a digest lies. Undefined for what is no digest: it could name any file. */
export const pathOfDigest = (digest: string): string | undefined => {
  const [, algorithm, hex] = digestPattern.exec(digest) ?? []
  return algorithm === undefined ? undefined : `blobs/${algorithm}/${hex}`
}

/** The digest that the name of a file says it has. */
export const digestInPath = (
  path: string,
): { readonly algorithm: 'sha256' | 'sha512'; readonly hex: string } | undefined => {
  const [, algorithm, hex] = /^blobs\/(sha256|sha512)\/([0-9a-f]+)$/.exec(path) ?? []
  if (hex === undefined) return undefined
  return { algorithm: algorithm === 'sha512' ? 'sha512' : 'sha256', hex }
}
