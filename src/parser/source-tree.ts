import type { EscapeCharacter } from '../model/document.js'
import type { Heredoc } from '../model/heredoc.js'
import { lineEnd, skipSpace, trimSpace } from '../words/characters.js'
import { createDirectiveReader, detectDirectives, isEscapeCharacter, isTooLong, longestLine } from './directives.js'
import { utf8Length, wellFormed } from '../words/go-text.js'
import { heredocsOfLine, type HeredocStart } from '../words/heredoc-words.js'
import { parseLine } from './line-parsers.js'
import type { SourceFailure, SourceInstruction, SourceLine, SourceNode, SourceTree } from './syntax-tree.js'

/** How to read a text that is not a whole file. */
export interface SourceOptions {
  /** The escape character of the file that the text is a part of; directives are then comments. */
  readonly escape?: EscapeCharacter
}

interface Reader {
  readonly text: string
  index: number
  /** How many lines were read. */
  line: number
  tooLong: boolean
}

/** The next line with its line feed; `undefined` at the end and at a line that BuildKit does not read. */
const readLine = (reader: Reader): string | undefined => {
  const { text, index } = reader
  if (index >= text.length || reader.tooLong) return undefined
  const feed = text.indexOf('\n', index)
  const end = feed < 0 ? text.length : feed
  if (end - index > longestLine / 3 && isTooLong(text.slice(index, end))) {
    reader.tooLong = true
    return undefined
  }
  reader.index = feed < 0 ? end : feed + 1
  return text.slice(index, reader.index)
}

/** The index of the `#` of a comment line, -1 in another line. */
const commentStart = (line: string): number => {
  const start = skipSpace(line)
  return line.charCodeAt(start) === 0x23 ? start : -1
}

/** BuildKit cuts the first byte, which is not the `#` of an indented comment, and may be a part of a letter. */
const buildkitComment = (line: string): string => {
  const cut = line.codePointAt(0) ?? 0
  const rest = cut < 0x80 ? line.slice(1) : '\ufffd'.repeat(utf8Length(String.fromCodePoint(cut)) - 1) + line.slice(1)
  return trimSpace(rest)
}

/** The comment behind `#` and one blank, without white space at its end. */
const commentText = (line: string, start: number): string => {
  const text = line.slice(start + 1, lineEnd(line)).trimEnd()
  return text.startsWith(' ') ? text.slice(1) : text
}

/** Where the continuation of a line begins: the length of its code, -1 when the instruction ends with this line. */
const continuationStart = (line: string, end: number, escape: number): number => {
  let last = end - 1
  for (let code = line.charCodeAt(last); last >= 0 && (code === 32 || code === 9); code = line.charCodeAt(last)) last--
  if (last < 0 || line.charCodeAt(last) !== escape) return -1
  return last > 0 && line.charCodeAt(last - 1) === escape ? -1 : last
}

const isTerminator = (line: string, heredoc: HeredocStart): boolean => {
  const end = lineEnd(line)
  let start = 0
  if (heredoc.chomp) while (start < end && line.charCodeAt(start) === 9) start++
  return end - start === heredoc.name.length && line.startsWith(heredoc.name, start)
}

const heredocKeywords: ReadonlySet<string> = new Set(['add', 'copy', 'run'])

const canHaveHeredocs = (node: SourceNode): boolean => {
  const target = node.inner ?? node
  return heredocKeywords.has(target.keyword) && !target.json
}

/** Reads the heredocs that an instruction announces: them, and the last line, or the error. */
const readHeredocs = (
  reader: Reader,
  node: SourceNode,
): { heredocs: Heredoc[]; lastLine?: string } | { error: string } => {
  if (!canHaveHeredocs(node) || !node.original.includes('<<')) return { heredocs: [] }
  const starts = heredocsOfLine(node.original)
  if ('error' in starts) return starts
  const heredocs: Heredoc[] = []
  let lastLine: string | undefined
  for (const start of starts) {
    const begin = reader.index
    for (;;) {
      const end = reader.index
      lastLine = readLine(reader)
      if (lastLine === undefined) return { error: 'unterminated heredoc' }
      reader.line++
      if (!isTerminator(lastLine, start)) continue
      heredocs.push({ ...start, content: reader.text.slice(begin, end) })
      break
    }
  }
  return lastLine === undefined ? { heredocs } : { heredocs, lastLine }
}

interface Joined {
  readonly line: string
  readonly lines: SourceLine[]
  readonly lastLine: string
  readonly hasBlank: boolean
}

