import * as z from 'zod'

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
}

const size = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b)?$/i

/** A number of bytes, also as `50MB` or `1.5GiB`. */
export const sizeSchema = z
  .union([z.number().int().nonnegative(), z.string().regex(size, 'expected a size such as `50MB` or `1.5GiB`')])
  .describe('A number of bytes, or a size such as `50MB`, of 1000, or `1.5GiB`, of 1024.')

/** The bytes of what {@link sizeSchema} accepts. */
export const bytesOf = (given: number | string): number => {
  if (typeof given === 'number') return given
  const [, amount = '0', unit = ''] = size.exec(given) ?? []
  return Math.round(Number(amount) * (units[unit.toLowerCase()] ?? 1))
}
