import type { Analysis } from '../../analysis/analyse.js'
import { lazy } from '../../analysis/lazy.js'
import { commandScript, scriptOf } from '../../analysis/script.js'
import type { Script, ScriptCommand } from '../../analysis/script.js'
import type { StageNode, Step } from '../../analysis/stage-node.js'
import type { Instruction, RunInstruction } from '../../model/instruction.js'
import { wordText } from './word-text.js'
import { documentCache, perDocument } from '../../analysis/document-cache.js'

/** A RUN, or the one behind an ONBUILD, and what it calls. */
export interface RunUse {
  readonly run: RunInstruction
  /** Where a finding about it belongs. */
  readonly at: Instruction
  readonly stage: StageNode
  readonly step: Step
  readonly onbuild: boolean
  /** What it calls, in the order of the text. */
  readonly calls: readonly RunCall[]
  /** What its shell reads; absent where that is not a Bourne shell. */
  readonly script: Script | undefined
}

/** What hadolint reads of a RUN, which it takes for a Bourne shell's whatever SHELL says. */
export interface HadolintRun {
  readonly calls: readonly RunCall[]
  /** Absent where hadolint cannot read it. */
  readonly script: Script | undefined
}

/** A call of a program by its literal name. */
export interface RunCall {
  /** Without folders. */
  readonly name: string
  /** What stands behind the name, see `wordText`. */
  readonly args: readonly string[]
  /** The same as hadolint has it: what stands behind the first word of the command, be that `exec` or the name. */
  readonly allArgs: readonly string[]
  readonly command: ScriptCommand
  readonly use: RunUse
  /** Whether the program is called by a path: hadolint knows bare names only. */
  readonly byPath: boolean
}

/** The calls of a document, by name. */
export interface RunCalls {
  readonly runs: readonly RunUse[]
  readonly own: ReadonlyMap<string, readonly RunCall[]>
  readonly hadolint: () => ReadonlyMap<string, readonly RunCall[]>
}

/** Words in front of a command that only change how it is called. */
const prefixes: ReadonlySet<string> = new Set(['command', 'builtin', 'busybox', 'exec', 'time'])

/** Where the words of the command begin that stands behind `command` or `exec -a name`; 0 for any other. */
const behindPrefix = ({ name, args }: ScriptCommand): number => {
  if (name === undefined || !prefixes.has(name)) return 0
  let index = 0
  if (name === 'exec') while (args[index]?.startsWith('-') === true) index += args[index] === '-a' ? 2 : 1
  return args[index] === undefined || args[index]?.startsWith('-') === true ? 0 : index + 1
}

const textsOf = (command: ScriptCommand): readonly string[] =>
  command.plain || command.node === undefined ? command.args : command.node.args.map(wordText)

const callOf = (command: ScriptCommand, use: RunUse): RunCall | undefined => {
  // A test is part of the grammar.
  if (command.name === undefined || command.name === '[') return undefined
  const skipped = behindPrefix(command)
  const allArgs = textsOf(command)
  const called = skipped === 0 ? command.name : (allArgs[skipped - 1] ?? command.name)
  const slash = called.lastIndexOf('/')
  const args = skipped === 0 ? allArgs : allArgs.slice(skipped)
  return { name: slash < 0 ? called : called.slice(slash + 1), args, allArgs, command, use, byPath: slash >= 0 }
}

const noteCalls = (script: Script, use: RunUse, calls: RunCall[]): void => {
  for (const command of script.commands) {
    const call = callOf(command, use)
    if (call !== undefined) calls.push(call)
  }
}

/** What hadolint takes for the script of a RUN: a heredoc's text where the RUN begins with it, else what is before it. */
const hadolintText = ({ command, heredocs: [heredoc] }: RunInstruction): string => {
  if (command.form === 'exec') return command.args.join(' ')
  if (heredoc === undefined) return command.text
  const [, behind] = /^\s*<<-?(?:"[^"]*"|'[^']*'|[^\s"']+)([^]*)$/.exec(command.text) ?? []
  return behind === undefined
    ? command.text.slice(0, /<<(?!<)/.exec(command.text)?.index)
    : `${behind.trim()}\n${heredoc.content}`
}

/** What may stand behind a script without keeping ShellCheck from reading what is in front of it. */
const endings = /^unexpected token '(?:\)|\}|fi|done|esac|then|do|else|elif|;;|;|&|&&|in)'$/

const opened = (text: string): number => text.split('(').length - text.split(')').length

/** Whether ShellCheck reads a script, or its beginning. */
const isReadable = (script: Script): boolean => {
  const { text, commands, broken } = script
  if (broken) {
    const [error, ...more] = script.tree?.errors ?? []
    if (error === undefined || more.length > 0 || !endings.test(error.message)) return false
    if (opened(text.slice(0, error.pos)) > 0) return false
  }
  // A test that does not end in `]` is an error in its grammar.
  return commands.every(({ name, args }) => name?.startsWith('[') !== true || (name === '[' && args.at(-1) === ']'))
}

