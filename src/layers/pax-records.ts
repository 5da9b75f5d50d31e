/** What an extended header says about the entry behind it, as far as it matters here. */
export interface PaxRecords {
  readonly path?: Uint8Array
  readonly linkPath?: Uint8Array
  readonly size?: number
  /** The size of a sparse file with its holes. */
  readonly realSize?: number
}

const names = {
  path: 'path',
  linkpath: 'linkPath',
  size: 'size',
  'GNU.sparse.name': 'path',
  'GNU.sparse.size': 'realSize',
  'GNU.sparse.realsize': 'realSize',
} as const satisfies Readonly<Record<string, keyof PaxRecords>>

const isKnown = (name: string): name is keyof typeof names => Object.hasOwn(names, name)

const decimal = (bytes: Buffer): number | undefined => {
  const text = bytes.toString('latin1')
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/**
 * Reads the `LENGTH NAME=VALUE` lines of an extended header. The name that GNU gives a sparse file goes before `path`, which
 * is then one for programs that do not know. Undefined for what is no list of such lines.
 *
 * @example
 * ```ts
 * readPaxRecords(Buffer.from('13 size=1024\n')) // { size: 1024 }
 * ```
 */
export const readPaxRecords = (bytes: Buffer): PaxRecords | undefined => {
  const found: { -readonly [Key in keyof PaxRecords]: PaxRecords[Key] } = {}
  let isSparseName = false
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(' ', at)
    const length = blank < 0 ? undefined : decimal(bytes.subarray(at, blank))
    if (length === undefined) return undefined
    const end = at + length
    const equals = bytes.indexOf('=', blank)
    if (end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) return undefined
    const name = bytes.toString('latin1', blank + 1, equals)
    const value = bytes.subarray(equals + 1, end - 1)
    at = end
    if (!isKnown(name)) continue
    const key = names[name]
    if (key === 'size' || key === 'realSize') {
      const number = decimal(value)
      if (number === undefined) return undefined
      found[key] = number
    } else if (key !== 'path' || !isSparseName) found[key] = value
    isSparseName ||= name === 'GNU.sparse.name'
  }
  return found
}
