import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import { readArchive, type Image, type Layer } from '../support/archive.js'
import { withFolder } from '../support/build.js'
import { mountsOf } from '../support/run-id.js'
import type { TarEntry } from '../support/tar.js'
import type { Check } from './check.js'

const described = ({ kind, mode, owner, modified, content }: TarEntry): string =>
  `${kind} ${mode.toString(8)} ${owner} ${modified} ${createHash('sha256').update(content).digest('hex').slice(0, 12)}`

const listOf = (layer: Layer | undefined): ReadonlyMap<string, string> =>
  new Map(layer?.entries().map((entry) => [entry.path, described(entry)]))

/** Paths that are not alike in two layers. */
const differing = (one: Layer | undefined, other: Layer | undefined): readonly string[] => {
  const [first, second] = [listOf(one), listOf(other)]
  const paths = new Set([...first.keys(), ...second.keys()])
  return [...paths]
    .filter((path) => first.get(path) !== second.get(path))
    .map((path) => `${path}: ${first.get(path) ?? 'missing'}; ${second.get(path) ?? 'missing'}`)
}

const differences = (one: Image, other: Image): readonly string[] =>
  one.layers.flatMap((layer, index) => {
    const counterpart = other.layers[index]
    if (layer.digest === counterpart?.digest) return []
    const files = differing(layer, counterpart)
    return files.length > 0 ? files : [`layer ${index + 1}: the order of its files`]
  })

/** Two builds that share nothing, of two copies of the sources, make the same layers. */
export const reproducible: Check = {
  title: 'makes the same layers from nothing again',
  run: async (subject) => {
    const { archive } = await subject.first()
    const context = await subject.stage()
    await withFolder(async (folder) => {
      const again = join(folder, 'again.tar')
      const mounts = mountsOf(`${subject.case.name}-again`)
      await subject.build(context, { target: 'runtime', archive: again, fresh: true, mounts })
      const [one, other] = [await readArchive(archive), await readArchive(again)]
      const found = differences(one, other)
      const known = subject.case.irreproducible ?? []
      expect(found.filter((each) => !known.some(({ path }) => path.test(each))).slice(0, 20)).toEqual([])
      // What has become reproducible is no exception any more.
      expect(known.filter(({ path }) => !found.some((each) => path.test(each))).map(({ why }) => why)).toEqual([])
      expect(other.layers.length).toBe(one.layers.length)
    })
    return (subject.case.irreproducible ?? []).map(({ why }) => why).join('; ')
  },
}
