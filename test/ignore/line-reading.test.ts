import { expect, it } from 'vitest'
import { readException, readLine } from '../../src/ignore/line-reading.js'

it.each(['go.mod', 'packages/lib/src', '@acme/app', '-x/+y', 'a'.repeat(2000)])('knows how %s is read', (path) => {
  const { compiled, ...reading } = readException(path)
  expect(readLine(`!${path}`)).toMatchObject(reading)
  expect(compiled).toMatchObject({ glob: path, keeps: true, isExact: true, fails: false })
})
