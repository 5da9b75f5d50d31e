import { Transform } from 'node:stream'
import { text } from 'node:stream/consumers'
import * as zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createFrameScanner } from '../../src/layers/zstd-frames.js'
import { zstdStream } from '../../src/layers/zstd.js'

const skipped = Buffer.concat([Buffer.from('5a2a4d1804000000', 'hex'), Buffer.from('abcd')])

/** A frame with raw blocks, which needs no compressor. */
const frameOf = (content: string, { checksum = false, single = true, blocks = 1 } = {}): Buffer => {
  const bytes = Buffer.from(content)
  const descriptor = Buffer.from([(single ? 0x20 : 0) | (checksum ? 4 : 0)])
  const size = Math.ceil(bytes.length / blocks)
  const parts = Array.from({ length: blocks }, (_, index) => {
    const part = bytes.subarray(index * size, (index + 1) * size)
    const header = Buffer.alloc(3)
    header.writeUIntLE((part.length << 3) | (index === blocks - 1 ? 1 : 0), 0, 3)
    return Buffer.concat([header, part])
  })
  return Buffer.concat([
    Buffer.from('28b52ffd', 'hex'),
    descriptor,
    Buffer.from([single ? bytes.length : 0x58]),
    ...parts,
    ...(checksum ? [Buffer.alloc(4)] : []),
  ])
}

const scan = (stream: Buffer, pieceSize: number) => {
  const found: Buffer[][] = [[]]
  const scanner = createFrameScanner({
    data: (piece) => void found.at(-1)?.push(Buffer.from(piece)),
    end: () => void found.push([]),
  })
  let isValid = true
  for (let at = 0; at < stream.length; at += pieceSize) isValid = scanner.write(stream.subarray(at, at + pieceSize))
  return { frames: found.slice(0, -1).map((parts) => Buffer.concat(parts)), isValid, isComplete: scanner.isComplete() }
}

describe('createFrameScanner', () => {
  const all = [
    frameOf('hello '),
    frameOf('world', { checksum: true }),
    frameOf('of several blocks', { blocks: 4, single: false }),
    frameOf(''),
  ]
  const stream = Buffer.concat(all.flatMap((frame) => [skipped, frame]))

  it.each([1, 2, 3, 7, 1000])('finds the frames in pieces of %d bytes', (pieceSize) => {
    expect(scan(stream, pieceSize)).toEqual({ frames: all, isValid: true, isComplete: true })
  })

  it('knows where a stream must not end', () => {
    const ends = Array.from({ length: stream.length + 1 }, (_, end) => end).filter(
      (end) => scan(stream.subarray(0, end), 1000).isComplete,
    )
    const borders = all.flatMap((frame, index) => {
      const before = all.slice(0, index).reduce((sum, each) => sum + each.length + skipped.length, 0)
      return [before + skipped.length, before + skipped.length + frame.length]
    })
    expect(ends).toEqual([0, ...borders])
  })

  it('refuses what is no zstd', () => {
    expect(scan(Buffer.concat([all[0] ?? skipped, Buffer.from('other')]), 1000)).toMatchObject({ isValid: false })
  })
})

const create: unknown = Reflect.get(zlib, 'createZstdDecompress')
const native = typeof create === 'function' ? (): Transform => create() : undefined
if (native === undefined) console.warn('skipped: this Node has no zstd; 22.15 and later do')

describe.skipIf(native === undefined)('zstdStream', () => {
  const unpack = (bytes: Buffer): Promise<string> => {
    const stream = zstdStream(native ?? (() => new Transform()))
    stream.end(bytes)
    return text(stream)
  }

  it('unpacks all frames', async () => {
    const bytes = Buffer.concat([skipped, frameOf('hello '), skipped, frameOf('world', { blocks: 2 }), skipped])
    expect(await unpack(bytes)).toBe('hello world')
  })

  it('fails for what is cut off', async () => {
    await expect(unpack(frameOf('hello').subarray(0, 9))).rejects.toThrow('unexpected end of file')
  })
})