/** Joins an instruction's first line with the lines that continue it. */
const joinLines = (reader: Reader, first: string, start: number, escape: number): Joined => {
  let lastLine = first
  let end = lineEnd(first)
  let cut = continuationStart(first, end, escape)
  let line = first.slice(start, cut < 0 ? end : cut)
  const lines: SourceLine[] = [{ kind: 'code', text: line, line: reader.line, column: start + 1 }]
  const parts = [line]
  let hasBlank = false
  while (cut >= 0) {
    const next = readLine(reader)
    if (next === undefined) break
    lastLine = next
    reader.line++
    const comment = commentStart(next)
    if (comment >= 0) {
      lines.push({ kind: 'comment', text: commentText(next, comment), line: reader.line, column: comment + 1 })
      continue
    }
    end = lineEnd(next)
    if (skipSpace(next) >= end) {
      hasBlank = true
      lines.push({ kind: 'blank', text: '', line: reader.line, column: 1 })
      continue
    }
    cut = continuationStart(next, end, escape)
    const part = next.slice(0, cut < 0 ? end : cut)
    lines.push({ kind: 'code', text: part, line: reader.line, column: 1 })
    parts.push(part)
  }
  if (parts.length > 1) line = parts.join('')
  return { line, lines, lastLine, hasBlank }
}

const fail = (message: string, line: number, at = line): SourceFailure => ({ error: { message, line }, line: at })

/**
 * Reads a Dockerfile by BuildKit's grammar: the instructions with their words, and all that a formatter has to keep.
 * Time and memory grow with the length of the text.
 */
export const readSourceTree = (source: string, options: SourceOptions = {}): SourceTree | SourceFailure => {
  const text = wellFormed(source)
  const reader: Reader = { text, index: 0, line: 0, tooLong: false }
  const directiveReader = options.escape === undefined ? createDirectiveReader() : undefined
  let escape: EscapeCharacter = options.escape ?? '\\'
  const instructions: SourceInstruction[] = []
  let comments: string[] = []
  let groups: string[][] = [[]]
  let blankAbove = false

  for (let first = readLine(reader); first !== undefined; first = readLine(reader)) {
    const mark = reader.line === 0 && first.charCodeAt(0) === 0xfeff ? 1 : 0
    const bare = mark === 0 ? first : first.slice(1)
    const end = lineEnd(bare)
    const start = Math.min(skipSpace(bare), end)
    const directive = directiveReader?.done === false ? directiveReader.read(bare.slice(start, end)) : undefined
    if (directive !== undefined && 'error' in directive) return fail(directive.error, reader.line, reader.line + 1)
    if (directive?.name === 'escape') {
      if (!isEscapeCharacter(directive.value)) {
        const message = `invalid escape token '${directive.value}' does not match \` or \\`
        return fail(message, reader.line, reader.line + 1)
      }
      escape = directive.value
    }
    reader.line++
    if (directive !== undefined) continue
    if (bare.charCodeAt(start) === 0x23) {
      const comment = buildkitComment(bare)
      if (comment === '') comments = []
      else comments.push(comment)
      groups.at(-1)?.push(commentText(bare, start))
      continue
    }
    if (start === end) {
      if (groups.length === 1 && groups[0]?.length === 0) blankAbove = true
      else if (groups.at(-1)?.length !== 0) groups.push([])
      continue
    }

    const startLine = reader.line
    const joined = joinLines(reader, first, start + mark, escape.charCodeAt(0))
    const emptyContinuation = joined.hasBlank ? { emptyContinuation: reader.line } : {}
    const parsed = parseLine(joined.line, escape)
    if ('error' in parsed) return fail(parsed.error, startLine)
    const heredocs = readHeredocs(reader, parsed)
    if ('error' in heredocs) return fail(heredocs.error, startLine)
    const node: SourceNode = heredocs.heredocs.length === 0 ? parsed : { ...parsed, heredocs: heredocs.heredocs }
    instructions.push({
      keyword: node.keyword,
      flags: node.flags,
      args: node.args,
      json: node.json,
      heredocs: node.heredocs,
      startLine,
      endLine: reader.line,
      comments,
      node,
      lines: joined.lines,
      endColumn: lineEnd(heredocs.lastLine ?? joined.lastLine) + 1,
      commentGroups: groups,
      blankAbove,
      ...emptyContinuation,
    })
    comments = []
    groups = [[]]
    blankAbove = false
  }

  if (instructions.length === 0) return fail('file with no instructions', reader.line, Math.max(reader.line, 1))
  if (reader.tooLong) {
    return fail(`dockerfile line greater than max allowed size of ${longestLine}`, reader.line, reader.line + 1)
  }
  const detected = options.escape === undefined ? detectDirectives(text) : {}
  return {
    directives: { ...detected, escape },
    instructions,
    trailingComments: groups.filter((group) => group.length > 0),
  }
}
