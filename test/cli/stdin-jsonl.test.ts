import { Readable, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { answerLines } from '../../src/cli/stdin-jsonl.js'

/** Collects what is written. */
const collector = () => {
  const lines: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { output, lines }
}

const answers = async (chunks: readonly (string | Uint8Array)[]): Promise<readonly unknown[]> => {
  const { output, lines } = collector()
  await answerLines(Readable.from(chunks, { objectMode: true }), output, ({ dockerfile }) => ({
    version: 1,
    dockerfile,
  }))
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true)
  return lines.map((line) => JSON.parse(line))
}

const answered = (id: unknown, dockerfile: string) => ({ id, version: 1, dockerfile })
const refused = (id: unknown, message: string) => ({
  id,
  version: 1,
  error: { message: expect.stringContaining(message) },
})

it.each<[string, readonly (string | Uint8Array)[], readonly unknown[]]>([
  ['nothing', [], []],
  ['a line', ['{"id":1,"dockerfile":"FROM a\\n"}\n'], [answered(1, 'FROM a\n')]],
  ['a last line without a newline', ['{"id":1,"dockerfile":""}'], [answered(1, '')]],
  [
    'CRLF and a byte order mark',
    ['\ufeff{"id":1,"dockerfile":""}\r\n{"id":2,"dockerfile":""}\r\n'],
    [answered(1, ''), answered(2, '')],
  ],
  [
    'a line in pieces',
    ['{"id":', '1,"dockerfile":"', 'a"', '}\n{"id":2,"dockerfile":"b"}'],
    [answered(1, 'a'), answered(2, 'b')],
  ],
  [
    'a character in pieces',
    [Buffer.from('{"id":"ä').subarray(0, -1), Buffer.from('ä","dockerfile":""}').subarray(1)],
    [answered('ä', '')],
  ],
  ['line separators that JSON allows', ['{"id":"\u2028","dockerfile":"\u2029"}\n'], [answered('\u2028', '\u2029')]],
  [
    'any value as id',
    ['{"id":{"a":[1]},"dockerfile":""}\n{"id":null,"dockerfile":""}\n{"dockerfile":""}\n'],
    [answered({ a: [1] }, ''), answered(null, ''), answered(null, '')],
  ],
  ['half a surrogate pair', [String.raw`{"id":1,"dockerfile":"\ud800"}`], [answered(1, '\ufffd')]],
  ['blank lines', ['\n  \n{"id":1,"dockerfile":""}\n\n'], [answered(1, '')]],
  [
    'broken lines among others',
    ['nope\n{"id":1,"dockerfile":"a"}\n{"id":2\n'],
    [refused(null, 'not JSON'), answered(1, 'a'), refused(null, 'not JSON')],
  ],
  ['values that are no object', ['1\nnull\n[]\n'], ['object', 'object', 'object'].map((word) => refused(null, word))],
  [
    'objects without a text',
    ['{"id":7}\n{"id":8,"dockerfile":1}\n'],
    [refused(7, '`dockerfile`'), refused(8, '`dockerfile`')],
  ],
  ['bytes that are no UTF-8', [Buffer.from([0x7b, 0xff, 0x0a])], [refused(null, 'not JSON')]],
])('answers %s', async (_, chunks, expected) => {
  expect(await answers(chunks)).toEqual(expected)
})

it('puts the id first and counts', async () => {
  const { output, lines } = collector()
  const input = Readable.from(['{"dockerfile":"","id":3}\nnope\n'])
  expect(await answerLines(input, output, async () => ({ findings: [] }))).toEqual({ lines: 2, broken: 1 })
  expect(lines[0]).toBe('{"id":3,"findings":[]}\n')
})

it('reads no further than a slow reader takes', async () => {
  let asked = 0
  let taken = 0
  let ahead = 0
  const input = function* () {
    for (; asked < 200; asked++) yield `{"id":${asked},"dockerfile":""}\n`
  }
  const output = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      setImmediate(() => {
        taken++
        ahead = Math.max(ahead, asked - taken)
        done()
      })
    },
  })
  await answerLines(Readable.from(input(), { highWaterMark: 1 }), output, () => ({}))
  expect(taken).toBe(200)
  expect(ahead).toBeLessThan(5)
})

it('stops when nobody reads the answers', async () => {
  let asked = 0
  const input = function* () {
    for (;;) yield `{"id":${asked++},"dockerfile":""}\n`
  }
  const output = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => done(asked > 10 ? new Error('EPIPE') : null),
  })
  output.on('error', () => {})
  const { lines } = await answerLines(Readable.from(input(), { highWaterMark: 1 }), output, () => ({}))
  expect(lines).toBeLessThan(20)
})

it('takes linear time for one line of many pieces', async () => {
  const piece = 'x'.repeat(1000)
  const pieces = ['{"id":1,"dockerfile":"', ...Array.from({ length: 20_000 }, () => piece), '"}\n']
  const { output, lines } = collector()
  await answerLines(Readable.from(pieces), output, ({ dockerfile }) => ({ length: dockerfile.length }))
  expect(lines).toEqual(['{"id":1,"length":20000000}\n'])
})
