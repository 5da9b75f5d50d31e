/** What {@link createFrameScanner} finds. */
export interface FrameVisitor {
  /** A piece of a frame that holds data. */
  readonly data: (piece: Buffer) => void
  /** The frame ends behind the last piece. */
  readonly end: () => void
}

/** Takes a stream piece by piece. */
export interface FrameScanner {
  /** False for what is no zstd; what follows is ignored. */
  readonly write: (piece: Buffer) => boolean
  /** Whether the stream may end here: between two frames. */
  readonly isComplete: () => boolean
}

/** What the next bytes are: so many to be looked at, or to be passed over. */
interface Step {
  readonly kind: 'magic' | 'skip-size' | 'skip' | 'descriptor' | 'header' | 'block' | 'content' | 'checksum'
  readonly length: number
}

/** The bytes behind the descriptor: window, dictionary, size of the content. */
const headerLength = (descriptor: number): number => {
  const isSingle = (descriptor & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  return (isSingle ? 0 : 1) + dictionary + size
}

/**
 * Finds where the frames of a zstd stream begin and end, since Node's own decompressor stops behind the first one. Frames that
 * hold no data (indexes of layers that can be read in part) are left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878#section-3
 */
export const createFrameScanner = (visitor: FrameVisitor): FrameScanner => {
  let step: Step = { kind: 'magic', length: 4 }
  let left = step.length
  /** The bytes of a step that is looked at, the last ones of those. */
  let value = Buffer.alloc(0)
  let descriptor = 0
  let isLastBlock = false
  let isValid = true

  const go = (kind: Step['kind'], length: number): void => {
    step = { kind, length }
    left = length
    value = Buffer.alloc(0)
    if (length === 0) finish()
  }

  const endFrame = (): void => {
    visitor.end()
    go('magic', 4)
  }

  const behindBlock = (): void => {
    if (!isLastBlock) go('block', 3)
    else if ((descriptor & 4) !== 0) go('checksum', 4)
    else endFrame()
  }

  const steps: Readonly<Record<Step['kind'], () => void>> = {
    magic: () => {
      const number = value.readUInt32LE()
      if (number === 0xfd2fb528) {
        visitor.data(value)
        go('descriptor', 1)
      } else if (number >>> 4 === 0x184d2a5) go('skip-size', 4)
      else isValid = false
    },
    'skip-size': () => go('skip', value.readUInt32LE()),
    skip: () => go('magic', 4),
    descriptor: () => {
      descriptor = value.readUInt8()
      go('header', headerLength(descriptor))
    },
    header: () => go('block', 3),
    block: () => {
      const header = value.readUIntLE(0, 3)
      isLastBlock = (header & 1) === 1
      const type = (header >> 1) & 3
      if (type === 3) isValid = false
      // One byte stands for all of a block of one byte.
      else go('content', type === 1 ? 1 : header >> 3)
    },
    content: behindBlock,
    checksum: endFrame,
  }
  const finish = (): void => steps[step.kind]()

  const isLookedAt = (): boolean => ['magic', 'skip-size', 'descriptor', 'block'].includes(step.kind)
  const isRefused = (): boolean => !isValid
  const isInFrame = (): boolean => !['magic', 'skip-size', 'skip'].includes(step.kind)

  return {
    write: (piece) => {
      let at = 0
      while (at < piece.length && !isRefused()) {
        const part = piece.subarray(at, at + left)
        at += part.length
        left -= part.length
        if (isLookedAt()) value = Buffer.concat([value, part])
        if (isInFrame()) visitor.data(part)
        if (left === 0) finish()
      }
      return isValid
    },
    isComplete: () => isValid && step.kind === 'magic' && value.length === 0,
  }
}
