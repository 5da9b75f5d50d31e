import { log } from '@shop/log'
import { z } from 'zod'

const item = z.object({ name: z.string(), cents: z.coerce.number().int().min(0) })

/** The price of an item with tax, in cents. */
export const priceOf = (input: unknown): number => {
  const { name, cents } = item.parse(input)
  log(`${name}: ${cents}`)
  return Math.round(cents * 1.19)
}
