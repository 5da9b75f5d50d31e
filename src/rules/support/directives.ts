import type { Position, Span } from '../../model/place.js'
import type { RuleContext } from './rule.js'

/** Where a directive such as `# syntax=…` stands, where the text is known. */
export const directiveSpan = (
  { options }: Pick<RuleContext, 'options'>,
  name: 'syntax' | 'check',
): Span | undefined => {
  const pattern = new RegExp(String.raw`^\uFEFF?\s*#\s*${name}\s*=`, 'i')
  // Directives stand at the top, so a few lines are enough.
  const lines = (options.text ?? '').split('\n', 20)
  const index = lines.findIndex((line) => pattern.test(line))
  if (index < 0) return undefined
  const at = (column: number): Position => ({ line: index + 1, column })
  return { start: at(1), end: at((lines[index] ?? '').trimEnd().length + 1) }
}

/** Where a finding about a directive belongs: its line, and the first instruction for comments that suppress it. */
export const directivePlace = (context: RuleContext, name: 'syntax' | 'check') => {
  const span = directiveSpan(context, name)
  const [at] = context.analysis.instructions
  return { ...(at === undefined ? {} : { at }), ...(span === undefined ? {} : { span }) }
}
