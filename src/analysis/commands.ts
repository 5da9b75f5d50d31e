import type { Instruction, RunInstruction } from '../model/instruction.js'
import type { Script, ScriptCommand } from './script.js'
import { scriptOf } from './script.js'
import type { StageNode, Step } from './stage-node.js'

/** A command that a RUN calls, and where. */
export interface CommandUse {
  readonly command: ScriptCommand
  readonly script: Script
  readonly run: RunInstruction
  /** Where a finding about it belongs. */
  readonly at: Instruction
  readonly stage: StageNode
  /** The step that it is part of: a RUN, or an ONBUILD whose RUN other builds will run. */
  readonly step: Step
  /** Its position among all commands of the document. */
  readonly order: number
}

/** The script of a step that is a RUN or an ONBUILD RUN. */
export interface ScriptUse extends Omit<CommandUse, 'command' | 'order'> {}

const runOf = ({ instruction }: Step): RunInstruction | undefined => {
  const run = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  return run.kind === 'run' ? run : undefined
}

/** The scripts of all RUNs in order, those behind ONBUILD included, as far as they can be read. */
export const scriptsOf = (steps: Iterable<Step>): readonly ScriptUse[] => {
  const scripts: ScriptUse[] = []
  for (const step of steps) {
    const run = runOf(step)
    const script = run && scriptOf(run, step.before.shell)
    if (run !== undefined && script !== undefined)
      scripts.push({ script, run, at: step.place, stage: step.stage, step })
  }
  return scripts
}

/** A literal name without folders: `/usr/bin/apt-get` is `apt-get`. */
const withoutFolder = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** The literal names of all commands of scripts, without folders. */
export const namesIn = (scripts: Iterable<ScriptUse>): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const { script } of scripts) {
    for (const { name } of script.commands) if (name !== undefined) names.add(withoutFolder(name))
  }
  return names
}

/** The commands of scripts by their literal names, without folders. */
export const commandsByName = (scripts: Iterable<ScriptUse>): ReadonlyMap<string, readonly CommandUse[]> => {
  const found = new Map<string, CommandUse[]>()
  let order = 0
  for (const use of scripts) {
    for (const command of use.script.commands) {
      if (command.name === undefined) continue
      const name = withoutFolder(command.name)
      const list = found.get(name)
      const { script, run, at, stage, step } = use
      const each = { command, script, run, at, stage, step, order: order++ }
      if (list === undefined) found.set(name, [each])
      else list.push(each)
    }
  }
  return found
}
