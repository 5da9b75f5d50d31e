/** Stands in a name for a byte that is no UTF-8: lone surrogates, which no valid text has. */
const escapeBase = 0xdc00

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * The name that some bytes are, each byte that is no UTF-8 as one character, as Docker's matcher takes it.
 *
 * @example
 * ```ts
 * nameOfBytes(Buffer.from([0x61, 0xff])) // 'a\udcff'
 * ```
 */
export const nameOfBytes = (bytes: Uint8Array): string => {
  const whole = decoded(bytes)
  if (whole !== undefined) return whole
  let name = ''
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((each) => decoded(bytes.subarray(at, at + each)) !== undefined)
    if (length === undefined) name += String.fromCharCode(escapeBase + (bytes[at] ?? 0))
    else name += decoded(bytes.subarray(at, at + length)) ?? ''
    at += length ?? 1
  }
  return name
}

// With the flag, only a half that has lost its other half matches.
const rawByte = /[\udc80-\udcff]/u

/** Whether a path holds bytes that are no UTF-8, so that only {@link bytesOfPath} names it to the system. */
export const isRaw = (path: string): boolean => rawByte.test(path)

/** The bytes of a path of names from {@link nameOfBytes}. */
export const bytesOfPath = (path: string): Buffer =>
  Buffer.concat(
    path
      .split(/([\udc80-\udcff])/u)
      .map((part) => (rawByte.test(part) ? Buffer.of(part.charCodeAt(0) - escapeBase) : Buffer.from(part))),
  )

/**
 * A path as it is shown and put into JSON: bytes that are no UTF-8 as `\xff`.
 *
 * @example
 * ```ts
 * shownPath('caf\udce9.txt') // 'caf\\xe9.txt'
 * ```
 */
export const shownPath = (path: string): string =>
  path.replace(/[\udc80-\udcff]/gu, (half) => `\\x${(half.charCodeAt(0) - escapeBase).toString(16)}`)
