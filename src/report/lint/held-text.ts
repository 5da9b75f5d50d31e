import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Text that has to wait for what is printed before it. */
export interface HeldText {
  readonly add: (text: string) => void
  /** All of it, in order, in pieces with the separator between them. */
  readonly take: () => Iterable<string>
}

/** From this many characters on text is packed: findings repeat each other, so that a twentieth is left. */
const packedFrom = 2 ** 20

/** Keeps texts, packed where there is much of them; those that become one have the separator between them. */
export const holdText = (separator: string): HeldText => {
  const packed: Buffer[] = []
  let texts: string[] = []
  let size = 0
  return {
    add: (text) => {
      if (text === '') return
      texts.push(text)
      size += text.length
      if (size < packedFrom) return
      packed.push(deflateRawSync(texts.join(separator), { level: 1 }))
      texts = []
      size = 0
    },
    *take() {
      for (const each of packed) yield inflateRawSync(each).toString()
      if (texts.length > 0) yield texts.join(separator)
    },
  }
}
