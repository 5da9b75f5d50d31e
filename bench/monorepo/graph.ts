/** Numbers that look random and are the same in every run. */
export const random = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const layers = 6

/** What each library and each service needs: the numbers of libraries. */
export interface Graph {
  readonly libraries: readonly (readonly number[])[]
  readonly services: readonly (readonly number[])[]
}

/**
 * What each library and each service needs: libraries lie in layers and need some of the next layer, most of them near by, as
 * those of one team do; services need some of the first layer, and one in twenty, which holds much together, needs many.
 *
 * That a service comes to need 18 members in the mean, 13 in the median, 38 at the ninth tenth and 148 at most (of 10,000 services)
 * follows what was counted in public repositories (docs/case-study.md), from above: there it is 12, 3, 31 and 106.
 */
export const graph = (services: number, libraries: number): Graph => {
  const next = random(7)
  const size = Math.ceil(libraries / layers)
  const some = (layer: number, around: number, length: number): readonly number[] => {
    if (layer >= layers) return []
    const first = layer * size
    const count = Math.min(size, libraries - first)
    const chosen = Array.from({ length }, () => {
      const near = Math.floor(around * count + (next() - 0.5) * 40 + count) % count
      return first + (next() < 0.05 ? Math.floor(next() * count) : near)
    })
    return [...new Set(chosen)].filter((each) => each < libraries).sort((a, b) => a - b)
  }
  return {
    libraries: Array.from({ length: libraries }, (_, index) => {
      const layer = Math.floor(index / size)
      return some(layer + 1, (index % size) / size, Math.floor(next() * 3))
    }),
    services: Array.from({ length: services }, (_, index) => {
      const count = next() < 0.05 ? 20 : Math.floor(next() * 6)
      return [...new Set([0, ...some(0, index / services, count)])]
    }),
  }
}
