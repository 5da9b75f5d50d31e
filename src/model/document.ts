import type { ArgInstruction, FromInstruction, StageInstruction } from './instruction.js'

/** The character that joins lines and escapes: `# escape=` chooses the backtick, for Windows paths. */
export type EscapeCharacter = '\\' | '`'

/** The `# syntax=`, `# escape=` and `# check=` lines at the top. */
export interface Directives {
  /** The frontend image, such as `docker/dockerfile:1`. */
  readonly syntax?: string
  readonly escape: EscapeCharacter
  /** The text behind `# check=`, such as `skip=JSONArgsRecommended;error=true`. */
  readonly check?: string
}

/** One FROM and what follows it up to the next. */
export interface Stage {
  readonly from: FromInstruction
  readonly instructions: readonly StageInstruction[]
}

/**
 * A Dockerfile. What the builders make and what the parser reads is this one shape, so that rules, the renderer and
 * the analysis work on both.
 */
export interface DockerfileDocument {
  readonly kind: 'document'
  readonly directives: Directives
  /** Comment lines at the top, behind the directives and apart from the first instruction by a blank line. */
  readonly header: readonly string[]
  /** The ARGs in front of the first FROM: global, visible in FROM lines. */
  readonly args: readonly ArgInstruction[]
  readonly stages: readonly Stage[]
  /** Comment lines behind the last instruction. */
  readonly trailer: readonly string[]
  /** More groups of comment lines behind the trailer, a blank line above each. */
  readonly detachedTrailer?: readonly (readonly string[])[]
}
