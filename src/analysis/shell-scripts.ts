import type { Analysis } from './analyse.js'
import { scriptText, usesBourneShell } from './script.js'
import { shellsByComment } from './shell-comments.js'
import type { StageNode } from './stage-node.js'
import type { Instruction, RunInstruction } from '../model/instruction.js'

/** A RUN in shell form as a file for ShellCheck. */
export interface ShellScript {
  readonly run: RunInstruction
  /** Where a finding about it belongs. */
  readonly at: Instruction
  /** A `#!` line, a line for each variable that the build sets, and the script. */
  readonly text: string
  /** How many lines stand in front of the script. */
  readonly headerLines: number
}

/** How scripts are read. */
export interface ShellScriptOptions {
  /**
   * As hadolint does it: variables hold a number, so that they need no quotes, only the first name of an ARG is known, and a shell with an unfamiliar name is taken for a
   * Bourne shell; `# hadolint shell=` is heard.
   */
  readonly asHadolint: boolean
}

/** What every build knows without an ARG. */
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
])

const variable = /^[A-Za-z_]\w*$/

/** The shells of Windows that hadolint knows by name. */
const foreign = /(?:^|[/\\])(?:pwsh|cmd)(?:\.exe)?$/i

/** `# shellcheck disable=SC2086` above a RUN or between its lines, which the joined script has no longer. */
const directivesOf = ({ comments, command }: RunInstruction): readonly string[] => {
  const layout = command.form === 'shell' ? (command.layout ?? []) : []
  const inner = layout.flatMap(({ kind, text }) => (kind === 'comment' ? [text] : []))
  return [...comments, ...inner].flatMap((comment) => {
    const directive = /^\s*shellcheck\s+(?:disable|enable)=[\w,-]+/.exec(comment)?.[0]
    return directive === undefined ? [] : [`# ${directive.trim()}`]
  })
}

const defaultShell = ['/bin/sh', '-c']

const bodyOf = (run: RunInstruction, shell: readonly string[] | undefined, asHadolint: boolean): string | undefined => {
  if (usesBourneShell(shell)) return scriptText(run, shell)
  return asHadolint && !foreign.test(shell?.[0] ?? '') ? scriptText(run, undefined) : undefined
}

/**
 * The scripts of all RUNs in shell form that a Bourne shell reads, each with the variables that ARG and ENV set in front
 * of it: a script may use those without setting them.
 */
export const shellScripts = (
  { stages, document }: Analysis,
  { asHadolint }: ShellScriptOptions,
): readonly ShellScript[] => {
  const byComment = asHadolint ? shellsByComment(document) : undefined
  const namesOf = (instruction: Instruction): readonly string[] => {
    if (instruction.kind === 'env') return instruction.pairs.map(({ name }) => name)
    if (instruction.kind !== 'arg') return []
    return instruction.args.slice(0, asHadolint ? 1 : undefined).map(({ name }) => name)
  }
  const atEnd = new Map<StageNode, ReadonlySet<string>>()
  return stages.flatMap((stage) => {
    const inherited = stage.base.kind === 'stage' ? (atEnd.get(stage.base.stage) ?? proxies) : proxies
    const names = new Set(inherited)
    atEnd.set(stage, names)
    return stage.steps.flatMap(({ instruction, place, before }): readonly ShellScript[] => {
      for (const name of namesOf(instruction)) if (variable.test(name)) names.add(name)
      if (instruction.kind !== 'run') return []
      const shell = byComment?.get(instruction) ?? before.shell
      const body = bodyOf(instruction, shell, asHadolint)
      if (body === undefined) return []
      const shebang = asHadolint ? undefined : /^#!.*/.exec(body)?.[0]
      const header = [
        shebang ?? `#!${(shell ?? defaultShell).join(' ')}`,
        ...(asHadolint ? [] : directivesOf(instruction)),
        ...[...names].map((name) => `export ${name}=${asHadolint ? '1' : '"a b"'}`),
      ]
      return [{ run: instruction, at: place, text: [...header, body].join('\n'), headerLines: header.length }]
    })
  })
}
