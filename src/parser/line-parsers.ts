import type { EscapeCharacter } from '../model/document.js'
import type { InstructionKind } from '../model/instruction.js'
import { isBlank, isSpace, trimSpace } from '../words/characters.js'
import { fromBytes, goLowerCase, goQuote, isAscii, toBytes } from '../words/go-text.js'
import { splitBuilderFlags } from './builder-flags.js'
import { notStringsMessage, parseJsonArray } from './json-array.js'
import { splitBlanks, splitFirst, splitQuoted } from './split-words.js'
import type { SourceNode } from './syntax-tree.js'

/** The arguments of an instruction, or why they are none. */
type Arguments =
  | { readonly args: readonly string[]; readonly json?: boolean; readonly inner?: SourceNode }
  | { readonly error: string }

type LineParser = (rest: string, escape: EscapeCharacter, depth: number) => Arguments

const wholeLine: LineParser = (rest) => ({ args: rest === '' ? [] : [rest] })

const blanks: LineParser = (rest) => ({ args: splitBlanks(rest) })

const orJson =
  (otherwise: LineParser): LineParser =>
  (rest, escape, depth) => {
    const words = parseJsonArray(rest)
    if (words === 'not-strings') return { error: notStringsMessage }
    return words === undefined ? otherwise(rest, escape, depth) : { args: words, json: true }
  }

const quotedWords: LineParser = (rest, escape) => ({ args: splitQuoted(rest, escape) })

const pairs =
  (keyword: string): LineParser =>
  (rest, escape) => {
    const words = splitQuoted(rest, escape)
    const [first] = words
    if (first === undefined) return { args: [] }
    if (!first.includes('=')) {
      const parts = splitFirst(rest)
      return parts === undefined ? { error: `${keyword} must have two arguments` } : { args: [...parts, ''] }
    }
    const args: string[] = []
    for (const word of words) {
      const equals = word.indexOf('=')
      if (equals < 0) {
        return { error: `Syntax error - can't find = in ${goQuote(word)}. Must be of the form: name=value` }
      }
      args.push(word.slice(0, equals), word.slice(equals + 1), '=')
    }
    return { args }
  }

const shellOrExec = orJson(wholeLine)

/** BuildKit looks for the end of the type byte by byte, so that bytes 0x85 and 0xA0 inside a letter end it. */
const healthcheck: LineParser = (rest, escape, depth) => {
  const bytes = isAscii(rest) ? rest : toBytes(rest)
  let end = 0
  while (end < bytes.length && !isSpace(bytes.charCodeAt(end))) end++
  if (end === 0) return { args: [] }
  let next = end
  while (next < bytes.length && isSpace(bytes.charCodeAt(next))) next++
  const command = shellOrExec(fromBytes(bytes.slice(next)), escape, depth)
  if ('error' in command) return command
  return { ...command, args: [fromBytes(bytes.slice(0, end)), ...command.args] }
}

// BuildKit parses `ONBUILD ONBUILD …` to any depth, to refuse it later; the bound keeps the recursion small.
const deepest = 500

const onbuild: LineParser = (rest, escape, depth) => {
  if (rest === '') return { args: [] }
  if (depth >= deepest) return { error: `ONBUILD is nested more than ${deepest} levels deep` }
  const inner = parseLine(rest, escape, depth + 1)
  return 'error' in inner ? inner : { args: [rest], inner }
}

const lineParsers: Readonly<Record<InstructionKind, LineParser>> = {
  add: orJson(blanks),
  arg: quotedWords,
  cmd: shellOrExec,
  copy: orJson(blanks),
  entrypoint: shellOrExec,
  env: pairs('ENV'),
  expose: blanks,
  from: blanks,
  healthcheck,
  label: pairs('LABEL'),
  maintainer: wholeLine,
  onbuild,
  run: shellOrExec,
  shell: shellOrExec,
  stopsignal: wholeLine,
  user: wholeLine,
  volume: orJson(blanks),
  workdir: wholeLine,
}

/** Whether a keyword in lower case is an instruction's. */
export const isInstructionKind = (keyword: string): keyword is InstructionKind => Object.hasOwn(lineParsers, keyword)

const unknown: LineParser = () => ({ args: [''] })

/**
 * Parses one instruction, continuations joined, heredocs not yet read.
 *
 * @example
 * ```ts
 * parseLine('COPY --from=build a b', '\\') // { keyword: 'copy', flags: ['--from=build'], args: ['a', 'b'], … }
 * ```
 */
export const parseLine = (
  line: string,
  escape: EscapeCharacter,
  depth = 0,
): SourceNode | { readonly error: string } => {
  const text = trimSpace(line)
  let end = 0
  while (end < text.length && !isBlank(text.charCodeAt(end))) end++
  const written = text.slice(0, end)
  while (end < text.length && isBlank(text.charCodeAt(end))) end++
  const { flags, rest } = splitBuilderFlags(text.slice(end), escape)
  const keyword = goLowerCase(written)
  const parse = isInstructionKind(keyword) ? lineParsers[keyword] : unknown
  const parsed = parse(trimSpace(rest), escape, depth)
  if ('error' in parsed) return parsed
  const { args, json = false, inner } = parsed
  const common = { keyword, written, flags, args, json, heredocs: [], original: line }
  return inner === undefined ? common : { ...common, inner }
}
