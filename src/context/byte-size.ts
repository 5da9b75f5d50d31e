const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/**
 * The bytes that a size says: `500KB` and `1.5GB` are of 1000, `50MiB` of 1024, a number alone is bytes. Undefined for what
 * is no size.
 *
 * @example
 * ```ts
 * parseByteSize('50MB') // 50000000
 * ```
 */
export const parseByteSize = (text: string): number | undefined => {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? []
  const factor = unit === '' ? 1 : units[unit.toLowerCase()]
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor)
}

const shown = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/**
 * A size for people, as Docker shows it: three digits, units of 1000.
 *
 * @example
 * ```ts
 * showBytes(1_234_567) // '1.23 MB'
 * ```
 */
export const showBytes = (bytes: number): string => {
  let value = bytes
  let unit = 0
  // What rounds to 1000 is 1 of the next unit.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < shown.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
  return `${value.toFixed(digits)} ${shown[unit] ?? ''}`
}
