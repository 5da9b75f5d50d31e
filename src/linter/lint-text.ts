import type { Diagnostic } from '../model/diagnostic.js'
import type { Instruction } from '../model/instruction.js'
import { parseDockerfile } from '../parser/parse-dockerfile.js'
import type { Problem } from '../parser/problem.js'
import { lintDocument, type LintOptions } from './lint-document.js'
import { ruleUrl } from './rule-url.js'

/** What {@link lintText} can be told. */
export type LintTextOptions = Omit<LintOptions, 'text' | 'sources' | 'spans'>

const named = ({ file }: LintTextOptions) => (file === undefined ? {} : { file })

const lineSpan = (line: number, lines: readonly string[]): Pick<Diagnostic, 'span'> => {
  const written = (lines[line - 1] ?? '').trimEnd()
  return { span: { start: { line, column: 1 }, end: { line, column: Math.max(written.length, 1) + 1 } } }
}

/** What keeps BuildKit from reading the file at all. */
const syntaxError = (message: string, line: number, text: string, options: LintTextOptions): Diagnostic => ({
  rule: 'syntax-error',
  codes: [],
  severity: 'error',
  message: `The file cannot be read: ${message}`,
  ...named(options),
  ...lineSpan(line, text.split('\n', line)),
  url: ruleUrl('syntax-error'),
})

/** Instructions that are no part of the document, since the model cannot hold them. */
const problemDiagnostic = ({ message, phase, line, instruction }: Problem, text: string, options: LintTextOptions) => {
  const span = instruction?.span
  return {
    rule: 'invalid-instruction',
    codes: [],
    severity: phase === 'trigger' ? 'warning' : 'error',
    message: phase === 'trigger' ? `A build on this image fails: ${message}` : `The build fails: ${message}`,
    ...named(options),
    ...(span === undefined ? (line === undefined ? {} : lineSpan(line, text.split('\n', line))) : { span }),
    url: ruleUrl('invalid-instruction'),
  } as const satisfies Diagnostic
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
  if ('error' in parsed) return [syntaxError(parsed.error.message, parsed.line, text, options)]
  const { document, problems, sources } = parsed
  const found = lintDocument(document, {
    ...options,
    text,
    sources: sources satisfies ReadonlyMap<Instruction, unknown>,
  })
  if (problems.length === 0) return found
  return [...found, ...problems.map((problem) => problemDiagnostic(problem, text, options))].sort(byLine)
}
