/** A file, folder or link of an archive. */
export interface TarEntry {
  /** Without `./` before and `/` behind. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly mode: number
  readonly owner: string
  readonly modified: number
  readonly content: Buffer
}

const block = 512

const text = (buffer: Buffer): string => {
  const end = buffer.indexOf(0)
  return buffer.toString('utf8', 0, end < 0 ? buffer.length : end)
}

const number = (buffer: Buffer): number =>
  (buffer[0] ?? 0) & 0x80
    ? Number(buffer.readBigUInt64BE(buffer.length - 8))
    : Number.parseInt(text(buffer).trim() || '0', 8)

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '5': 'folder',
  '1': 'link',
  '2': 'link',
}

const pathRecord = /^\d+ path=(.*)$/m

/** The entries of an archive in memory, with the long names of POSIX and of GNU. */
export const tarEntries = (archive: Buffer): readonly TarEntry[] => {
  const entries: TarEntry[] = []
  let longName: string | undefined
  let offset = 0
  while (offset + block <= archive.length && archive[offset] !== 0) {
    const header = archive.subarray(offset, offset + block)
    const size = number(header.subarray(124, 136))
    const content = archive.subarray(offset + block, offset + block + size)
    offset += block + Math.ceil(size / block) * block
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === 'x') longName = pathRecord.exec(content.toString('utf8'))?.[1] ?? longName
    else if (type === 'L') longName = text(content)
    else if (type !== 'g') {
      const prefix = text(header.subarray(345, 500))
      const short = text(header.subarray(0, 100))
      entries.push({
        path: (longName ?? (prefix === '' ? short : `${prefix}/${short}`)).replace(/^\.?\//, '').replace(/\/$/, ''),
        kind: kinds[type] ?? 'other',
        mode: number(header.subarray(100, 108)),
        owner: `${number(header.subarray(108, 116))}:${number(header.subarray(116, 124))}`,
        modified: number(header.subarray(136, 148)),
        content,
      })
      longName = undefined
    }
  }
  return entries
}
