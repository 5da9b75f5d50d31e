import type { Command } from '../model/command.js'
import type { Flag } from '../model/flag.js'
import type { ArgDeclaration, Instruction, InstructionBase, InstructionKind, KeyValue } from '../model/instruction.js'
import { checkFlags } from './check-flags.js'
import { trimSpace } from '../words/characters.js'
import { goQuote, goUpperCase } from '../words/go-text.js'
import { layoutOf, splitAcrossLines } from './layout.js'
import { isInstructionKind } from './line-parsers.js'
import { parseFlag } from './parse-flag.js'
import type { ProblemPhase } from './problem.js'
import { suggestionFor } from './suggestion.js'
import type { SourceLine, SourceNode } from './syntax-tree.js'

/** Why the model cannot hold an instruction. */
export interface Refused {
  readonly refused: string
  readonly phase: ProblemPhase
}

interface Source {
  readonly node: SourceNode
  /** The instruction as one line, that of ONBUILD for the one behind it. */
  readonly original: string
  readonly lines: readonly SourceLine[]
  /** Without the lines of the source: an instruction whose command holds them itself has none. */
  readonly base: GrowingBase
}

/** What an instruction of any kind has, while it is put together. */
export type GrowingBase = { -readonly [Key in keyof InstructionBase]: InstructionBase[Key] }

const refuse = (refused: string, phase: ProblemPhase = 'read'): Refused => ({ refused, phase })

/** The base with the lines of the source. */
const withLines = ({ base, lines }: Source): InstructionBase => {
  if (lines.length === 1) return base
  const { layout, innerComments } = splitAcrossLines(lines)
  if (layout !== undefined) base.layout = layout
  if (innerComments !== undefined) base.innerComments = innerComments
  return base
}

const commandOf = (source: Source, args: readonly string[]): { base: InstructionBase; command: Command } => {
  const { node, base, original, lines } = source
  if (node.json) return { base: withLines(source), command: { form: 'exec', args } }
  const text = args.join(' ')
  const split = layoutOf(text, original, lines)
  if (split === undefined) return { base: withLines(source), command: { form: 'shell', text } }
  const { layout, commentsBefore } = split
  if (commentsBefore.length > 0) base.innerComments = commentsBefore
  return { base, command: layout === undefined ? { form: 'shell', text } : { form: 'shell', text, layout } }
}

const argDeclaration = (word: string): ArgDeclaration => {
  const equals = word.indexOf('=')
  return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) }
}

const keyValues = (args: readonly string[]): KeyValue[] => {
  const pairs: KeyValue[] = []
  for (let index = 0; index + 2 < args.length; index += 3) {
    pairs.push({
      name: args[index] ?? '',
      value: args[index + 1] ?? '',
      separator: args[index + 2] === '=' ? '=' : ' ',
    })
  }
  return pairs
}

const from = (source: Source): Instruction | Refused => {
  const { node } = source
  const base = withLines(source)
  const [image = '', as, name, ...more] = node.args
  if (node.args.length === 1) return { kind: 'from', ...base, image }
  if (name === undefined || as?.toLowerCase() !== 'as' || more.length > 0) {
    return refuse('FROM requires either one or three arguments')
  }
  return { kind: 'from', ...base, image, as: name, ...(as === 'AS' ? {} : { asKeyword: as }) }
}

const healthcheck = (source: Source): Instruction | Refused => {
  const {
    node,
    base: { flags },
  } = source
  const [written, ...args] = node.args
  if (written === undefined) return refuse('HEALTHCHECK requires at least one argument')
  const type = goUpperCase(written)
  const typed = written === type ? {} : { type: written }
  if (type === 'NONE') {
    if (args.length > 0) return refuse('HEALTHCHECK NONE takes no arguments')
    return { kind: 'healthcheck', ...withLines(source), ...typed }
  }
  const flaw = checkFlags('healthcheck', flags)
  if (flaw !== undefined) return refuse(flaw)
  if (type !== 'CMD') return refuse(`Unknown type ${goQuote(type)} in HEALTHCHECK (try CMD)`)
  if (args.length === 0) return refuse('Missing command after HEALTHCHECK CMD')
  const { base: own, command } = commandOf(source, args)
  return { kind: 'healthcheck', ...own, command, ...typed }
}

