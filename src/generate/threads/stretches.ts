import type { Batch } from './batches.js'

/** Services of a batch between which there are none of others. */
export interface Stretch {
  /** The number of the batch. */
  readonly batch: number
  /** Which of its stretches it is, from 0. */
  readonly index: number
}

/** The stretches of batches in the order of the services. */
export const stretchesOf = (batches: readonly Batch[]): readonly Stretch[] =>
  batches
    .flatMap(({ number: batch, services }) =>
      services
        .filter(({ place }, index) => place - 1 !== services[index - 1]?.place)
        .map(({ place }, index) => ({ batch, index, place })),
    )
    .sort((left, right) => left.place - right.place)

/** How long lists were after each stretch of a batch. */
export type Ends<Name extends string> = readonly Readonly<Record<Name, number>>[]

/** What a stretch of a batch added to one of its lists; without ends the batch is one stretch. */
export const partOf = <Item, Name extends string>(
  list: readonly Item[],
  name: Name,
  ends: Ends<Name> | undefined,
  stretch: number,
): readonly Item[] => {
  const start = stretch === 0 ? 0 : (ends?.[stretch - 1]?.[name] ?? list.length)
  return list.slice(start, ends?.[stretch]?.[name])
}
