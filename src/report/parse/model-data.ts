import type { Command } from '../../model/command.js'
import type { Instruction } from '../../model/instruction.js'
import type { ParsedDockerfile } from '../../parser/parse-dockerfile.js'
import type { Problem } from '../../parser/problem.js'
import type { SourceFailure } from '../../parser/syntax-tree.js'

const commandData = (command: Command) =>
  command.form === 'exec' ? { form: command.form, args: command.args } : { form: command.form, text: command.text }

/** What an instruction says; how it was laid out stays out. */
const partsOf = (instruction: Instruction): object => {
  switch (instruction.kind) {
    case 'from': {
      const { image, as } = instruction
      return { image, ...(as === undefined ? {} : { as }) }
    }
    case 'arg':
      return { args: instruction.args }
    case 'env':
    case 'label':
      return { pairs: instruction.pairs }
    case 'workdir':
      return { path: instruction.path }
    case 'user':
      return { user: instruction.user }
    case 'run':
      return { command: commandData(instruction.command), heredocs: instruction.heredocs }
    case 'copy':
    case 'add':
      return { words: instruction.words, json: instruction.json, heredocs: instruction.heredocs }
    case 'expose':
      return { ports: instruction.ports }
    case 'volume':
      return { paths: instruction.paths, json: instruction.json }
    case 'cmd':
    case 'entrypoint':
      return { command: commandData(instruction.command) }
    case 'healthcheck':
      return instruction.command === undefined ? {} : { command: commandData(instruction.command) }
    case 'shell':
      return { args: instruction.args }
    case 'stopsignal':
      return { signal: instruction.signal }
    case 'onbuild':
      return { instruction: instructionData(instruction.instruction) }
    case 'maintainer':
      return { name: instruction.name }
  }
}

const instructionData = (instruction: Instruction): object => {
  const { kind, flags, comments, span } = instruction
  return {
    kind,
    ...partsOf(instruction),
    flags,
    comments,
    ...(span === undefined ? {} : { start: span.start, end: span.end }),
  }
}

/**
 * The model, or the syntax error, in the stable shape of `parse`. `problems` is what BuildKit refuses although its grammar
 * accepts it. Lines count from 1 throughout.
 */
export const modelData = (parsed: ParsedDockerfile | SourceFailure, problems: readonly Problem[]) => {
  if ('error' in parsed) return { version: 1, error: { message: parsed.error.message, line: parsed.line } }
  const { directives, header, args, stages, trailer } = parsed.document
  return {
    version: 1,
    directives,
    header,
    args: args.map(instructionData),
    stages: stages.map(({ from, instructions }) => ({
      from: instructionData(from),
      instructions: instructions.map(instructionData),
    })),
    trailer,
    problems: problems.map(({ message, line, phase }) => ({ message, line, phase })),
  }
}
