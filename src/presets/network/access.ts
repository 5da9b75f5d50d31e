import type { Command, LayoutLine } from '../../model/command.js'
import type { Flag } from '../../model/flag.js'
import type { Heredoc } from '../../model/heredoc.js'
import type { RunInstruction } from '../../model/instruction.js'

/** What one step is given, so that its programs reach what they fetch. */
export interface Access {
  /** Values of `--mount`. */
  readonly mounts: readonly string[]
  /** `NAME=value`, for the commands of this step alone: an ENV would stay in the image. */
  readonly variables: readonly string[]
  /** Words behind every `apt-get`, which takes settings from no variable. */
  readonly apt: readonly string[]
}

/** Nothing. */
export const noAccess: Access = { mounts: [], variables: [], apt: [] }

const tellApt = (text: string, { apt }: Access): string =>
  apt.length === 0 ? text : text.replace(/(^|[\s;&|(])apt-get(?=\s)/gm, `$1apt-get ${apt.join(' ')}`)

const exporting = ({ variables }: Access): string => `export ${variables.join(' ')}`

const inShell = (command: Extract<Command, { form: 'shell' }>, access: Access): Command => {
  const told = (command.layout ?? [{ kind: 'code' as const, text: command.text }]).map((line): LayoutLine =>
    line.kind === 'code' ? { ...line, text: tellApt(line.text, access) } : line,
  )
  const [head, ...rest] = told
  const continued = head?.kind === 'code' ? [{ ...head, text: `    ${head.text}` }, ...rest] : told
  const first: LayoutLine = { kind: 'code', text: `${exporting(access)} && ` }
  const lines = access.variables.length === 0 ? told : [first, ...continued]
  const text = lines.map((line) => (line.kind === 'code' ? line.text : '')).join('')
  return { form: 'shell', text, ...(lines.length > 1 ? { layout: lines } : {}) }
}

const inExec = (args: readonly string[], { variables, apt }: Access): Command => {
  const told = args.flatMap((word) => (word === 'apt-get' ? [word, ...apt] : [word]))
  return { form: 'exec', args: variables.length === 0 ? told : ['env', ...variables, ...told] }
}

/** A script of the shell is told at its beginning; one of another interpreter has the mounts alone. */
const inScript = (script: Heredoc, access: Access): Heredoc => {
  const [, interpreter = '', body = ''] = /^(#!.*\n)?([^]*)$/.exec(script.content) ?? []
  if (interpreter !== '' && !/\b(?:ba|da|a|z|k)?sh\b/.test(interpreter)) return script
  const first = access.variables.length === 0 ? '' : `${exporting(access)}\n`
  return { ...script, content: `${interpreter}${first}${tellApt(body, access)}` }
}

/** A step with access. */
export const withAccess = (run: RunInstruction, access: Access): RunInstruction => {
  const flags = [...run.flags, ...access.mounts.map((value): Flag => ({ name: 'mount', value }))]
  const { command, heredocs } = run
  if (command.form === 'exec') return { ...run, flags, command: inExec(command.args, access) }
  const [script, ...others] = heredocs
  return script !== undefined && /^<<-?\S+$/.test(command.text)
    ? { ...run, flags, heredocs: [inScript(script, access), ...others] }
    : { ...run, flags, command: inShell(command, access) }
}
