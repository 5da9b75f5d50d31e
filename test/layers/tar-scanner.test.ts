import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTarScanner } from '../../src/layers/tar-scanner.js'
import { longItem, paxItem, paxRecord, tarBlocks, type TarItem, tarOf } from '../support/saved-image.js'

interface Told {
  readonly entries: readonly string[]
  readonly problem: string | undefined
}

/** Scans an archive in pieces of a size, and spells what is told. */
const scan = (archive: Buffer, pieceSize = archive.length): Told => {
  const entries: string[] = []
  let content = 0
  let isOpen = false
  const scanner = createTarScanner({
    entry: ({ path, type, size, link }) => {
      expect(isOpen).toBe(false)
      isOpen = true
      content = 0
      const target = link.length === 0 ? '' : ` -> ${Buffer.from(link).toString()}`
      entries.push(`${type} ${Buffer.from(path).toString()} ${size}${target}`)
    },
    content: (piece) => (content += piece.length),
    close: () => {
      isOpen = false
      entries.push(`(${content})`)
    },
  })
  for (let at = 0; at < archive.length; at += Math.max(1, pieceSize)) {
    scanner.write(archive.subarray(at, at + Math.max(1, pieceSize)))
  }
  return { entries, problem: scanner.end() }
}

const binary = (value: number): Buffer => {
  const field = Buffer.alloc(12)
  field[0] = 0x80
  field.writeUIntBE(value, 6, 6)
  return field
}

const octal = (value: number): Buffer => Buffer.from(`${value.toString(8).padStart(11, '0')}\0`)

const after: TarItem = { name: 'after', content: 'x' }
const afterTold = ['file after 1', '(1)']
const long = `${'directory/'.repeat(20)}file`

