import type { Diagnostic, TextEdit } from '../model/diagnostic.js'
import type { Position } from '../model/place.js'
import { parseSyntax } from '../parser/parse-syntax.js'

/** A text, and how many findings were repaired in it. */
export interface FixedText {
  readonly text: string
  readonly fixed: number
}

interface PlacedEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Where each line of a text begins. */
const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1)
  return starts
}

const offsetIn = (starts: readonly number[], length: number) => {
  return ({ line, column }: Position): number =>
    Math.min((starts[line - 1] ?? length) + column - 1, starts[line] ?? length, length)
}

const touches = (left: PlacedEdit, right: PlacedEdit): boolean =>
  left.start < right.end && right.start < left.end ? true : left.start === right.start

/** The repairs that can be made at the same time: of two that touch each other, the one that stands first. */
const compatibleEdits = (text: string, diagnostics: readonly Diagnostic[]) => {
  const starts = lineStarts(text)
  const offset = offsetIn(starts, text.length)
  const lineFeed = text.includes('\r\n') ? '\r\n' : '\n'
  const place = ({ span, text: inserted }: TextEdit): PlacedEdit => ({
    start: offset(span.start),
    end: offset(span.end),
    text: inserted.replaceAll('\n', lineFeed),
  })
  const repairs = diagnostics
    .flatMap(({ fix }) => (fix === undefined || fix.edits.length === 0 ? [] : [fix.edits.map(place)]))
    .map((edits) => edits.toSorted((left, right) => left.start - right.start))
    .toSorted((left, right) => (left[0]?.start ?? 0) - (right[0]?.start ?? 0))
  const accepted: PlacedEdit[] = []
  const lasts: PlacedEdit[] = []
  let fixed = 0
  for (const edits of repairs) {
    // Repairs come in the order of their first edits; only those that reach past this one's start can touch it.
    const first = edits[0]?.start ?? 0
    const near = lasts.filter(({ end, start }) => end > first || start >= first)
    if (edits.some((edit) => near.some((other) => touches(edit, other)))) continue
    lasts.splice(0, lasts.length, ...near, ...edits)
    accepted.push(...edits)
    fixed++
  }
  return { edits: accepted.toSorted((left, right) => left.start - right.start), fixed }
}

/**
 * Makes the repairs that findings carry. Of repairs that touch each other only the first is made: lint again for the rest.
 *
 * @example
 * ```ts
 * applyFixes('FROM a as b\n', lintText('FROM a as b\n')) // { text: 'FROM a AS b\n', fixed: 1 }
 * ```
 */
export const applyFixes = (text: string, diagnostics: readonly Diagnostic[]): FixedText => {
  // Places do not count a byte order mark.
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const body = text.slice(mark.length)
  const { edits, fixed } = compatibleEdits(body, diagnostics)
  if (fixed === 0) return { text, fixed }
  const parts = [mark]
  let index = 0
  for (const edit of edits) {
    parts.push(body.slice(index, edit.start), edit.text)
    index = edit.end
  }
  return { text: `${parts.join('')}${body.slice(index)}`, fixed }
}

/** Repairs that wait for others are made in the next round; more rounds than this would be a defect. */
const mostRounds = 10

/**
 * Repairs a Dockerfile until nothing is left to repair. A round whose result would not parse is not made.
 *
 * @param lint finds what there is to repair in a text
 */
export const fixText = (text: string, lint: (text: string) => readonly Diagnostic[]): FixedText => {
  let current: FixedText = { text, fixed: 0 }
  for (let round = 0; round < mostRounds; round++) {
    const next = applyFixes(current.text, lint(current.text))
    if (next.fixed === 0 || 'error' in parseSyntax(next.text)) return current
    current = { text: next.text, fixed: current.fixed + next.fixed }
  }
  return current
}
