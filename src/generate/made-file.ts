/** What a file is: a Dockerfile, its ignore file, or a file about all services for another program. */
export type FileKind = 'dockerfile' | 'ignore' | 'bake' | 'compose'

/** A file with the text that belongs into it. */
export interface MadeFile {
  readonly kind: FileKind
  /** Absolute. */
  readonly output: string
  readonly text: string
}
