import { createHash } from 'node:crypto'
import type { Transform } from 'node:stream'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { type Compression, compressionOf, decompressor } from './decompress.js'
import { type LayerListing, listLayer } from './layer-listing.js'
import type { PathTable } from './path-table.js'
import { hasChecksum, isZero } from './tar-header.js'
import { createTarScanner, type TarScanner } from './tar-scanner.js'

/** What a file of an image turned out to be: a layer, a text of at most {@link mostText} bytes, or something else. */
export interface Blob {
  readonly bytes: number
  /** By its algorithm, in hexadecimal digits; that of its name where its name has one, else sha256. */
  readonly digest: string
  readonly layer?: {
    readonly listing: LayerListing
    readonly compression: Compression
    /** The bytes of the archive when it is not packed. */
    readonly archiveBytes: number
  }
  readonly text?: Buffer
  /** What is wrong with it, should it be needed as a layer. */
  readonly problem?: GenDockerfileError
}

/** Takes a file of an image piece by piece. */
export interface BlobReader {
  /** A promise where the piece has to stay as it is, and the next one has to wait. */
  readonly write: (piece: Buffer) => Promise<void> | undefined
  readonly end: () => Promise<Blob>
}

/** What reading takes besides the bytes. */
export interface BlobOptions {
  readonly table: PathTable
  readonly withContents: boolean
  readonly algorithm: 'sha256' | 'sha512'
  /** As messages name it. */
  readonly name: string
}

/** Manifests have at most 4 MiB, configurations of images are smaller still. */
const mostText = 8 << 20

const blockSize = 512

const damaged = (name: string, what: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'damaged-image',
    message: `The layer \`${name}\` is damaged: ${what}.`,
    hint: 'Save the image again.',
  })

const zlibProblem = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return text === 'unexpected end of file' ? 'it ends in the middle' : `it cannot be unpacked (${text})`
}

const isTar = (head: Buffer): boolean => {
  if (head.length < blockSize) return false
  const block = head.subarray(0, blockSize)
  return isZero(block) || hasChecksum(block)
}

/** Where the bytes of a layer go, unpacked where they are packed. */
interface Sink {
  readonly write: (piece: Buffer) => Promise<void> | undefined
  /** What is wrong, in words. */
  readonly end: () => Promise<string | undefined>
}

const plainSink = (scanner: TarScanner): Sink => ({
  write: (piece) => {
    scanner.write(piece)
    return undefined
  },
  end: async () => scanner.end(),
})

const packedSink = (scanner: TarScanner, stream: Transform, onBytes: (count: number) => void): Sink => {
  let problem: string | undefined
  let isDone = false
  const finished = new Promise<void>((resolve) => {
    const done = (): void => {
      isDone = true
      resolve()
    }
    stream.on('error', (error) => {
      problem ??= zlibProblem(error)
      done()
    })
    stream.on('end', done)
    stream.on('close', done)
  })
  stream.on('data', (piece: Buffer) => {
    onBytes(piece.length)
    scanner.write(piece)
  })
  return {
    write: (piece) => {
      if (isDone) return undefined
      return Promise.race([new Promise<void>((resolve) => void stream.write(piece, () => resolve())), finished])
    },
    end: async () => {
      if (!isDone) stream.end()
      await finished
      stream.destroy()
      return problem ?? scanner.end()
    },
  }
}

/** Begins to read a file of an image, of which nobody has said yet what it is. */
export const readBlob = ({ table, withContents, algorithm, name }: BlobOptions): BlobReader => {
  const hash = createHash(algorithm)
  let bytes = 0
  let head = Buffer.alloc(0)
  let text: Buffer[] | undefined = []
  let compression: Compression = 'none'
  let archiveBytes = 0
  let sink: Sink | undefined
  let problem: GenDockerfileError | undefined
  const listing = listLayer(table, withContents)

  const open = (): Sink | undefined => {
    compression = compressionOf(head)
    const scanner = createTarScanner(listing.visitor)
    if (compression === 'none') return isTar(head) ? plainSink(scanner) : undefined
    try {
      return packedSink(scanner, decompressor(compression), (count) => (archiveBytes += count))
    } catch (error) {
      if (!isGenDockerfileError(error)) throw error
      problem = error
      return undefined
    }
  }

  /** What it is shows in the first block. */
  let isOpen = false
  const begin = (): Promise<void> | undefined => {
    isOpen = true
    sink = open()
    if (sink === undefined) return undefined
    text = undefined
    const first = head
    head = Buffer.alloc(0)
    return sink.write(first)
  }

  return {
    write: (piece) => {
      bytes += piece.length
      hash.update(piece)
      if (isOpen) {
        if (sink !== undefined) return sink.write(piece)
        if (bytes > mostText) text = undefined
        text?.push(Buffer.from(piece))
        return undefined
      }
      head = Buffer.concat([head, piece])
      if (head.length < blockSize) return undefined
      text?.push(head)
      return begin()
    },
    end: async () => {
      if (!isOpen) {
        text?.push(head)
        await begin()
      }
      const digest = hash.digest('hex')
      if (sink === undefined) {
        const content = text === undefined ? {} : { text: Buffer.concat(text) }
        return { bytes, digest, ...content, problem: problem ?? damaged(name, 'it is no tar archive') }
      }
      const what = await sink.end()
      const result = listing.result()
      const wrong = what ?? result.problem
      if (wrong !== undefined) return { bytes, digest, problem: damaged(name, wrong) }
      return {
        bytes,
        digest,
        layer: { listing: result, compression, archiveBytes: compression === 'none' ? bytes : archiveBytes },
      }
    },
  }
}
