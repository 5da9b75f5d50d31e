import type { Analysis } from '../../analysis/analyse.js'
import { lazy } from '../../analysis/lazy.js'
import { isPlainWord } from '../../analysis/plain-word.js'
import { commandScript } from '../../analysis/script.js'
import type { Script, ScriptCommand } from '../../analysis/script.js'
import type { StageNode, Step } from '../../analysis/stage-node.js'
import type { Instruction, RunInstruction } from '../../model/instruction.js'
import { wordText } from './word-text.js'

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
  /** The same as calls of `script`, with what hadolint reads, which takes every RUN for a Bourne shell's. */
  readonly hadolint: {
    readonly calls: readonly RunCall[]
    /** Absent where hadolint cannot read it. */
    readonly script: Script | undefined
  }
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
  readonly hadolint: ReadonlyMap<string, readonly RunCall[]>
}

/** Words in front of a command that only change how it is called. */
const prefixes = ['command', 'builtin', 'busybox', 'exec', 'time']

/** Where the words of the command begin that stands behind `command` or `exec -a name`; 0 for any other. */
const behindPrefix = ({ name, args }: ScriptCommand): number => {
  if (name === undefined || !prefixes.includes(name)) return 0
  let index = 0
  if (name === 'exec') while (args[index]?.startsWith('-') === true) index += args[index] === '-a' ? 2 : 1
  return args[index] === undefined || args[index]?.startsWith('-') === true ? 0 : index + 1
}

const textsOf = ({ node, args }: ScriptCommand): readonly string[] =>
  node === undefined || args.every(isPlainWord) ? args : node.args.map(wordText)

const callOf = (command: ScriptCommand, use: RunUse): RunCall | undefined => {
  // A test is part of the grammar.
  if (command.name === undefined || command.name === '[') return undefined
  const skipped = behindPrefix(command)
  const called = skipped === 0 ? command.name : (textsOf(command)[skipped - 1] ?? command.name)
  const slash = called.lastIndexOf('/')
  const allArgs = textsOf(command)
  const args = skipped === 0 ? allArgs : allArgs.slice(skipped)
  return { name: called.slice(slash + 1), args, allArgs, command, use, byPath: slash >= 0 }
}

const callsIn = (script: Script | undefined, use: RunUse): readonly RunCall[] => {
  const calls: RunCall[] = []
  for (const command of script?.commands ?? []) {
    const call = callOf(command, use)
    if (call !== undefined) calls.push(call)
  }
  return calls
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
const isReadable = ({ tree, text, commands, broken }: Script): boolean => {
  if (broken) {
    const [error, ...more] = tree?.errors ?? []
    if (error === undefined || more.length > 0 || !endings.test(error.message)) return false
    if (opened(text.slice(0, error.pos)) > 0) return false
  }
  // A test that does not end in `]` is an error in its grammar.
  return commands.every(({ name, args }) => name?.startsWith('[') !== true || (name === '[' && args.at(-1) === ']'))
}

const hadolintScript = (run: RunInstruction, own: Script | undefined): Script | undefined => {
  const text = hadolintText(run)
  const isSame = own?.tree !== undefined && own.text.trim() === text.trim()
  const script = isSame ? own : commandScript({ form: 'shell', text })
  return isReadable(script) ? script : undefined
}

/** Programs that no rule asks for make most calls; what is not read is not kept. */
const makeUse = (step: Step, run: RunInstruction, own: Script | undefined): RunUse => {
  const use: RunUse = {
    run,
    at: step.place,
    stage: step.stage,
    step,
    onbuild: step.instruction.kind === 'onbuild',
    script: own,
    get calls() {
      return calls
    },
    get hadolint() {
      return theirs()
    },
  }
  const calls = callsIn(own, use)
  const theirs = lazy(() => {
    const script = hadolintScript(run, own)
    return { script, calls: script === own ? calls : callsIn(script, use) }
  })
  return use
}

/** A call with the words that hadolint takes for its arguments. */
const asHadolint = (call: RunCall): RunCall =>
  call.args === call.allArgs || call.command.name === 'time' ? call : { ...call, args: call.allArgs }

const noteByName = (calls: readonly RunCall[], found: Map<string, RunCall[]>): void => {
  for (const call of calls) {
    const list = found.get(call.name)
    if (list === undefined) found.set(call.name, [call])
    else list.push(call)
  }
}

const ownByName = (runs: readonly RunUse[]): ReadonlyMap<string, readonly RunCall[]> => {
  const found = new Map<string, RunCall[]>()
  for (const { calls } of runs) noteByName(calls, found)
  return found
}

const hadolintByName = (runs: readonly RunUse[]): ReadonlyMap<string, readonly RunCall[]> => {
  const found = new Map<string, RunCall[]>()
  for (const { hadolint } of runs) noteByName(hadolint.calls.filter(({ byPath }) => !byPath).map(asHadolint), found)
  return found
}

/** The RUNs of a document, but for those that a base stage's ONBUILD brings: they are reported where that stands. */
const runsOf = (analysis: Analysis): readonly RunUse[] => {
  const scripts = new Map<Step, Script>()
  for (const { step, script } of analysis.scripts) scripts.set(step, script)
  const runs: RunUse[] = []
  for (const step of analysis.steps('run', 'onbuild')) {
    const run = step.instruction.kind === 'onbuild' ? step.instruction.instruction : step.instruction
    if (run.kind === 'run' && step.place === step.instruction) runs.push(makeUse(step, run, scripts.get(step)))
  }
  return runs
}

const cache = new WeakMap<Analysis, RunCalls>()

/** What the RUNs of a document call, as they are and as hadolint reads them; made once for a document. */
export const runCalls = (analysis: Analysis): RunCalls => {
  const known = cache.get(analysis)
  if (known !== undefined) return known
  const runs = runsOf(analysis)
  const theirs = lazy(() => hadolintByName(runs))
  const made: RunCalls = {
    runs,
    own: ownByName(runs),
    get hadolint() {
      return theirs()
    },
  }
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
  named(runCalls(analysis).hadolint, names)

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
