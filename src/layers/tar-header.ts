/** What a header block of a tar archive is about. */
export type TarType = 'file' | 'directory' | 'hard-link' | 'symbolic-link' | 'other'

const space = 0x20

/** The number in a field of a header: octal digits, or binary where its first bit says so. Undefined for what is none. */
export const numberIn = (block: Uint8Array, start: number, length: number): number | undefined => {
  const first = block[start] ?? 0
  let value = 0
  if (first >= 0x80) {
    // GNU's base 256; 0xff would be a negative number.
    if (first !== 0x80) return undefined
    for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0)
    return Number.isSafeInteger(value) ? value : undefined
  }
  let at = start
  const end = start + length
  while (at < end && block[at] === space) at++
  for (; at < end; at++) {
    const digit = block[at] ?? 0
    if (digit === space || digit === 0) break
    if (digit < 0x30 || digit > 0x37) return undefined
    value = value * 8 + digit - 0x30
  }
  return value
}

const checksumStart = 148
const checksumEnd = 156

/** The sum of a block's bytes, with blanks where the checksum is. */
const sumOf = (block: Uint8Array): number => {
  let sum = (checksumEnd - checksumStart) * space
  for (let at = 0; at < checksumStart; at++) sum += block[at] ?? 0
  for (let at = checksumEnd; at < 512; at++) sum += block[at] ?? 0
  return sum
}

/** Whether the checksum of a header block is right, with its bytes taken as unsigned or, as some wrote it, as signed. */
export const hasChecksum = (block: Uint8Array): boolean => {
  const expected = numberIn(block, checksumStart, 8)
  const sum = sumOf(block)
  if (expected === sum) return true
  const negative = block.filter((byte, at) => byte >= 0x80 && (at < checksumStart || at >= checksumEnd)).length
  return expected === sum - 256 * negative
}

/** Whether all bytes of a block are zero: the end of an archive. */
export const isZero = (block: Uint8Array): boolean => {
  for (let at = 0; at < 512; at++) if (block[at] !== 0) return false
  return true
}

/** Where a text that ends at its first zero byte ends. */
const endOf = (block: Uint8Array, start: number, length: number): number => {
  let end = start
  while (end < start + length && block[end] !== 0) end++
  return end
}

/** The bytes of a text that ends at its first zero byte. */
export const textIn = (block: Uint8Array, start: number, length: number): Uint8Array =>
  block.subarray(start, endOf(block, start, length))

const slash = 0x2f
const prefixStart = 345
const prefixLength = 155

/** `ustar` and a zero byte; GNU has blanks there, and times where the prefix of a path would be. */
const isPosix = (block: Uint8Array): boolean =>
  block[257] === 0x75 && block[258] === 0x73 && block[261] === 0x72 && block[262] === 0

/** The path of a header block, put together from its two fields. */
export const pathIn = (block: Uint8Array): Uint8Array => {
  const name = textIn(block, 0, 100)
  if (!isPosix(block) || block[prefixStart] === 0) return name
  const prefix = textIn(block, prefixStart, prefixLength)
  const path = new Uint8Array(prefix.length + 1 + name.length)
  path.set(prefix)
  path[prefix.length] = slash
  path.set(name, prefix.length + 1)
  return path
}

const types: Readonly<Record<string, TarType>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hard-link',
  '2': 'symbolic-link',
  '5': 'directory',
  '7': 'file',
  S: 'file',
}

/** What an entry is, by the letter in its header. A file of the oldest archives whose name ends in `/` is a directory. */
export const typeOf = (letter: string, path: Uint8Array): TarType => {
  const type = types[letter] ?? 'other'
  return type === 'file' && path[path.length - 1] === slash ? 'directory' : type
}

/** The letters of entries that have no content, whatever their header says of its size. */
export const isHeaderOnly = (letter: string): boolean => /[1-6]/.test(letter)
