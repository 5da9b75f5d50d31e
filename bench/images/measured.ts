import type { Times } from './build.js'
import type { Author } from './recipes.js'

/** What one recipe came to. Sizes in bytes. */
export interface Measured extends Partial<Times> {
  readonly row: string
  readonly author: Author
  readonly label: string
  readonly size: number
  /** What a registry sends: compressed layers. */
  readonly transferred: number
  readonly layers: number
  /** Bytes of files that a later layer overwrites or deletes. */
  readonly wasted: number
  /** The part of the bytes that is not wasted, 0 to 1. */
  readonly efficiency: number
  /** The base image and the program or packages alone. */
  readonly floor: number
}

/** The measurements of one row. */
export interface MeasuredRow {
  readonly name: string
  readonly naive: Measured
  readonly taught: Measured
  /** Smallest first. */
  readonly ours: readonly Measured[]
}

/** Brings the measurements of one row together. */
export const asRow = (name: string, measured: readonly Measured[]): MeasuredRow => {
  const by = (author: Author): readonly Measured[] =>
    measured.filter((each) => each.author === author).sort((a, b) => a.size - b.size)
  const [naive] = by('naive')
  const [taught] = by('taught')
  if (naive === undefined || taught === undefined) throw new Error(`${name} lacks a recipe to compare with.`)
  return { name, naive, taught, ours: by('ours') }
}
