import { expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { documentCache, perDocument } from '../../src/analysis/document-cache.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const look = (text: string): void => {
  const parsed = parseDockerfile(text)
  if ('document' in parsed) analyse(parsed.document)
}

it('keeps answers until another document is analysed', () => {
  const key = {}
  const cache = documentCache<object, number>()
  cache.set(key, 1)
  expect(cache.get(key)).toBe(1)
  look('FROM scratch\n')
  expect(cache.get(key)).toBeUndefined()
  cache.set(key, 2)
  expect(cache.get(key)).toBe(2)
})

it('asks once for a document', () => {
  const asked: object[] = []
  const find = perDocument((key: object) => asked.push(key))
  const [first, second] = [{}, {}]
  expect([find(first), find(second), find(first)]).toEqual([1, 2, 1])
  look('FROM scratch\n')
  expect([find(first), find(first)]).toEqual([3, 3])
})
