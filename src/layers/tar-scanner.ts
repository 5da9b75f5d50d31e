import { type PaxRecords, readPaxRecords } from './pax-records.js'
import { hasChecksum, isHeaderOnly, isZero, numberIn, pathIn, type TarType, textIn, typeOf } from './tar-header.js'

/** An entry of a tar archive. Its bytes are valid only while it is being told. */
export interface TarEntry {
  readonly path: Uint8Array
  readonly type: TarType
  /** What the file has when it is unpacked: links have nothing, sparse files their holes. */
  readonly size: number
  /** Where a link leads. */
  readonly link: Uint8Array
}

/** What is told of an archive, in its order. */
export interface TarVisitor {
  readonly entry: (entry: TarEntry) => void
  /** A piece of the content of the entry before. */
  readonly content?: (piece: Buffer) => void
  /** The content of the entry is complete. */
  readonly close?: () => void
}

/** Takes an archive piece by piece. */
export interface TarScanner {
  /** Tells the visitor what is in the piece. Does nothing behind the end, and once something was wrong. */
  readonly write: (piece: Buffer) => void
  /** Says that there is no more; gives what is wrong with the archive, in words. */
  readonly end: () => string | undefined
}

const blockSize = 512

/** More than any path or list of attributes needs, so that a damaged size takes no memory. */
const mostMeta = 1 << 22

type State = 'header' | 'content' | 'meta' | 'sparse' | 'padding' | 'ended'

/** Letters of the entries that say something about the next one. */
const isMeta = (letter: string): boolean => /[xgLKX]/.test(letter)

/**
 * Reads the headers of a tar archive without keeping any of its content: all dialects that container tools have written (v7,
 * ustar, pax, GNU with long names and binary numbers), and sparse files of both kinds, whose additional headers libraries
 * take for the next entry.
 */
export const createTarScanner = (visitor: TarVisitor): TarScanner => {
  let state: State = 'header'
  const block = Buffer.alloc(blockSize)
  let filled = 0
  /** Bytes that are left of the content or of the padding. */
  let left = 0
  let padding = 0
  let metaLetter = ''
  let meta: Buffer[] = []
  let pax: PaxRecords = {}
  let longPath: Uint8Array | undefined
  let longLink: Uint8Array | undefined
  let offset = 0
  let problem: string | undefined

  const isEnded = (): boolean => state === 'ended'

  const fail = (what: string): void => {
    problem ??= what
    state = 'ended'
  }

  const beginContent = (size: number, next: 'content' | 'meta'): void => {
    padding = (blockSize - (size % blockSize)) % blockSize
    left = size
    state = next
    if (size === 0) finishContent()
  }

  const finishMeta = (): void => {
    const bytes = meta.length === 1 ? (meta[0] ?? Buffer.alloc(0)) : Buffer.concat(meta)
    meta = []
    if (metaLetter === 'L') longPath = textIn(bytes, 0, bytes.length)
    else if (metaLetter === 'K') longLink = textIn(bytes, 0, bytes.length)
    else {
      const records = readPaxRecords(bytes)
      if (records === undefined) fail(`the extended header before byte ${offset} cannot be read`)
      // What a global header says holds for times and owners, never for one path or size.
      else if (metaLetter !== 'g') pax = records
    }
  }

  const finishContent = (): void => {
    const wasMeta = state === 'meta'
    left = padding
    state = left > 0 ? 'padding' : 'header'
    if (wasMeta) finishMeta()
    else visitor.close?.()
  }

  const takeEntry = (letter: string, stored: number): void => {
    const path = pax.path ?? longPath ?? pathIn(block)
    const type = typeOf(letter, path)
    const isSparse = letter === 'S'
    const real = pax.realSize ?? (isSparse ? numberIn(block, 483, 12) : undefined)
    if (isSparse && real === undefined) return fail(`the sparse header before byte ${offset} cannot be read`)
    const hasContent = !isHeaderOnly(letter)
    visitor.entry({
      path,
      type,
      size: type === 'file' ? (real ?? stored) : 0,
      link: pax.linkPath ?? longLink ?? textIn(block, 157, 100),
    })
    pax = {}
    longPath = undefined
    longLink = undefined
    if (isSparse && block[482] !== 0) {
      state = 'sparse'
      left = stored
    } else beginContent(hasContent ? stored : 0, 'content')
  }

  const takeHeader = (): void => {
    if (isZero(block)) {
      state = 'ended'
      return
    }
    if (!hasChecksum(block)) return fail(`the block before byte ${offset} is no tar header`)
    const letter = String.fromCharCode(block[156] ?? 0)
    const size = numberIn(block, 124, 12)
    if (size === undefined) return fail(`the header before byte ${offset} has no size`)
    if (!isMeta(letter)) return takeEntry(letter, pax.size ?? size)
    if (size > mostMeta) return fail(`the extended header before byte ${offset} says that it has ${size} bytes`)
    metaLetter = letter
    beginContent(size, 'meta')
  }

  /** A list of where the data of a sparse file belongs; the last byte but some says whether another follows. */
  const takeSparse = (): void => {
    if (block[504] === 0) beginContent(left, 'content')
  }

  const takeBlock = (piece: Buffer, at: number): number => {
    const take = Math.min(blockSize - filled, piece.length - at)
    piece.copy(block, filled, at, at + take)
    filled += take
    if (filled < blockSize) return take
    filled = 0
    offset += blockSize
    if (state === 'sparse') takeSparse()
    else takeHeader()
    return take
  }

  const takeContent = (piece: Buffer, at: number): number => {
    const take = Math.min(left, piece.length - at)
    left -= take
    offset += take
    if (state === 'meta') meta.push(Buffer.from(piece.subarray(at, at + take)))
    else if (state === 'content') visitor.content?.(piece.subarray(at, at + take))
    if (left > 0) return take
    if (state === 'padding') state = 'header'
    else finishContent()
    return take
  }

  return {
    write: (piece) => {
      let at = 0
      while (at < piece.length && !isEnded()) {
        at += state === 'header' || state === 'sparse' ? takeBlock(piece, at) : takeContent(piece, at)
      }
    },
    end: () => {
      // Some writers leave out the padding of the last entry and the zero blocks at the end.
      if (state === 'content' || state === 'meta' || state === 'sparse' || filled > 0) {
        fail(`it ends in the middle, at byte ${offset + filled}`)
      }
      return problem
    },
  }
}
