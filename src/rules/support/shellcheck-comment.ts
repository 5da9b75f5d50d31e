/** A finding as ShellCheck prints it with `--format json1`; lines and columns count from 1. */
export interface ShellcheckComment {
  readonly line: number
  readonly endLine: number
  readonly column: number
  readonly endColumn: number
  readonly level: 'error' | 'warning' | 'info' | 'style'
  /** `2086` */
  readonly code: number
  readonly message: string
}

/**
 * What is not asked of a RUN: sourced files and other shells, which only the image has, and the `#!` line, which is not
 * the user's.
 */
export const excludedCodes = ['SC2187', 'SC1090', 'SC1091', 'SC2096']
