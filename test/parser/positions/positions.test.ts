import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argumentsStart } from '../../../src/parser/positions/arguments-start.js'
import { heredocPosition } from '../../../src/parser/positions/heredoc-position.js'
import { positionOf, spanOfRange } from '../../../src/parser/positions/position-of.js'
import { readSourceTree } from '../../../src/parser/source-tree.js'
import type { SourceInstruction } from '../../../src/parser/syntax-tree.js'
import { trimSpace } from '../../../src/words/characters.js'
import { createRandom, generateDockerfile } from '../generate.js'

const instructionsOf = (text: string): readonly SourceInstruction[] => {
  const tree = readSourceTree(text)
  return 'error' in tree ? [] : tree.instructions
}

const last = (text: string): SourceInstruction => {
  const found = instructionsOf(text).at(-1)
  if (found === undefined) throw new Error(`not a Dockerfile: ${text}`)
  return found
}

describe('positionOf', () => {
  it.each([
    ['one line', 'FROM a\nRUN x y\n', 'y', 2, 7],
    ['a continuation', 'FROM a\nRUN x && \\\n  y\n', 'y', 3, 3],
    ['comments and blank lines in between', 'FROM a\nRUN x && \\\n# c\n\n  y\n', 'y', 5, 3],
    ['an indented keyword', '  RUN x y\n', 'y', 1, 9],
    ['CRLF', 'FROM a\r\nRUN x \\\r\n y\r\n', 'y', 3, 2],
    ['a byte order mark', '\ufeffRUN x y\n', 'y', 1, 8],
    ['the start of a line that follows at once', 'FROM a\nRUN x\\\ny\n', 'y', 3, 1],
  ])('finds a character behind %s', (_, text, wanted, line, column) => {
    const source = last(text)
    expect(positionOf(source, source.node.original.lastIndexOf(wanted))).toEqual({ line, column })
  })

  it('finds every character of any file', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.boolean(), (seed, crlf) => {
        const generated = generateDockerfile(createRandom(seed))
        const text = crlf ? generated.replaceAll('\n', '\r\n') : generated
        const lines = text.split('\n')
        for (const source of instructionsOf(text)) {
          const { original } = source.node
          for (let offset = 0; offset < original.length; offset++) {
            const { line, column } = positionOf(source, offset)
            expect(lines[line - 1]?.[column - 1]).toBe(original[offset])
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('spanOfRange', () => {
  const source = last('RUN one \\\n two\n')
  const { original } = source.node

  it('ends behind the last character of a line, not at the next one', () => {
    const start = original.indexOf('one')
    expect(spanOfRange(source, start, start + 4)).toEqual({
      start: { line: 1, column: 5 },
      end: { line: 1, column: 9 },
    })
  })

  it('is empty for an empty stretch', () => {
    expect(spanOfRange(source, 4, 4)).toEqual({ start: { line: 1, column: 5 }, end: { line: 1, column: 5 } })
  })

  it('is none across lines', () => {
    expect(spanOfRange(source, 4, original.length)).toBeUndefined()
  })
})

describe('argumentsStart', () => {
  it.each([
    ['RUN make', 'make'],
    ['RUN  --network=none  make all ', 'make all '],
    ['RUN --mount=type=bind,source="a b" -- make', 'make'],
    ['COPY --chown=é:é a b', 'a b'],
    ['ONBUILD RUN --network=none make', 'RUN --network=none make'],
    ['HEALTHCHECK --interval=5s CMD curl', 'CMD curl'],
    ['RUN', ''],
  ])('of %j are %j', (text, rest) => {
    expect(text.slice(argumentsStart(text, '\\'))).toBe(rest)
  })

  it('finds those of the instruction behind ONBUILD', () => {
    const text = 'ONBUILD RUN --network=none make'
    expect(text.slice(argumentsStart(text, '\\', argumentsStart(text, '\\')))).toBe('make')
  })

  it('finds the words that the parser gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        for (const { node } of instructionsOf(generateDockerfile(createRandom(seed)))) {
          if (node.keyword !== 'run' || node.json || node.args[0] === undefined) continue
          const rest = node.original.slice(argumentsStart(node.original, '\\'))
          // BuildKit reads flags byte by byte, and takes some bytes of other characters for blanks.
          if (!/[`\x80-\uffff]/.test(node.original)) expect(trimSpace(rest)).toBe(trimSpace(node.args[0]))
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('heredocPosition', () => {
  const source = last('FROM a\nRUN <<A \\\n  <<-B cat\nx\n  y\nA\n\tz\nB\n')

  it.each([
    [0, 0, { line: 4, column: 1 }],
    [0, 4, { line: 5, column: 3 }],
    [1, 0, { line: 7, column: 1 }],
    [1, 1, { line: 7, column: 2 }],
  ])('of heredoc %d, character %d', (index, offset, position) => {
    expect(heredocPosition(source, index, offset)).toEqual(position)
  })
})
