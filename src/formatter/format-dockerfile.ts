import type { Diagnostic } from '../model/diagnostic.js'
import type { DockerfileDocument } from '../model/document.js'
import { GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { type ParsedDockerfile, parseDockerfile } from '../parser/parse-dockerfile.js'
import { readSourceTree } from '../parser/source-tree.js'
import type { SourceTree } from '../parser/syntax-tree.js'
import { renderDocument } from '../renderer/index.js'
import type { RenderOptions } from '../renderer/render-document.js'
import { commentLines, sameComments, spellComments } from './comment-lines.js'
import { usesCarriageReturns, withCarriageReturns } from './line-ends.js'
import { withoutOldPairs } from './old-pairs.js'
import { reflowDocument } from './reflow/reflow-document.js'
import { firstDifference } from './same-build.js'
import { triggerPrinter } from './triggers.js'

/** Options of {@link formatDockerfile}. */
export interface FormatOptions {
  /** Lays out the scripts of RUN too, which changes their text but not what a shell reads in them. */
  readonly reflow?: boolean
}

/** A formatted text, or why there is none. */
export type Formatted = { readonly text: string } | { readonly failures: readonly Diagnostic[] }

const failure = (rule: string, message: string, line: number | undefined, hint?: string): Diagnostic => ({
  rule,
  codes: [],
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(line === undefined ? {} : { span: { start: { line, column: 1 }, end: { line, column: 1 } } }),
})

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

/** What people usually did to a file that BuildKit cannot read. */
const usualMistake = (text: string): string | undefined =>
  text.includes('\r') && !text.includes('\n')
    ? 'All its line ends are lone carriage returns, which Docker does not know: convert them to line feeds.'
    : undefined

/** The file's own spelling where more is known of it than the model holds. */
const withoutScriptLine = (document: DockerfileDocument, text: string): DockerfileDocument =>
  // Behind `#!` the frontend still looks for directives, which for the parser are comments.
  /^\ufeff?#!/.test(text) ? { ...document, directives: { escape: document.directives.escape } } : document

const canonical = (document: DockerfileDocument, reflow: boolean): DockerfileDocument => {
  const { stages } = reflow ? reflowDocument(document) : document
  return {
    ...document,
    stages: stages.map(({ from, instructions }) => ({
      from,
      instructions: instructions.map((each) =>
        each.kind === 'env' || each.kind === 'label' ? withoutOldPairs(each) : each,
      ),
    })),
  }
}

/** A text that we made and that must parse. */
const treeOf = (text: string): SourceTree => {
  const tree = readSourceTree(text)
  if (!('error' in tree)) return tree
  throw new GenDockerfileError({ code: 'cannot-format', message: tree.error.message })
}

/** Renders a document; where that fails, the error has the line of the instruction. */
const render = (document: DockerfileDocument, sources: ParsedDockerfile['sources']): string => {
  const trigger = triggerPrinter(sources, document.directives.escape)
  let line: number | undefined
  const print: RenderOptions['print'] = (instruction) => {
    line = instruction.span?.start.line
    return trigger(instruction)
  }
  try {
    return renderDocument(document, { print }).text
  } catch (error) {
    if (isGenDockerfileError(error)) error.place = { file: '', ...(line === undefined ? {} : { line }) }
    throw error
  }
}

const print = (text: string, before: SourceTree, { document, sources }: ParsedDockerfile, reflow: boolean): string => {
  const rendered = render(withoutScriptLine(canonical(document, reflow), text), sources)
  const tree = treeOf(rendered)
  const lines = rendered.split('\n')
  const authors = commentLines(text.replace(/^\ufeff/, '').split('\n'), before)
  const spelled = spellComments(lines, commentLines(lines, tree), authors)
  const ended = usesCarriageReturns(text) ? withCarriageReturns(spelled, tree) : spelled
  const result = ended.join('\n')
  const after = result === rendered ? tree : treeOf(result)
  const line = firstDifference(before, after, reflow)
  if (line !== undefined || !sameComments(authors, commentLines(ended, after))) {
    throw new GenDockerfileError({
      code: 'cannot-format',
      message: 'The canonical form of this would be another build, or lose a comment.',
      place: { file: '', line: line ?? 1 },
    })
  }
  return result
}

/**
 * A Dockerfile in canonical form: the same build (the texts of RUN byte for byte, unless `reflow` asks for more) and the
 * same comments, in the layout that generated files have. Formatting the result again changes nothing. What comes out is
 * read again and compared, so that a text that cannot be formatted is a failure and never a wrong text.
 *
 * @example
 * ```ts
 * formatDockerfile('from alpine as base\nenv A b\n') // { text: 'FROM alpine AS base\nENV A=b\n' }
 * formatDockerfile('FORM alpine\n') // { failures: [{ rule: 'invalid-instruction', … }] }
 * ```
 */
export const formatDockerfile = (text: string, { reflow = false }: FormatOptions = {}): Formatted => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) {
    const message = `BuildKit cannot parse the file: ${sentence(parsed.error.message)}`
    return { failures: [failure('parse-error', message, parsed.line, usualMistake(text))] }
  }
  if (parsed.problems.length > 0) {
    const failures = parsed.problems.map(({ message, phase, line }) =>
      failure(
        'invalid-instruction',
        `BuildKit refuses ${phase === 'trigger' ? 'to run the ONBUILD' : 'the file'}: ${sentence(message)}`,
        line,
        usualMistake(text),
      ),
    )
    return { failures }
  }
  try {
    return { text: print(text, treeOf(text), parsed, reflow) }
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    const hint = error.hint ?? 'The file is left as it is.'
    return { failures: [failure('cannot-format', error.message, error.place?.line, hint)] }
  }
}
