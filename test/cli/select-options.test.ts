import { expect, it } from 'vitest'
import { changedFiles } from '../../src/cli/select-options.js'
import { progressText } from '../../src/cli/service-progress.js'

it.each([
  ['nothing', '', []],
  ['lines', 'go.mod\ncmd/api/main.go\n', ['go.mod', 'cmd/api/main.go']],
  ['lines of Windows', 'go.mod\r\nmain.go\r\n', ['go.mod', 'main.go']],
  ['names ended by NUL', 'a b\0line\nbreak\0', ['a b', 'line\nbreak']],
  ['what git puts into quotes', '"na\\303\\257ve.go"\n"a\\tb \\"c\\" \\\\"\n', ['naïve.go', 'a\tb "c" \\']],
])('reads %s', (_, text, files) => {
  expect(changedFiles(text)).toEqual(files)
})

it.each([
  [{ phase: 'make', done: 2500, total: 10_000 }, 1500, 'Making 2500 of 10000 services, about 5 s left'],
  [{ phase: 'write', done: 100, total: 10_000 }, 3000, 'Writing 100 of 10000 services, about 5 min left'],
  [{ phase: 'make', done: 0, total: 10 }, 0, 'Making 0 of 10 services'],
] as const)('says how far %j is', (progress, elapsed, expected) => {
  expect(progressText(progress, elapsed)).toBe(expected)
})
