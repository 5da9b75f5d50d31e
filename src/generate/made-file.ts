/** What a file is: a Dockerfile, its ignore file, or a file about all services for another program. */
export type FileKind = 'dockerfile' | 'ignore' | 'bake' | 'compose'

/** A file with the text that belongs into it. */
export interface MadeFile {
  readonly kind: FileKind
  /** Absolute. */
  readonly output: string
  readonly text: string
}

/** A file on its way to the disk. */
export interface PendingFile {
  readonly kind: FileKind
  /** Absolute. */
  readonly output: string
  /** The same, links followed. */
  readonly path: string
  /** Absent where the disk has it already: of thousands of files, most often nothing else needs to be kept. */
  readonly text: string | undefined
}
