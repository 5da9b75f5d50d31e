import type { Diagnostic } from '../model/diagnostic.js'
import type { Instruction } from '../model/instruction.js'
import { parseDockerfile } from '../parser/parse-dockerfile.js'
import type { Problem } from '../parser/problem.js'
import { lintDocument, type LintOptions } from './lint-document.js'
import { ownDiagnostic } from './own-findings.js'
import { ruleUrl } from './rule-url.js'

/** What {@link lintText} can be told. */
export type LintTextOptions = Omit<LintOptions, 'text' | 'sources' | 'spans'>

const named = ({ file }: LintTextOptions) => (file === undefined ? {} : { file })

const lineSpan = (line: number, lines: readonly string[]): Pick<Diagnostic, 'span'> => {
  const written = (lines[line - 1] ?? '').trimEnd()
  return { span: { start: { line, column: 1 }, end: { line, column: Math.max(written.length, 1) + 1 } } }
}

/** More of them say nothing more: the file is something else. */
const mostProblems = 20

/** Instructions that are no part of the document, since the model cannot hold them. */
const problemDiagnostics = (
  problems: readonly Problem[],
  text: string,
  options: LintTextOptions,
): readonly Diagnostic[] => {
  if (options.rules?.['invalid-instruction'] === 'off') return []
  if (options.only?.includes('invalid-instruction') === false) return []
  const lines = text.split('\n')
  return problems.slice(0, mostProblems).map(({ message, phase, line, instruction }, index) => {
    const isLast = index === mostProblems - 1 && problems.length > mostProblems
    return {
      rule: 'invalid-instruction',
      codes: [],
      severity: phase === 'trigger' ? 'warning' : 'error',
      message: `${phase === 'trigger' ? 'A build on this image fails' : 'The build fails'}: ${message}`,
      ...(isLast ? { hint: `${problems.length - mostProblems} more instructions of this file are not valid.` } : {}),
      ...named(options),
      ...(instruction?.span === undefined
        ? line === undefined
          ? {}
          : lineSpan(line, lines)
        : { span: instruction.span }),
      url: ruleUrl('invalid-instruction'),
    }
  })
}

const byLine = (left: Diagnostic, right: Diagnostic): number =>
  (left.span?.start.line ?? 0) - (right.span?.start.line ?? 0)

/**
 * Lints a Dockerfile. A file that BuildKit's grammar refuses has one finding, `syntax-error`, in BuildKit's words.
 *
 * @example
 * ```ts
 * lintText('FROM debian:trixie-slim\nCMD ./run\n').map((each) => each.rule) // ['root-user', 'exec-form']
 * lintText('FROM\nENV A\n').map((each) => each.rule) // ['syntax-error']
 * ```
 */
export const lintText = (source: string, options: LintTextOptions = {}): readonly Diagnostic[] => {
  // The mark is no character of the file's first line: editors do not count it.
  const text = source.startsWith('\ufeff') ? source.slice(1) : source
  const parsed = parseDockerfile(text)
  if ('error' in parsed) {
    const message = `The file cannot be read: ${parsed.error.message}`
    return [ownDiagnostic('syntax-error', { message, ...named(options), ...lineSpan(parsed.line, text.split('\n')) })]
  }
  const { document, problems, sources } = parsed
  const found = lintDocument(document, {
    ...options,
    text,
    sources: sources satisfies ReadonlyMap<Instruction, unknown>,
  })
  if (problems.length === 0) return found
  return [...found, ...problemDiagnostics(problems, text, options)].sort(byLine)
}
