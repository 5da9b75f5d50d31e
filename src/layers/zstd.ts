import { Transform } from 'node:stream'
import { callbackify } from 'node:util'
import { createFrameScanner } from './zstd-frames.js'

const damaged = (what: string): Error => Object.assign(new Error(what), { code: 'Z_DATA_ERROR' })

/**
 * A stream that unpacks all frames of a zstd stream.
 *
 * @param createDecompressor makes a stream that unpacks one frame
 */
export const zstdStream = (createDecompressor: () => Transform): Transform => {
  /** Pieces of frames, and `undefined` where a frame ends. */
  let found: (Buffer | undefined)[] = []
  let frame: Transform | undefined
  const scanner = createFrameScanner({ data: (piece) => void found.push(piece), end: () => void found.push(undefined) })

  const settle = (from: Transform, begin: (done: () => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      from.once('error', reject)
      begin(() => {
        from.off('error', reject)
        resolve()
      })
    })

  const unpack = async (target: Transform, piece: Buffer | undefined): Promise<void> => {
    if (frame === undefined) {
      frame = createDecompressor()
      frame.on('data', (data: Buffer) => void target.push(data))
    }
    const current = frame
    if (piece !== undefined) return settle(current, (done) => void current.write(piece, () => done()))
    frame = undefined
    return settle(current, (done) => {
      current.once('end', done)
      current.end()
    })
  }

  const take = async (target: Transform, chunk: Buffer): Promise<void> => {
    const isValid = scanner.write(chunk)
    const pieces = found
    found = []
    for (const piece of pieces) await unpack(target, piece)
    if (!isValid) throw damaged('invalid zstd data')
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      callbackify(() => take(this, chunk))((error) => done(error))
    },
    flush(done) {
      done(scanner.isComplete() ? null : damaged('unexpected end of file'))
    },
    destroy(error, done) {
      frame?.destroy()
      done(error)
    },
  })
}
