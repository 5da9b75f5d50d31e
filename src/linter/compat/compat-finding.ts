/** How bad another tool says that a finding is: `style` is hadolint's least. */
export type CompatLevel = 'error' | 'warning' | 'info' | 'style'

/** A finding as another tool has it, in that tool's words: what `lint --compat` prints. */
export interface CompatFinding {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly file: string
  /** From 1, as that tool counts; 0 where it names no line. */
  readonly line: number
  /** That tool's name of the rule: `DL3008`, `SC2086`, `JSONArgsRecommended`; `parse-error` for a file it cannot read. */
  readonly code: string
  readonly level: CompatLevel
  readonly message: string
}
