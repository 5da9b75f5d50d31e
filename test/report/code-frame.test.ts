import { expect, it } from 'vitest'
import { codeFrame, frameLines } from '../../src/report/code-frame.js'

const text = 'one\ntwo\r\n\tthree\nfour\n'

it.each([
  ['the middle', { line: 2, column: 2 }, 1, ['  1 | one', '> 2 | two', '    |  ^', '  3 | \tthree']],
  ['a tab in front', { line: 3, column: 2 }, 0, ['> 3 | \tthree', '    | \t^']],
  ['the first line', { line: 1, column: 1 }, 2, ['> 1 | one', '    | ^', '  2 | two', '  3 | \tthree']],
  ['no column', { line: 4 }, 0, ['> 4 | four']],
  ['the end of the file', { line: 5, column: 1 }, 1, ['  4 | four', '> 5 |', '    | ^']],
  ['a line that is not there', { line: 9, column: 1 }, 1, []],
  ['no line', {}, 1, []],
] as const)('shows %s', (_, place, context, expected) => {
  expect(codeFrame(frameLines(text), { file: 'a', ...place }, context)).toEqual(expected)
})

it('lines numbers up and cuts what no terminal shows', () => {
  const long = Array.from({ length: 12 }, (_, index) => String(index + 1).repeat(100)).join('\n')
  const frame = codeFrame(frameLines(long), { file: 'a', line: 10, column: 150 }, 1)
  expect(frame.map((line) => line.slice(0, 8))).toEqual(['   9 | 9', '> 10 | 1', '  11 | 1'])
  expect(Math.max(...frame.map((line) => line.length))).toBe(127)
})

it('shows what a terminal would act upon, and keeps the columns', () => {
  expect(codeFrame(['RUN \u001b[31mred\u202e'], { file: 'a', line: 1, column: 10 }, 0)).toEqual([
    '> 1 | RUN ␛[31mred�',
    '    |          ^',
  ])
})
