import { expect, it } from 'vitest'
import { withPerFileVariables } from '../../../src/generate/load/per-file-variables.js'

it.each(['const a = 1', "const meta = 'import'", 'const __dir = 1'])('leaves `%s` alone', (text) => {
  expect(withPerFileVariables(text, '/a/b.ts')).toBeUndefined()
})

it.each([
  ['import.meta.url', '', 1],
  ['import . meta . dirname', '', 1],
  ['x(__dirname)', '', 1],
  ['#!/usr/bin/env node\nx(__filename)', '#!/usr/bin/env node\n', 2],
])('puts variables in front of `%s`', (text, before, line) => {
  const changed = withPerFileVariables(text, '/a/b.ts')
  const variables = 'var genDockerfileUrl="file:///a/b.ts",genDockerfileFilename="/a/b.ts",genDockerfileDirname="/a";'
  expect(changed).toEqual({ text: before + variables + text.slice(before.length), line, columns: variables.length })
})
