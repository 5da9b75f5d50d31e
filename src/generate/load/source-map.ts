import type { Position } from '../../model/place.js'

/** A place in one of the files that a bundle was made of; `source` is the path as the map gives it. */
export interface OriginalPosition extends Position {
  readonly source: string
}

/** Answers where a position of the generated text came from. */
export type SourceMapLookup = (generated: Position) => OriginalPosition | undefined

interface Segment {
  readonly column: number
  readonly source: number
  readonly originalLine: number
  readonly originalColumn: number
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const digits = new Map(Array.from(alphabet, (character, value) => [character, value]))

/** The base-64 variable-length quantities of one segment (ECMA-426, section 9.2). */
const decodeNumbers = (text: string): number[] => {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const character of text) {
    const digit = digits.get(character) ?? 0
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1)
    value = shift = 0
  }
  return numbers
}

/** All segments by generated line; those without a source are left out. */
const decodeMappings = (mappings: string): Segment[][] => {
  let source = 0
  let originalLine = 0
  let originalColumn = 0
  return mappings.split(';').map((line) => {
    let column = 0
    const segments: Segment[] = []
    for (const text of line === '' ? [] : line.split(',')) {
      const [columnStep = 0, sourceStep, lineStep = 0, originalColumnStep = 0] = decodeNumbers(text)
      column += columnStep
      if (sourceStep === undefined) continue
      source += sourceStep
      originalLine += lineStep
      originalColumn += originalColumnStep
      segments.push({ column, source, originalLine, originalColumn })
    }
    return segments
  })
}

/**
 * Reads a version 3 source map without sections, as esbuild writes it; it is decoded on the first question.
 *
 * @example
 * ```ts
 * const lookup = createSourceMapLookup('{"version":3,"sources":["a.ts"],"mappings":"AACA"}')
 * lookup({ line: 1, column: 1 }) // { source: 'a.ts', line: 2, column: 1 }
 * ```
 */
export const createSourceMapLookup = (json: string): SourceMapLookup => {
  let decoded: { readonly sources: readonly string[]; readonly lines: Segment[][] } | undefined
  const decode = () => {
    const map: { sources: string[]; mappings: string } = JSON.parse(json)
    return { sources: map.sources, lines: decodeMappings(map.mappings) }
  }
  return ({ line, column }) => {
    const { sources, lines } = (decoded ??= decode())
    const segment = lines[line - 1]?.findLast((each) => each.column <= column - 1)
    const source = segment && sources[segment.source]
    if (segment === undefined || source === undefined) return undefined
    return { source, line: segment.originalLine + 1, column: segment.originalColumn + 1 }
  }
}
