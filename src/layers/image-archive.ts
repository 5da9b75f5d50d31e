import { pipeline, Readable } from 'node:stream'
import { nameOfBytes } from '../context/raw-name.js'
import { type Blob, type BlobReader, readBlob } from './blob.js'
import { damagedImage } from './damaged.js'
import { compressionOf, decompressor } from './decompress.js'
import { digestInPath, type ImageStore } from './image-store.js'
import type { PathTable } from './path-table.js'
import { createTarScanner } from './tar-scanner.js'

/** A stream of bytes, such as a file that is being read. Its pieces are valid until the next one is asked for. */
export type Bytes = AsyncIterable<Buffer>

/** What reading an image takes. */
export interface ReadOptions {
  /** As messages name it. */
  readonly name: string
  readonly table: PathTable
  /** Whether files are digested, so that two images can be compared. */
  readonly withContents: boolean
  /** Called with the number of bytes that were read since the last call. */
  readonly progress?: (bytes: number) => void
}

const cleanName = (path: string): string => path.replace(/^(?:\.?\/)+/, '')

/** Where a link of the archive leads: old ones hold a layer once and link to it. */
const linkedPath = (from: string, link: string): string => {
  const parts = from.split('/').slice(0, -1)
  for (const part of link.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

async function* counted(bytes: Bytes, progress: ReadOptions['progress']): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    progress?.(piece.length)
    yield piece
  }
}

async function* behind(head: Buffer, rest: Bytes): AsyncGenerator<Buffer> {
  yield head
  yield* rest
}

/** For who keeps pieces for a while. */
async function* copied(bytes: Bytes): AsyncGenerator<Buffer> {
  for await (const piece of bytes) yield Buffer.from(piece)
}

/** The bytes, unpacked where the archive as a whole is packed. */
const unpacked = async (bytes: AsyncGenerator<Buffer>): Promise<Bytes> => {
  let head = Buffer.alloc(0)
  while (head.length < 4) {
    const { done, value } = await bytes.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  const compression = compressionOf(head)
  const whole = behind(head, bytes)
  // A failure on either side ends the loop over the result.
  return compression === 'none' ? whole : pipeline(Readable.from(copied(whole)), decompressor(compression), () => {})
}

/** Reads an archive to its end, once: layers as they come, so that it may be a pipe. */
const scanArchive = async (
  bytes: AsyncGenerator<Buffer>,
  { name, table, withContents }: ReadOptions,
): Promise<{ readonly blobs: ReadonlyMap<string, Blob>; readonly links: ReadonlyMap<string, string> }> => {
  const blobs = new Map<string, Blob>()
  const links = new Map<string, string>()
  let waiting: Promise<unknown>[] = []
  let current: { readonly path: string; readonly reader: BlobReader } | undefined
  let length = 0

  const scanner = createTarScanner({
    entry: (entry) => {
      const path = cleanName(nameOfBytes(entry.path))
      current = undefined
      if (entry.type === 'hard-link') links.set(path, cleanName(nameOfBytes(entry.link)))
      else if (entry.type === 'symbolic-link') links.set(path, linkedPath(path, nameOfBytes(entry.link)))
      else if (entry.type === 'file') {
        const { algorithm } = digestInPath(path) ?? { algorithm: 'sha256' }
        current = { path, reader: readBlob({ table, withContents, algorithm, name: path }) }
      }
    },
    content: (piece) => {
      const wait = current?.reader.write(piece)
      if (wait !== undefined) waiting.push(wait)
    },
    close: () => {
      if (current === undefined) return
      const { path, reader } = current
      waiting.push(reader.end().then((blob) => blobs.set(path, blob)))
      current = undefined
    },
  })

  for await (const piece of await unpacked(bytes)) {
    length += piece.length
    scanner.write(piece)
    await Promise.all(waiting)
    waiting = []
  }
  const problem = scanner.end()
  if (length === 0) throw damagedImage(name, 'is empty')
  if (problem?.startsWith('the block before byte 512 ') === true) {
    throw damagedImage(name, 'is no tar archive, which saved images are')
  }
  if (problem !== undefined) throw damagedImage(name, `is damaged: ${problem}`)
  return { blobs, links }
}

/**
 * Reads a saved image from a stream: what `docker image save` writes, an OCI layout in an archive, either of them packed.
 *
 * @throws GenDockerfileError `damaged-image` for what is none, or is cut off.
 */
export const readArchive = async (bytes: Bytes, options: ReadOptions): Promise<ImageStore> => {
  const { blobs, links } = await scanArchive(counted(bytes, options.progress), options).catch((error: unknown) => {
    const isPacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw isPacking ? damagedImage(options.name, `cannot be unpacked: ${error.message}`) : error
  })
  const find = (path: string): Blob | undefined => {
    let at = cleanName(path)
    // A link to a link to itself ends, too.
    for (let steps = 0; steps < 10; steps++) {
      const blob = blobs.get(at)
      const link = links.get(at)
      if (blob !== undefined || link === undefined) return blob
      at = link
    }
    return undefined
  }
  return { name: options.name, text: async (path) => find(path)?.text, blob: async (path) => find(path) }
}
