import { relative } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isInside, pathFrom } from '../../src/generate/paths.js'

const part = fc.constantFrom('a', 'ab', '.', '..', '.x', '', 'Dockerfile')
const path = fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`)

it('gives the path from a folder as `relative` does', () => {
  fc.assert(
    fc.property(path, path, fc.boolean(), (folder, other, isBelow) => {
      const file = isBelow ? `${folder}/${other}` : other
      expect(pathFrom(folder, file)).toBe(relative(folder, file) || '.')
      expect(isInside(folder, file)).toBe(!/^\.\.(?:\/|$)/.test(relative(folder, file)))
    }),
  )
})

it.each([
  ['/repo/api', '/repo/api/Dockerfile', 'Dockerfile', true],
  ['/repo/api', '/repo/api', '.', true],
  ['/repo/api', '/repo/apix/Dockerfile', '../apix/Dockerfile', false],
  ['/repo', '/repo/..x/y', '..x/y', true],
])('from %s to %s it is %s', (folder, file, way, inside) => {
  expect(pathFrom(folder, file)).toBe(way)
  expect(isInside(folder, file)).toBe(inside)
})