const hadolintScript = (run: RunInstruction, own: Script | undefined): Script | undefined => {
  const text = hadolintText(run)
  const isShell = own !== undefined && (own.plain || own.tree !== undefined)
  const isSame = isShell && (own.text === text || own.text.trim() === text.trim())
  const script = isSame ? own : commandScript({ form: 'shell', text })
  return isReadable(script) ? script : undefined
}

const makeUse = (step: Step, run: RunInstruction, script: Script | undefined): RunUse => {
  const { place: at, stage, instruction } = step
  const calls: RunCall[] = []
  const use: RunUse = { run, at, stage, step, onbuild: instruction.kind === 'onbuild', calls, script }
  if (script !== undefined) noteCalls(script, use, calls)
  return use
}

/** What hadolint reads of a RUN. */
export const hadolintRun = perDocument((use: RunUse): HadolintRun => {
  const script = hadolintScript(use.run, use.script)
  if (script === use.script) return { script, calls: use.calls }
  const calls: RunCall[] = []
  if (script !== undefined) noteCalls(script, use, calls)
  return { script, calls }
})

/** A call with the words that hadolint takes for its arguments. */
const asHadolint = (call: RunCall): RunCall =>
  call.args === call.allArgs || call.command.name === 'time' ? call : { ...call, args: call.allArgs }

const noteCall = (call: RunCall, found: Map<string, RunCall[]>): void => {
  const list = found.get(call.name)
  if (list === undefined) found.set(call.name, [call])
  else list.push(call)
}

const ownByName = (runs: readonly RunUse[]): ReadonlyMap<string, readonly RunCall[]> => {
  const found = new Map<string, RunCall[]>()
  for (const { calls } of runs) for (const call of calls) noteCall(call, found)
  return found
}

const hadolintByName = (runs: readonly RunUse[]): ReadonlyMap<string, readonly RunCall[]> => {
  const found = new Map<string, RunCall[]>()
  for (const run of runs) {
    for (const call of hadolintRun(run).calls) if (!call.byPath) noteCall(asHadolint(call), found)
  }
  return found
}

/** The RUNs of a document, but for those that a base stage's ONBUILD brings: they are reported where that stands. */
const runsOf = (analysis: Analysis): readonly RunUse[] => {
  const runs: RunUse[] = []
  for (const step of analysis.steps('run', 'onbuild')) {
    const run = step.instruction.kind === 'onbuild' ? step.instruction.instruction : step.instruction
    if (run.kind === 'run' && step.place === step.instruction)
      runs.push(makeUse(step, run, scriptOf(run, step.before.shell)))
  }
  return runs
}

const cache = documentCache<Analysis, RunCalls>()

/** What the RUNs of a document call, as they are and as hadolint reads them; made once for a document. */
export const runCalls = (analysis: Analysis): RunCalls => {
  const known = cache.get(analysis)
  if (known !== undefined) return known
  const runs = runsOf(analysis)
  const made: RunCalls = { runs, own: ownByName(runs), hadolint: lazy(() => hadolintByName(runs)) }
  cache.set(analysis, made)
  return made
}

const noCalls: readonly RunCall[] = []

/** The calls of some programs; of most programs there is none, which must cost nothing. */
const named = (
  calls: ReadonlyMap<string, readonly RunCall[]>,
  names: readonly string[] | RegExp,
): readonly RunCall[] => {
  let lists: (readonly RunCall[])[] | undefined
  if (names instanceof RegExp) {
    for (const [name, list] of calls) if (names.test(name)) (lists ??= []).push(list)
  } else {
    for (const name of names) {
      const list = calls.get(name)
      if (list !== undefined) (lists ??= []).push(list)
    }
  }
  return lists === undefined ? noCalls : lists.length > 1 ? lists.flat() : (lists[0] ?? noCalls)
}

/** The calls of programs by their names, whatever the folder. */
export const callsOf = (analysis: Analysis, names: readonly string[] | RegExp): readonly RunCall[] =>
  named(runCalls(analysis).own, names)

/** The calls of programs that hadolint sees. */
export const hadolintCalls = (analysis: Analysis, names: readonly string[] | RegExp): readonly RunCall[] =>
  named(runCalls(analysis).hadolint(), names)

const noRuns: ReadonlyMap<RunUse, readonly RunCall[]> = new Map()

/** The calls by the RUN that makes them, in the order of the file. */
export const byRun = (calls: readonly RunCall[]): ReadonlyMap<RunUse, readonly RunCall[]> => {
  if (calls.length === 0) return noRuns
  const found = new Map<RunUse, RunCall[]>()
  for (const call of calls) {
    const list = found.get(call.use)
    if (list === undefined) found.set(call.use, [call])
    else list.push(call)
  }
  return found
}
