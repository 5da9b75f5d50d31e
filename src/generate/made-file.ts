/** A file with the text that belongs into it. */
export interface MadeFile {
  readonly kind: 'dockerfile' | 'ignore'
  /** Absolute. */
  readonly output: string
  readonly text: string
}
