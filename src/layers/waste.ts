import { keepLargest } from '../context/largest.js'
import { nameOfBytes } from '../context/raw-name.js'
import type { PathTable } from './path-table.js'
import type { Stack } from './stack.js'

/** How well an image uses what it stores. */
export interface Efficiency {
  /** From 0 to 1: the fewest bytes of each path against all bytes that are stored for it. */
  readonly efficiency: number
  /** The bytes of paths that are stored more than once, or stored and then deleted; every time counts. */
  readonly wastedBytes: number
}

/** A path that is stored more than once, or deleted. */
export interface WastedPath {
  readonly path: string
  /** How often it is stored or deleted. */
  readonly times: number
  readonly bytes: number
  /** Whether it is no longer there in the finished image. */
  readonly isDeleted: boolean
}

/** The waste of an image. */
export interface Waste extends Efficiency {
  /** How many paths are wasted. */
  readonly wastedFiles: number
  /** The largest of them. */
  readonly wasted: readonly WastedPath[]
  /** What dive says, which passes over directories that were deleted. */
  readonly dive: Efficiency
}

const ratio = (fewest: number, stored: number): number => (stored === 0 ? 1 : fewest / stored)

/** Adds up what {@link Stack} counted. */
export const wasteOf = (table: PathTable, stack: Stack, top: number): Waste => {
  const { times, stored, fewest, swept, diveDirectories, layers } = stack
  const ours = { fewest: 0, stored: 0, wasted: 0, files: 0 }
  const dive = { fewest: 0, stored: 0, wasted: 0 }
  const largest = keepLargest<{ readonly path: number; readonly bytes: number }>(top, ({ bytes }) => bytes)

  for (let path = 1; path < table.count(); path++) {
    const bytes = stored[path] ?? 0
    const least = Math.max(0, fewest[path] ?? 0)
    const count = times[path] ?? 0
    const isSwept = swept[path] === 1
    ours.stored += bytes
    ours.fewest += isSwept ? 0 : least
    if (bytes > 0 && (count >= 2 || isSwept)) {
      ours.wasted += bytes
      ours.files++
      largest.add({ path, bytes })
    }
    const extra = diveDirectories.get(path)
    const diveBytes = bytes + (extra?.stored ?? 0)
    dive.stored += diveBytes
    dive.fewest += extra === undefined ? least : count === 0 ? extra.fewest : Math.min(least, extra.fewest)
    if (count + (extra?.times ?? 0) >= 2) dive.wasted += diveBytes
  }
  return {
    efficiency: ratio(ours.fewest, ours.stored),
    wastedBytes: ours.wasted,
    wastedFiles: ours.files,
    wasted: largest.items().map(({ path, bytes }) => ({
      path: nameOfBytes(table.bytes(path)),
      times: (times[path] ?? 0) + (swept[path] ?? 0),
      bytes,
      isDeleted: layers[path] === 0,
    })),
    dive: { efficiency: ratio(dive.fewest, dive.stored), wastedBytes: dive.wasted },
  }
}
