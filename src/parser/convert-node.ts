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
  readonly base: InstructionBase
}

const refuse = (refused: string, phase: ProblemPhase = 'read'): Refused => ({ refused, phase })

/** The base without the lines of the source, for an instruction whose command holds them itself. */
const withoutLayout = (base: InstructionBase, innerComments: readonly string[] | undefined): InstructionBase => {
  const { layout: _layout, innerComments: _innerComments, ...rest } = base
  return innerComments === undefined || innerComments.length === 0 ? rest : { ...rest, innerComments }
}

const commandOf = (source: Source, args: readonly string[]): { base: InstructionBase; command: Command } => {
  const { node, base, original, lines } = source
  if (node.json) return { base, command: { form: 'exec', args } }
  const text = args.join(' ')
  const split = layoutOf(text, original, lines)
  if (split === undefined) return { base, command: { form: 'shell', text } }
  const command: Command = { form: 'shell', text, ...(split.layout === undefined ? {} : { layout: split.layout }) }
  return { base: withoutLayout(base, split.commentsBefore), command }
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

const from = ({ node, base }: Source): Instruction | Refused => {
  const [image = '', as, name, ...more] = node.args
  if (node.args.length === 1) return { kind: 'from', ...base, image }
  if (name === undefined || as?.toLowerCase() !== 'as' || more.length > 0) {
    return refuse('FROM requires either one or three arguments')
  }
  return { kind: 'from', ...base, image, as: name, ...(as === 'AS' ? {} : { asKeyword: as }) }
}

const healthcheck = (source: Source): Instruction | Refused => {
  const { node, base } = source
  const [written, ...args] = node.args
  if (written === undefined) return refuse('HEALTHCHECK requires at least one argument')
  const type = goUpperCase(written)
  const typed = written === type ? {} : { type: written }
  if (type === 'NONE') {
    if (args.length > 0) return refuse('HEALTHCHECK NONE takes no arguments')
    return { kind: 'healthcheck', ...base, ...typed }
  }
  const flaw = checkFlags('healthcheck', base.flags)
  if (flaw !== undefined) return refuse(flaw)
  if (type !== 'CMD') return refuse(`Unknown type ${goQuote(type)} in HEALTHCHECK (try CMD)`)
  if (args.length === 0) return refuse('Missing command after HEALTHCHECK CMD')
  const { base: own, command } = commandOf(source, args)
  return { kind: 'healthcheck', ...own, command, ...typed }
}

const shell = ({ node, base }: Source): Instruction | Refused => {
  if (node.json || node.args.length === 0) return { kind: 'shell', ...base, args: node.args }
  return refuse(checkFlags('shell', base.flags) ?? 'SHELL requires the arguments to be in JSON form')
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
  const layout = splitAcrossLines(lines)
  const inner = convertNode({
    node: { ...node.inner, heredocs: node.heredocs },
    original,
    lines,
    base: { ...baseOf(node.inner, []), ...layout },
  })
  if (!('refused' in inner)) {
    const { innerComments: _innerComments, layout: _layout, ...own } = base
    return { kind: 'onbuild', ...own, instruction: inner }
  }
  const flaw = checkFlags('onbuild', base.flags) ?? triggerMessage(goUpperCase(trimSpace(node.inner.written)))
  return flaw === undefined ? refuse(inner.refused, 'trigger') : refuse(flaw)
}

const single = (node: SourceNode): string => node.args[0] ?? ''

const converters: Readonly<Record<InstructionKind, (source: Source) => Instruction | Refused>> = {
  add: ({ node, base }) => ({ kind: 'add', ...base, words: node.args, json: node.json, heredocs: node.heredocs }),
  arg: ({ node, base }) => ({ kind: 'arg', ...base, args: node.args.map(argDeclaration) }),
  cmd: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'cmd', ...base, command }
  },
  copy: ({ node, base }) => ({ kind: 'copy', ...base, words: node.args, json: node.json, heredocs: node.heredocs }),
  entrypoint: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'entrypoint', ...base, command }
  },
  env: ({ node, base }) => ({ kind: 'env', ...base, pairs: keyValues(node.args) }),
  expose: ({ node, base }) => ({ kind: 'expose', ...base, ports: node.args }),
  from,
  healthcheck,
  label: ({ node, base }) => ({ kind: 'label', ...base, pairs: keyValues(node.args) }),
  maintainer: ({ node, base }) => ({ kind: 'maintainer', ...base, name: single(node) }),
  onbuild,
  run: (source) => {
    const { base, command } = commandOf(source, source.node.args)
    return { kind: 'run', ...base, command, heredocs: source.node.heredocs }
  },
  shell,
  stopsignal: ({ node, base }) => ({ kind: 'stopsignal', ...base, signal: single(node) }),
  user: ({ node, base }) => ({ kind: 'user', ...base, user: single(node) }),
  volume: ({ node, base }) => ({ kind: 'volume', ...base, paths: node.args, json: node.json }),
  workdir: ({ node, base }) => ({ kind: 'workdir', ...base, path: single(node) }),
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
