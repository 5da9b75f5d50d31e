/** A here-document: `<<EOF`, `<<-EOF` (chomp), `<<"EOF"` (not expanded). */
export interface Heredoc {
  /** The word that ends it. */
  readonly name: string
  /** Its text with the final newline, tabs still in place when `chomp` is set in the source. */
  readonly content: string
  /** Whether `$NAME` in the content is expanded: false when the terminator was quoted. */
  readonly expand: boolean
  /** Whether leading tabs are removed (`<<-`). */
  readonly chomp: boolean
  /** The file descriptor in front of `<<`, 0 by default. */
  readonly fd: number
}
