import type { Heredoc } from '../../model/heredoc.js'
import type { Instruction } from '../../model/instruction.js'
import type { Span } from '../../model/place.js'

const keyword =
  /^\s*(?:#|$|(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s)/i

const linesOf = ({ content }: Heredoc): number => content.split('\n').length - 1

/** The first of some lines that is no instruction, which is where hadolint stops when it takes them for such. */
const firstOther = (lines: readonly string[], from: number): number => {
  let line = from
  while (line <= lines.length && keyword.test(lines[line - 1] ?? '')) line++
  return line
}

const heredocsOf = (instruction: Instruction): readonly Heredoc[] => {
  const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  return 'heredocs' in inner ? inner.heredocs : []
}

/** Whether an instruction has a heredoc. */
export const holdsHeredoc = (instruction: Instruction): boolean => heredocsOf(instruction).length > 0

/** The line at which hadolint stops since it does not see a heredoc, or the end of one. */
export const heredocStop = (instruction: Instruction, { end }: Span, lines: readonly string[]): number | undefined => {
  const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  const heredocs = heredocsOf(instruction)
  const [first] = heredocs
  if (first === undefined) return undefined
  const body = end.line - heredocs.reduce((sum, each) => sum + linesOf(each) + 1, 0) + 1
  const stop = (line: number): number | undefined => {
    const other = firstOther(lines, line)
    return other > lines.length ? undefined : other
  }
  if (inner.kind === 'add' || (inner.kind === 'copy' && !/^\d*<</.test(inner.words[0] ?? ''))) return stop(body)
  const marker = inner.kind === 'run' && inner.command.form === 'shell' ? inner.command.text : ''
  const behind = marker
    .slice(marker.indexOf('<<'))
    .replace(/^<<-?["']?/, '')
    .slice(first.name.length)
  if (marker !== '' && !/^["']?(?:\s|$)/.test(behind)) return stop(body)
  let line = body
  for (const heredoc of inner.kind === 'run' ? [first] : heredocs) {
    const last = line + linesOf(heredoc)
    if (lines[last - 1]?.trimEnd() !== heredoc.name || lines[last - 1]?.startsWith('\t') === true) return stop(line)
    line = last + 1
  }
  if (line <= end.line) return (lines[line - 1] ?? '').trim() === '' ? stop(line) : line
  return line <= lines.length && (lines[line - 1] ?? '').trim() !== '' ? line : undefined
}
