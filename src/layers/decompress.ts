import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { GenDockerfileError } from '../model/error.js'
import { zstdStream } from './zstd.js'

/** How bytes are packed. */
export type Compression = 'none' | 'gzip' | 'zstd'

/** Tells from its first four bytes how something is packed. */
export const compressionOf = (head: Uint8Array): Compression => {
  const [a, b, c, d] = head
  if (a === 0x1f && b === 0x8b) return 'gzip'
  // zstd, and its frames to be skipped, with which some archives begin.
  const isZstd = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
  const isSkippable = a !== undefined && a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18
  return isZstd || isSkippable ? 'zstd' : 'none'
}

/** Only Node 22.15 and later have it; the types are those of the oldest Node that we support. */
const zstdOf = (): (() => Transform) | undefined => {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress')
  return typeof create === 'function' ? () => zstdStream(() => create()) : undefined
}

/**
 * A stream that unpacks.
 *
 * @throws GenDockerfileError `zstd-unsupported` where this Node cannot.
 */
export const decompressor = (compression: Exclude<Compression, 'none'>): Transform => {
  if (compression === 'gzip') return zlib.createGunzip()
  const create = zstdOf()
  if (create !== undefined) return create()
  throw new GenDockerfileError({
    code: 'zstd-unsupported',
    message: `A layer is packed with zstd, which Node ${process.versions.node} cannot unpack.`,
    hint: 'Run with Node 22.15 or later, or save the image with gzip: `--output type=oci,compression=gzip,force-compression=true`.',
  })
}
