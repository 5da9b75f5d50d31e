import { lintDocument } from '../../../src/linter/index.js'
import type { LintOptions } from '../../../src/linter/index.js'
import type { Diagnostic } from '../../../src/model/diagnostic.js'
import { fileTree } from '../../../src/model/file-tree.js'
import type { TreeItem } from '../../../src/model/file-tree.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'

/** What a case needs besides its text. */
export interface Setting extends Omit<LintOptions, 'tree'> {
  /** Paths in the build context, with sizes where they matter. */
  readonly files?: readonly (string | TreeItem)[]
}

/** A Dockerfile, with what it needs. */
export type Accepted = string | readonly [text: string, setting: Setting]

/** A Dockerfile, the lines on which the rule reports something, and what it needs. */
export type Rejected = readonly [text: string, lines: readonly number[], setting?: Setting]

/** The cases of a rule. */
export interface RuleTable {
  readonly accept: readonly Accepted[]
  readonly reject: readonly Rejected[]
}

/** `<70000 characters>` stands for that many, which nobody wants to read in a table, and which the parser refuses. */
const filled = (text: string): string =>
  text.replaceAll(/<(\d+) characters>/g, (_, count: string) => 'x'.repeat(Number(count)))

/** The findings about a text. */
export const lintText = (text: string, { files, ...options }: Setting = {}): readonly Diagnostic[] => {
  const source = text.endsWith('\n') ? text : `${text}\n`
  const parsed = parseDockerfile(source)
  if ('error' in parsed) throw new Error(`${parsed.error.message}: ${text}`)
  return lintDocument(parsed.document, {
    text: filled(source),
    sources: parsed.sources,
    ...options,
    ...(files === undefined ? {} : { tree: fileTree(files) }),
  })
}

/** The lines on which a rule reports something. */
export const linesOf = (rule: string, text: string, setting?: Setting): readonly number[] =>
  lintText(text, setting)
    .filter((each) => each.rule === rule)
    .map((each) => each.span?.start.line ?? 0)