describe('createTarScanner', () => {
  it.each<[name: string, items: readonly TarItem[], told: readonly string[]]>([
    ['a file', [{ name: 'a/b', content: 'abc' }], ['file a/b 3', '(3)']],
    ['an empty file', [{ name: 'a' }], ['file a 0', '(0)']],
    ['a whole block', [{ name: 'a', content: 'x'.repeat(512) }], ['file a 512', '(512)']],
    ['a directory', [{ name: 'a/', type: '5' }], ['directory a/ 0', '(0)']],
    ['a directory of the oldest kind', [{ name: 'a/', type: '0' }], ['directory a/ 0', '(0)']],
    ['a file of the oldest kind', [{ name: 'a', type: '\0', content: 'x' }], ['file a 1', '(1)']],
    ['a symbolic link', [{ name: 'a', type: '2', link: '/etc/b' }], ['symbolic-link a 0 -> /etc/b', '(0)']],
    [
      'a hard link that says the size of its file',
      [{ name: 'a', type: '1', link: 'b', size: 700 }],
      ['hard-link a 0 -> b', '(0)'],
    ],
    ['a device', [{ name: 'dev/null', type: '3', size: 5 }], ['other dev/null 0', '(0)']],
    ['a pipe', [{ name: 'p', type: '6' }], ['other p 0', '(0)']],
    ['something unknown with content', [{ name: 'u', type: 'V', content: 'xy' }], ['other u 0', '(2)']],
    [
      'the two fields of a ustar path',
      [{ name: 'file', patch: [[345, Buffer.from('some/folder')]] }],
      ['file some/folder/file 0', '(0)'],
    ],
    [
      'what stands there for GNU',
      [
        {
          name: 'file',
          patch: [
            [257, Buffer.from('ustar  \0')],
            [345, Buffer.from('12345')],
          ],
        },
      ],
      ['file file 0', '(0)'],
    ],
    ['a long GNU name', longItem(long, 'x'), [`file ${long} 1`, '(1)']],
    [
      'a long GNU link',
      [
        { name: '././@LongLink', type: 'K', content: `${long}\0` },
        { name: 'a', type: '2', link: 'short' },
      ],
      [`symbolic-link a 0 -> ${long}`, '(0)'],
    ],
    ['a binary size', [{ name: 'a', content: 'xyz', patch: [[124, binary(3)]] }], ['file a 3', '(3)']],
    [
      'extended names and sizes',
      [
        paxItem(
          paxRecord('mtime', '1.5'),
          paxRecord('path', 'längst'),
          paxRecord('linkpath', 'l'),
          paxRecord('size', '4'),
        ),
        { name: 'short', content: 'abcd', size: 0 },
      ],
      ['file längst 4 -> l', '(4)'],
    ],
    [
      'an extended header for one entry only',
      [paxItem(paxRecord('path', 'p')), { name: 'a' }, { name: 'b' }],
      ['file p 0', '(0)', 'file b 0', '(0)'],
    ],
    [
      'a global header',
      [{ name: 'pax_global_header', type: 'g', content: paxRecord('comment', 'abc') }, { name: 'a' }],
      ['file a 0', '(0)'],
    ],
    [
      'a sparse file of GNU',
      [{ name: 's', type: 'S', content: 'data', patch: [[483, octal(9_000_000)]] }],
      ['file s 9000000', '(4)'],
    ],
    [
      'one with more pieces than its header has room for',
      [
        {
          name: 's',
          type: 'S',
          content: 'data',
          patch: [
            [482, Buffer.from([1])],
            [483, octal(9_000_000)],
          ],
          behind: Buffer.concat([Buffer.alloc(504, '0'), Buffer.from([1]), Buffer.alloc(7 + 512)]),
        },
      ],
      ['file s 9000000', '(4)'],
    ],
    [
      'a sparse file of pax',
      [
        paxItem(
          paxRecord('GNU.sparse.name', 's'),
          paxRecord('GNU.sparse.realsize', '1000000'),
          paxRecord('path', 'GNUSparseFile.1/s'),
        ),
        { name: 'GNUSparseFile.1/s', content: 'data' },
      ],
      ['file s 1000000', '(4)'],
    ],
    ['nothing', [], []],
  ])('%s', (_, items, told) => {
    expect(scan(tarOf([...items, after]))).toEqual({ entries: [...told, ...afterTold], problem: undefined })
  })

  it('tells the same whatever the pieces are', () => {
    const item = fc
      .record({
        name: fc.stringMatching(/^[a-z/]{1,150}$/).filter((name) => !name.endsWith('/')),
        content: fc.string({ maxLength: 1500 }),
      })
      .map(({ name, content }) => longItem(name, content))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.integer({ min: 1, max: 1100 }), (items, pieceSize) => {
        const archive = tarOf(items.flat())
        const whole = scan(archive)
        expect(whole.problem).toBeUndefined()
        expect(whole.entries).toHaveLength(2 * items.length)
        expect(scan(archive, pieceSize)).toEqual(whole)
      }),
    )
  })

  it('knows when it was cut off, and never takes less for the whole', () => {
    const archive = tarOf([{ name: 'a', content: 'x'.repeat(600) }, ...longItem(long, 'y')])
    const whole = scan(archive).entries
    fc.assert(
      fc.property(fc.nat(archive.length - 1025), (length) => {
        const { entries, problem } = scan(archive.subarray(0, length))
        // Padding, and the end of an entry, may be missing.
        if (problem === undefined) expect(whole.slice(0, entries.length)).toEqual(entries)
        else expect(problem).toMatch(/^it ends in the middle, at byte \d+$/)
      }),
    )
    expect(scan(archive.subarray(0, 700)).problem).toBe('it ends in the middle, at byte 700')
    expect(scan(archive.subarray(0, archive.length - 1024)).problem).toBeUndefined()
  })

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2500), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const archive = tarOf([...longItem(long, 'y'), paxItem(paxRecord('path', 'p')), { name: 'a', content: 'x' }])
        for (const [at, byte] of changes) archive[at] = byte
        expect(() => scan(archive)).not.toThrow()
      }),
    )
  })

  it.each<[name: string, archive: Buffer, problem: string]>([
    ['no archive', Buffer.from('x'.repeat(600)), 'the block before byte 512 is no tar header'],
    [
      'a wrong checksum',
      Buffer.concat([tarBlocks(after), Buffer.alloc(512, 1)]),
      'the block before byte 1536 is no tar header',
    ],
    [
      'a size that is none',
      tarOf([{ name: 'a', patch: [[124, Buffer.from('9x')]] }]),
      'the header before byte 512 has no size',
    ],
    [
      'an extended header that is none',
      tarOf([{ name: 'x', type: 'x', content: 'nonsense' }]),
      'the extended header before byte 1024 cannot be read',
    ],
    [
      'one of a gigabyte',
      tarOf([{ name: 'x', type: 'x', size: 2 ** 30 }]),
      'the extended header before byte 512 says that it has 1073741824 bytes',
    ],
  ])('says what is wrong with %s', (_, archive, problem) => {
    expect(scan(archive).problem).toContain(problem.slice(0, 30))
  })
})
