import type { Instruction } from '../model/instruction.js'
import type { Span } from '../model/place.js'
import type { SourceInstruction } from '../parser/syntax-tree.js'
import type { OwnFinding } from './own-findings.js'
import type { Suppression } from './suppressions.js'

/** What comments such as `# gen-dockerfile ignore=root-user -- …` say. */
export interface CommentSuppressions {
  readonly suppressions: readonly Suppression[]
  /** Comments that suppress nothing, since they are not written as they have to be. */
  readonly mistakes: readonly CommentMistake[]
}

/** A comment that was meant to suppress something. */
export interface CommentMistake {
  readonly rule: OwnFinding
  readonly message: string
  readonly hint: string
  readonly span: Span
}

/** The Dockerfile that comments are looked for in. */
interface Commented {
  readonly text: string
  /** In the order of the file. */
  readonly instructions: readonly Instruction[]
  readonly spanOf: (instruction: Instruction) => Span | undefined
  readonly sources?: ReadonlyMap<Instruction, SourceInstruction> | undefined
}

const comment = /^[\t ]*#[\t ]*gen-dockerfile[\t ]+([\w-]+)[\t ]*=(.*)$/s

/** What all of them have: most files have none, though their first line may say who made them. */
const mention = /#[\t ]*gen-dockerfile[\t ]+[\w-]+[\t ]*=/

/** The names, and the reason behind ` -- `. */
const namesAndReason = (text: string): { readonly names: readonly string[]; readonly reason: string } => {
  const dashes = `${text} `.search(/[\t ]--[\t ]/)
  const names = (dashes < 0 ? text : text.slice(0, dashes)).split(',').map((name) => name.trim())
  return { names: names.filter((name) => name !== ''), reason: dashes < 0 ? '' : text.slice(dashes + 3).trim() }
}

const none: CommentSuppressions = { suppressions: [], mistakes: [] }

/** Finds the instruction that a comment in a line is for; lines have to be asked for in their order. */
const addressees = ({ instructions, spanOf, sources }: Commented, lines: readonly string[]) => {
  let index = 0
  return (line: number): Instruction | 'text' | 'nothing' => {
    const endOf = (instruction: Instruction | undefined): number | undefined =>
      instruction && spanOf(instruction)?.end.line
    while (index < instructions.length && (endOf(instructions[index]) ?? 0) < line) index++
    const next = instructions[index]
    const span = next && spanOf(next)
    if (next === undefined || span === undefined) return 'nothing'
    if (span.start.line <= line) {
      // Inside of it: a comment among continued lines, or a line of a heredoc.
      const isComment = sources?.get(next)?.lines.some((each) => each.line === line && each.kind === 'comment')
      return isComment === true ? next : 'text'
    }
    for (let between = line; between < span.start.line - 1; between++) {
      if (!/^[\t ]*#/.test(lines[between] ?? '')) return 'nothing'
    }
    return next
  }
}

/**
 * Reads the comments that suppress findings: `# gen-dockerfile ignore=rule,rule -- reason` above an instruction or among its
 * lines, and `# gen-dockerfile ignore-file=rule -- reason` above the first one.
 */
export const commentSuppressions = (commented: Commented): CommentSuppressions => {
  const { text, instructions, spanOf } = commented
  if (!mention.test(text)) return none
  const lines = text.split('\n')
  const suppressions: Suppression[] = []
  const mistakes: CommentMistake[] = []
  const addresseeOf = addressees(commented, lines)
  const firstLine = (instructions[0] && spanOf(instructions[0])?.start.line) ?? Infinity
  for (const [index, written] of lines.entries()) {
    const [, verb = '', rest = ''] = comment.exec(written) ?? []
    if (verb === '') continue
    const line = index + 1
    const addressee = addresseeOf(line)
    if (addressee === 'text') continue
    const span: Span = {
      start: { line, column: written.indexOf('#') + 1 },
      end: { line, column: written.trimEnd().length + 1 },
    }
    const mistake = (rule: OwnFinding, message: string, hint: string) => mistakes.push({ rule, message, hint, span })
    const { names, reason } = namesAndReason(rest.trimEnd())
    if (verb !== 'ignore' && verb !== 'ignore-file') {
      const hint = 'Write `ignore=rule -- reason` above an instruction, or `ignore-file=rule -- reason` at the top.'
      mistake('unused-suppression', `\`gen-dockerfile ${verb}=\` says nothing to the linter.`, hint)
    } else if (names.length === 0) {
      mistake('unused-suppression', 'This comment names no rule.', `Write \`# gen-dockerfile ${verb}=rule -- reason\`.`)
    } else if (reason === '') {
      mistake(
        'suppression-without-reason',
        `\`${names.join(',')}\` is ignored without a reason, so it is not ignored.`,
        `Say why: \`# gen-dockerfile ${verb}=${names.join(',')} -- …\`.`,
      )
    } else if (verb === 'ignore-file' && line > firstLine) {
      const hint = 'Move the comment above the first instruction, or write `ignore=` above this one.'
      mistake('unused-suppression', '`ignore-file=` counts only above the first instruction.', hint)
    } else if (verb === 'ignore' && addressee === 'nothing') {
      const hint = 'Move the comment directly above the instruction, or write `ignore-file=` at the top.'
      mistake('unused-suppression', 'This comment stands above no instruction, so nothing is ignored.', hint)
    } else {
      const at = verb === 'ignore' && addressee !== 'nothing' ? { at: addressee } : {}
      for (const rule of names) suppressions.push({ rule, reason, span, ...at })
    }
  }
  return { suppressions, mistakes }
}
