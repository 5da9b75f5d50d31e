import module from 'node:module'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * V8's optimising compilers earn what they cost late: 576 files take half of the processor time without them (0.84 for 1.58 seconds
 * with Node 20, 0.78 for 1.12 with Node 24), 2,000 two thirds. From about this many files on they pay.
 */
const fewestForCompilers = 6000

/** From so many files on what V8 keeps of them adds up. */
const fewestForSmall = 1200

/** The optimising compilers of the versions of Node that this was measured with. */
const compilers: Readonly<Record<string, readonly string[]>> = { v20: ['opt'], v22: ['opt'], v24: ['opt', 'maglev'] }

/** The processors are busy with linting: a thread that tidies its young objects alone is done sooner. Measured: 3 % of the time. */
const alone = ['--no-parallel-scavenge', '--parallel-scavenge'] as const

/** V8 lets a heap grow to several times of what is in it, and here there are several heaps. */
const small = ['--heap-growing-percent=20', '--heap-growing-percent=0'] as const

/**
 * Bytes for what is new that are enough for this thread. V8 would make it four times of that in the course of some thousand files,
 * without being faster.
 */
const enoughForNew = 8 * 2 ** 20

/** How much larger V8 makes the memory for what is new when it is too small: not at all, and its default. */
const growth = { none: '--semi-space-growth-factor=1', usual: '--semi-space-growth-factor=2' } as const

/** Makes what keeps the memory of this thread as large as it is when that is enough; it is to be called now and then. */
export const growthLimiter = (): (() => void) => {
  let isGrowing = true
  return () => {
    if (!isGrowing) return
    const size = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0
    isGrowing = size < enoughForNew
    if (!isGrowing) setFlagsFromString(growth.none)
  }
}

/** What V8 is told for linting this many files, and how that is taken back. */
const settingsFor = (files: number): readonly (readonly [set: string, reset: string])[] => {
  const names = files < fewestForCompilers ? (compilers[process.version.split('.', 1)[0] ?? ''] ?? []) : []
  return [
    alone,
    ...(files < fewestForSmall ? [] : [small]),
    ...names.map((name) => [`--no-${name}`, `--${name}`] as const),
  ]
}

/** Sets V8's compilers and its use of memory, in all threads, as fits linting this many files. */
export const setEngine = (files: number): void => {
  // Compiled code that is kept for the next run is for the same settings only, which V8 of Node 22 does not give back exactly.
  const flush: unknown = Reflect.get(module, 'flushCompileCache')
  if (typeof flush === 'function') flush()
  for (const [set] of settingsFor(files)) setFlagsFromString(set)
}

/** Takes back what {@link setEngine} set. */
export const resetEngine = (files: number): void => {
  for (const [, reset] of settingsFor(files)) setFlagsFromString(reset)
  setFlagsFromString(growth.usual)
}
