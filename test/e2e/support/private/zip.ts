import { crc32 } from 'node:zlib'

/** A little-endian number of some bytes. */
const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, bytes)
  return buffer
}

/** 1980-01-01, the first day that the format knows. */
const date = (1 << 5) | 1

/** A ZIP archive of files as they are, without compression. */
export const zip = (files: Readonly<Record<string, string>>): Buffer => {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path)
    const content = Buffer.from(text)
    const common = Buffer.concat([
      ...[number(20, 2), number(0, 2), number(0, 2), number(0, 2), number(date, 2)],
      ...[number(crc32(content), 4), number(content.length, 4), number(content.length, 4)],
      ...[number(name.length, 2), number(0, 2)],
    ])
    const entry = Buffer.concat([number(0x04034b50, 4), common, name, content])
    const rest = [number(0, 2), number(0, 2), number(0, 2), number(0, 4), number(offset, 4)]
    directory.push(Buffer.concat([number(0x02014b50, 4), number(20, 2), common, ...rest, name]))
    entries.push(entry)
    offset += entry.length
  }
  const listed = Buffer.concat(directory)
  const end = [number(0, 4), number(entries.length, 2), number(entries.length, 2), number(listed.length, 4)]
  return Buffer.concat([...entries, listed, number(0x06054b50, 4), ...end, number(offset, 4), number(0, 2)])
}
