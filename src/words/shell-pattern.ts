// The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/replacement}`: `*` and `?` are wild, `\` takes
// their meaning away. BuildKit compiles them to RE2; the matcher below gives the same leftmost match in linear space.

/** One step of a pattern. A wildcard does not match a line feed, as in RE2. */
type Step = { readonly kind: 'star' } | { readonly kind: 'any' } | { readonly kind: 'literal'; readonly text: string }

/** A shell pattern in steps. */
export type ShellPattern = readonly Step[]

/** Where a pattern matched, in code points. */
interface PatternMatch {
  readonly start: number
  readonly end: number
}

/**
 * Reads a shell pattern; gives the letter behind `\` for an escape that is not allowed.
 *
 * @example
 * ```ts
 * parseShellPattern('a*') // [{ kind: 'literal', text: 'a' }, { kind: 'star' }]
 * ```
 */
export const parseShellPattern = (pattern: string): ShellPattern | { readonly invalidEscape: string } => {
  const letters = [...pattern]
  const steps: Step[] = []
  for (let index = letters[0] === '\ufeff' ? 1 : 0; index < letters.length; index++) {
    const letter = letters[index] ?? ''
    if (letter === '*') steps.push({ kind: 'star' })
    else if (letter === '?') steps.push({ kind: 'any' })
    else if (letter !== '\\') steps.push({ kind: 'literal', text: letter })
    else {
      const next = letters[index + 1]
      if (next === '}' || next === '/') continue
      if (next === undefined || !'*?\\'.includes(next)) return { invalidEscape: next ?? '\ufffd' }
      steps.push({ kind: 'literal', text: next })
      index++
    }
  }
  return steps
}

interface Thread {
  readonly step: number
  readonly start: number
}

/**
 * The first match of a pattern at or behind `from`, or only at `from` when `anchored`. Of the matches that begin
 * there, `greedy` prefers the longer wildcards.
 */
const findPattern = (
  pattern: ShellPattern,
  letters: readonly string[],
  options: { readonly greedy: boolean; readonly anchored: boolean; readonly from?: number },
): PatternMatch | undefined => {
  const { greedy, anchored, from = 0 } = options
  let threads: Thread[] = []
  let found: PatternMatch | undefined
  for (let index = from; ; index++) {
    const queue = threads
    if (found === undefined && (!anchored || index === from)) queue.push({ step: 0, start: index })
    const letter = letters[index]
    const seen = new Set<number>()
    threads = []
    for (const thread of expand(pattern, queue, greedy, seen)) {
      const step = pattern[thread.step]
      if (step === undefined) {
        found = { start: thread.start, end: index }
        break
      }
      if (letter === undefined) continue
      if (step.kind === 'literal' ? step.text !== letter : letter === '\n') continue
      threads.push({ step: step.kind === 'star' ? thread.step : thread.step + 1, start: thread.start })
    }
    if (letter === undefined || (threads.length === 0 && (found !== undefined || anchored))) return found
  }
}

/** The threads in order of preference, a star standing for both of its choices. */
const expand = (pattern: ShellPattern, queue: readonly Thread[], greedy: boolean, seen: Set<number>): Thread[] => {
  const order: Thread[] = []
  for (const { step: first, start } of queue) {
    const stars: Thread[] = []
    for (let step = first; ; step++) {
      if (seen.has(step)) break
      seen.add(step)
      const thread = { step, start }
      if (pattern[step]?.kind !== 'star') {
        if (greedy) order.push(...stars, thread)
        else order.push(thread, ...stars.toReversed())
        stars.length = 0
        break
      }
      stars.push(thread)
    }
    order.push(...(greedy ? stars : stars.toReversed()))
  }
  return order
}

/** Go's `Regexp.Expand` without groups: `$0` is the match, `$$` a dollar, any other name is empty. */
const expandTemplate = (template: string, match: string): string =>
  template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (all, braced?: string, plain?: string) => {
    if (all === '$$') return '$'
    return (braced ?? plain) === '0' ? match : ''
  })

/**
 * Replaces the first match, as it stands, or all matches, where `$0` in the replacement is the match (a quirk of
 * BuildKit, which uses Go's `ReplaceAllString` there).
 */
export const replacePattern = (pattern: ShellPattern, value: string, replacement: string, all: boolean): string => {
  const letters = [...value]
  const text = (start: number, end?: number): string => letters.slice(start, end).join('')
  if (!all) {
    const match = findPattern(pattern, letters, { greedy: true, anchored: false })
    return match === undefined ? value : text(0, match.start) + replacement + text(match.end)
  }
  let result = ''
  let copied = 0
  let from = 0
  while (from <= letters.length) {
    const match = findPattern(pattern, letters, { greedy: true, anchored: false, from })
    if (match === undefined) break
    result += text(copied, match.start)
    if (match.end > copied || match.start === 0) result += expandTemplate(replacement, text(match.start, match.end))
    copied = match.end
    from = Math.max(from + 1, match.end)
  }
  return result + text(copied)
}

/** The value without its start that matches. */
export const trimPatternStart = (pattern: ShellPattern, value: string, greedy: boolean): string => {
  const letters = [...value]
  const match = findPattern(pattern, letters, { greedy, anchored: true })
  return match === undefined ? value : letters.slice(match.end).join('')
}

/** The pattern that matches a reversed text; escapes stay in front of their letters. */
export const reversePattern = (pattern: string): string => {
  const letters = [...pattern]
  const parts: string[] = []
  for (let index = 0; index < letters.length; index++) {
    const letter = letters[index] ?? ''
    parts.push(letter === '\\' && index + 1 < letters.length ? letter + (letters[++index] ?? '') : letter)
  }
  return parts.toReversed().join('')
}

/** A text from its last character to its first. */
export const reverseText = (text: string): string => [...text].toReversed().join('')
