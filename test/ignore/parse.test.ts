import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIgnoreFile, readSections } from '../../src/ignore/parse.js'
import { renderIgnore } from '../../src/ignore/render.js'

describe('parseIgnoreFile', () => {
  it('keeps where each pattern stands', () => {
    expect(parseIgnoreFile('\ufeff a/ \n# no\n\n!  /b//c\r\n').patterns).toMatchObject([
      { pattern: 'a', keeps: false, span: { start: { line: 1, column: 2 }, end: { line: 1, column: 4 } } },
      { pattern: '!b/c', keeps: true, span: { start: { line: 4, column: 1 }, end: { line: 4, column: 9 } } },
    ])
  })

  it('reads each line as it would alone, however many blank lines there are', () => {
    const line = fc.constantFrom('', '', 'a', ' b ', '!c', '# d', '#!', '\ufeff', ' ', '\r')
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { patterns } = parseIgnoreFile(lines.join('\n'))
        const alone = lines.flatMap((text, index) =>
          parseIgnoreFile(index === 0 ? text : `\n${text}`).patterns.map(({ pattern, span: { start, end } }) => [
            pattern,
            index + 1,
            start.column,
            end.column,
          ]),
        )
        expect(
          patterns.map(({ pattern, span: { start, end } }) => [pattern, start.line, start.column, end.column]),
        ).toEqual(alone)
      }),
    )
  })

  it('gives patterns that are ready to match', () => {
    const { patterns } = parseIgnoreFile('src\n!src/*.md\n[')
    expect(patterns.map(({ compiled }) => compiled)).toMatchObject([
      { glob: 'src', keeps: false },
      { glob: 'src/*.md', keeps: true },
      'bad-syntax',
    ])
  })

  it.each([
    ['a\n!', 2, 'always', /lone `!`/],
    ['[', 1, 'always', /syntax error/],
    ['a*[z-a]', 1, 'when-reached', /syntax error/],
    [`a\n${'b'.repeat(65_536)}`, 2, 'always', /65,535 bytes/],
    [`# ${'é'.repeat(40_000)}`, 1, 'always', /65,535 bytes/],
  ] as const)('reports what is wrong with %j', (text, line, fails, message) => {
    const [problem, ...others] = parseIgnoreFile(text).problems
    expect(others).toEqual([])
    expect(problem).toMatchObject({ fails, span: { start: { line } } })
    expect(problem?.message).toMatch(message)
    expect(problem?.hint).not.toBe('')
  })

  it('finds nothing wrong with a line of the longest length', () => {
    expect(parseIgnoreFile('b'.repeat(65_535)).problems).toEqual([])
  })
})

describe('readSections', () => {
  it('reads what the text of the sections says', () => {
    const pattern = fc.constantFrom('a', '!b', 'c d', '#e', '!#f', '*.log', 'a*[z-a]', '/g', '!h/', '**/x[12]')
    const title = fc.constantFrom(undefined, '', 'one', 'two\nlines', 'three\r\n\r\nlines')
    const section = fc
      .tuple(title, fc.array(pattern, { maxLength: 4 }), fc.boolean())
      .map(([name, patterns, isFixed]) => {
        const made = name === undefined ? { patterns } : { title: name, patterns }
        return isFixed ? Object.freeze({ ...made, patterns: Object.freeze(patterns) }) : made
      })
    const plain = ({ patterns, problems }: ReturnType<typeof parseIgnoreFile>) => ({
      patterns: patterns.map((each) => ({ ...each, span: each.span })),
      problems,
    })
    fc.assert(
      fc.property(fc.array(section, { maxLength: 5 }), (sections) => {
        const usable = sections.filter(({ patterns }) => !patterns.includes('a*[z-a]'))
        const text = `# made\n\n${renderIgnore(usable)}`
        expect(plain(readSections(usable, 2))).toEqual(plain(parseIgnoreFile(text)))
      }),
    )
  })
})
