import type { EscapeCharacter } from '../model/document.js'
import type { Heredoc } from '../model/heredoc.js'

/** The directives of a file, as `parse --ast` prints them. */
export interface SyntaxDirectives {
  readonly syntax?: string
  readonly escape: EscapeCharacter
  readonly check?: string
}

/** One instruction of BuildKit's syntax tree. */
export interface SyntaxNode {
  /** The keyword in lower case, also one that BuildKit does not know. */
  readonly keyword: string
  /** The flags with their quotes and escapes resolved: `--from=build`. */
  readonly flags: readonly string[]
  /**
   * BuildKit's words: RUN in shell form is one, ENV and LABEL are triples of name, value and separator, ONBUILD has
   * its inner instruction's text as its only one.
   */
  readonly args: readonly string[]
  /** Whether the arguments are a JSON array. */
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
  readonly startLine: number
  readonly endLine: number
  /** The comments in front of it as BuildKit collects them: trimmed, across blank lines, from the last empty one on. */
  readonly comments: readonly string[]
}

/** What `parse --ast` prints for a file that BuildKit's parser accepts. */
export interface SyntaxTree {
  readonly directives: SyntaxDirectives
  readonly nodes: readonly SyntaxNode[]
}

/** A file that BuildKit's parser refuses: its message, and its line, which counts from 0 for directives. */
export interface SyntaxFailure {
  readonly error: { readonly message: string; readonly line: number }
}

/** A line of an instruction as it stands in the file. */
export interface SourceLine {
  /** `code` became a part of the instruction's text, the others were skipped inside a continuation. */
  readonly kind: 'code' | 'comment' | 'blank'
  /** The code without white space in front of its keyword and without its continuation; the comment behind `#`. */
  readonly text: string
  readonly line: number
  /** The column, from 1, at which `text` begins. */
  readonly column: number
}

/** A {@link SyntaxNode} with what stands behind it in the file. */
export interface SourceNode extends Omit<SyntaxNode, 'startLine' | 'endLine' | 'comments'> {
  /** The keyword as it was written. */
  readonly written: string
  /** The instruction as one line, continuations joined. */
  readonly original: string
  /** The instruction behind ONBUILD. */
  readonly inner?: SourceNode
}

/** An instruction of a file, with its place. */
export interface SourceInstruction extends SyntaxNode {
  readonly node: SourceNode
  readonly lines: readonly SourceLine[]
  /** The column behind its last line. */
  readonly endColumn: number
  /** Groups of comment lines above, each but the last followed by a blank line; the last stands directly above. */
  readonly commentGroups: readonly (readonly string[])[]
  /** Whether a blank line stands above all of this. */
  readonly blankAbove: boolean
  /** The last line of the continuation that has a blank line in it, where BuildKit reports it. */
  readonly emptyContinuation?: number
}

/** A file as a tree, with the comments behind its last instruction. */
export interface SourceTree {
  readonly directives: SyntaxDirectives
  readonly instructions: readonly SourceInstruction[]
  readonly trailingComments: readonly (readonly string[])[]
}

/** A file that BuildKit's parser refuses. */
export interface SourceFailure extends SyntaxFailure {
  /** The line at which the mistake stands, from 1. */
  readonly line: number
}
