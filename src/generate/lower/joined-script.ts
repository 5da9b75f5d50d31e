import { parse } from 'unbash'
import { heredocScript, usesBourneShell } from '../../analysis/script.js'
import type { LayoutLine } from '../../model/command.js'
import type { RunInstruction } from '../../model/instruction.js'
import { parseJsonArray } from '../../parser/json-array.js'
import { heredocsOfLine } from '../../words/heredoc-words.js'

/** Behind these the grammar of the shell takes a line break for a blank. */
const open = /(?:^|[\s;&|(){}])(?:do|then|else|elif|if|while|until|in|\{|!)$|(?:&&|\|\|?|[;&({])$/

const comment = /^\s*#\s?/

/** The lines of a script as the lines of a RUN; empty where nothing but comments is in it. */
const rowsOf = (script: string): readonly LayoutLine[] => {
  const lines = script.split('\n').map((line) => line.trimEnd())
  const inked = lines.filter((line) => line !== '')
  const last = inked.findLastIndex((line) => !comment.test(line))
  return inked.slice(0, last + 1).map((line, index): LayoutLine => {
    if (comment.test(line)) return { kind: 'comment', text: line.replace(comment, '') }
    const indented = index === 0 ? line : `    ${line}`
    if (line.endsWith('\\')) return { kind: 'code', text: indented.slice(0, -1) }
    if (index === last) return { kind: 'code', text: indented }
    return { kind: 'code', text: `${indented}${open.test(line) ? ' ' : '; '}` }
  })
}

/** What a shell makes of a text, wherever it stands in it; `undefined` where it would refuse it. */
const meaningOf = (text: string): string | undefined => {
  const { errors, ...tree } = parse(text)
  if (errors !== undefined && errors.length > 0) return undefined
  return JSON.stringify(tree, (key, value: unknown) => (key === 'pos' || key === 'end' ? undefined : value))
}

/** Whether a Dockerfile reads a text behind RUN as a command in shell form and nothing else. */
const isShellForm = (text: string): boolean => {
  const heredocs = heredocsOfLine(`RUN ${text}`)
  return !('error' in heredocs) && heredocs.length === 0 && parseJsonArray(text) === undefined
}

/**
 * A RUN whose script stands in a heredoc with the script behind RUN: `RUN set -e; mkdir /a; chown 1000 /a`. `undefined` where a
 * shell would not read the same in it, or something else than the shell of the stage reads the script.
 */
export const joinedScript = (run: RunInstruction, shell: readonly string[] | undefined): RunInstruction | undefined => {
  const script = heredocScript(run)
  if (script === undefined || script.startsWith('#!') || !usesBourneShell(shell)) return undefined
  const layout = rowsOf(script)
  const text = layout
    .map((row) => (row.kind === 'code' ? row.text : ''))
    .join('')
    .trim()
  const meaning = meaningOf(script)
  if (text === '' || !isShellForm(text) || meaning === undefined || meaning !== meaningOf(text)) return undefined
  return { ...run, command: { form: 'shell', text, layout }, heredocs: [] }
}
