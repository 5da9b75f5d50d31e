import { expect } from 'vitest'
import type { Check } from './check.js'

/** The final image is built from nothing. */
export const buildsFromNothing: Check = {
  title: 'builds from nothing',
  run: async (subject) => {
    const { bytes } = await subject.first()
    const { layers } = await subject.read('runtime')
    const size = layers.reduce((sum, layer) => sum + layer.size, 0)
    const downloaded = bytes === undefined ? 'downloads not counted' : `${(bytes / 1e6).toFixed(1)} MB downloaded`
    return `${downloaded}, ${(size / 1e6).toFixed(1)} MB compressed in ${layers.length} layers`
  },
}

/** The other targets are built, too. */
export const buildsEveryTarget: Check = {
  title: 'builds its other targets',
  run: async (subject) => {
    for (const name of ['debug', 'dev']) await subject.target(name)
  },
}

/** Another build of the same finds every step in the cache, in another copy of the sources, too. */
export const buildsFromCache: Check = {
  title: 'is fully cached the second time',
  run: async (subject) => {
    await subject.first()
    const { steps } = await subject.build(await subject.stage(), { target: 'runtime' })
    expect(steps.filter(({ ran }) => ran).map(({ name }) => name)).toEqual([])
    expect(steps.length).toBeGreaterThan(0)
  },
}
