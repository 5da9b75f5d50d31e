import type { ShellcheckComment } from '../../rules/support/shellcheck-comment.js'

/** A finding of ShellCheck's at the line where hadolint reports it. */
export interface HadolintShellFinding {
  readonly line: number
  /** `SC2086` */
  readonly code: string
  readonly level: ShellcheckComment['level']
  readonly message: string
}

/** hadolint shows one finding of ShellCheck's for each RUN, the last, at the line where the RUN begins. */
export const hadolintChoice = (
  line: number,
  comments: readonly ShellcheckComment[],
): readonly HadolintShellFinding[] => {
  const last = comments.at(-1)
  return last === undefined ? [] : [{ line, code: `SC${last.code}`, level: last.level, message: last.message }]
}
