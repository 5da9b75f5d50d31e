/** A place in a file; lines and columns count from 1. */
export interface Place {
  /** The file as the user knows it: relative to the working directory, with `/`. */
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** A point in a text; line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A stretch of a text; `end` is the first position behind it. */
export interface Span {
  readonly start: Position
  readonly end: Position
}
