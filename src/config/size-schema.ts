import * as z from 'zod'
import { parseByteSize } from '../context/byte-size.js'

/** A number of bytes, also as `50MB` or `1.5GiB`. */
export const sizeSchema = z
  .union([
    z.number().int().nonnegative(),
    z.string().regex(/^\d+(?:\.\d+)?\s*(?:[kmgt]?i?b)?$/i, 'expected a size such as `50MB` or `1.5GiB`'),
  ])
  .describe('A number of bytes, or a size such as `50MB`, of 1000, or `1.5GiB`, of 1024.')

/** The bytes of what {@link sizeSchema} accepts. */
export const bytesOf = (given: number | string): number =>
  typeof given === 'number' ? given : (parseByteSize(given) ?? 0)