const shell = (source: Source): Instruction | Refused => {
  const { node } = source
  if (node.json || node.args.length === 0) return { kind: 'shell', ...withLines(source), args: node.args }
  return refuse(checkFlags('shell', source.base.flags) ?? 'SHELL requires the arguments to be in JSON form')
}

/** The message for an instruction that must not stand behind ONBUILD. */
export const triggerMessage = (keyword: string): string | undefined => {
  if (keyword === 'ONBUILD') return "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"
  if (keyword === 'MAINTAINER' || keyword === 'FROM') return `${keyword} isn't allowed as an ONBUILD trigger`
  return undefined
}

const onbuild = (source: Source): Instruction | Refused => {
  const { node, base, original, lines } = source
  if (node.inner === undefined) return refuse('ONBUILD requires at least one argument')
  const inner = convertNode({
    node: { ...node.inner, heredocs: node.heredocs },
    original,
    lines,
    base: baseOf(node.inner, []),
  })
  if (!('refused' in inner)) return { kind: 'onbuild', ...base, instruction: inner }
  const flaw = checkFlags('onbuild', base.flags) ?? triggerMessage(goUpperCase(trimSpace(node.inner.written)))
  return flaw === undefined ? refuse(inner.refused, 'trigger') : refuse(flaw)
}

const single = (node: SourceNode): string => node.args[0] ?? ''

/** ADD and COPY are written alike. */
const copying =
  <Kind extends 'add' | 'copy'>(kind: Kind) =>
  (source: Source) => {
    const { args: words, json, heredocs } = source.node
    return { kind, ...withLines(source), words, json, heredocs }
  }

const converters: Readonly<Record<InstructionKind, (source: Source) => Instruction | Refused>> = {
  add: copying('add'),
  arg: (source) => ({ kind: 'arg', ...withLines(source), args: source.node.args.map(argDeclaration) }),
  cmd: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'cmd', ...base, command }
  },
  copy: copying('copy'),
  entrypoint: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'entrypoint', ...base, command }
  },
  env: (source) => ({ kind: 'env', ...withLines(source), pairs: keyValues(source.node.args) }),
  expose: (source) => ({ kind: 'expose', ...withLines(source), ports: source.node.args }),
  from,
  healthcheck,
  label: (source) => ({ kind: 'label', ...withLines(source), pairs: keyValues(source.node.args) }),
  maintainer: (source) => ({ kind: 'maintainer', ...withLines(source), name: single(source.node) }),
  onbuild,
  run: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'run', ...base, command, heredocs: source.node.heredocs }
  },
  shell,
  stopsignal: (source) => ({ kind: 'stopsignal', ...withLines(source), signal: single(source.node) }),
  user: (source) => ({ kind: 'user', ...withLines(source), user: single(source.node) }),
  volume: (source) => ({ kind: 'volume', ...withLines(source), paths: source.node.args, json: source.node.json }),
  workdir: (source) => ({ kind: 'workdir', ...withLines(source), path: single(source.node) }),
}

const noFlags: readonly Flag[] = []

/** What an instruction of any kind takes from its node, and the comments directly above it. */
export const baseOf = (
  { flags, written, keyword }: SourceNode,
  comments: readonly string[],
): Pick<InstructionBase, 'flags' | 'keyword' | 'comments'> => {
  const parsed = flags.length === 0 ? noFlags : flags.map(parseFlag)
  return written === keyword.toUpperCase() ? { flags: parsed, comments } : { flags: parsed, keyword: written, comments }
}

/** The instruction of the model for one of the syntax tree, or why there is none. */
export const convertNode = (source: Source): Instruction | Refused => {
  const { keyword, written } = source.node
  if (isInstructionKind(keyword)) return converters[keyword](source)
  const keywords = Object.keys(converters).map((each) => each.toUpperCase())
  return refuse(`unknown instruction: ${written}${suggestionFor(written, keywords, false)}`)
}
