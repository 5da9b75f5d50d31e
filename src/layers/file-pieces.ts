import { closeSync, openSync, readSync } from 'node:fs'

const pieceSize = 1 << 20

/**
 * The content of a regular file, piece by piece. Each piece is the same memory: it is valid until the next one is asked for,
 * so that a file of any size takes a megabyte.
 *
 * The iteration throws the system's error.
 */
export function* filePieces(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  const buffer = Buffer.allocUnsafe(pieceSize)
  try {
    for (;;) {
      const length = readSync(file, buffer)
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}
