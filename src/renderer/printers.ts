import type { EscapeCharacter } from '../model/document.js'
import type {
  AddInstruction,
  CopyInstruction,
  FromInstruction,
  Instruction,
  InstructionKind,
  InstructionOf,
} from '../model/instruction.js'
import { instructionText, type Body, type PrintedInstruction } from './body.js'
import { commandBody } from './command.js'
import { flagText } from './flags.js'
import { refuseHeredocSources } from './heredocs.js'
import { placeComments } from './inner-comments.js'
import { jsonPieces, refuseJson } from './json-list.js'
import { declarationsBody, pairsBody } from './pairs.js'
import { refuse, show } from './unrenderable.js'
import { checkWord } from './words.js'

/** Gives the part of an instruction behind its keyword and its flags. */
type Printer<Kind extends InstructionKind> = (
  instruction: InstructionOf<Kind>,
  escape: EscapeCharacter,
  keyword: string,
) => Body

/** A text to the end of the line: WORKDIR, USER, STOPSIGNAL, MAINTAINER. */
const lineBody = (text: string, keyword: string): Body => {
  if (text === '' || text.includes('\n')) {
    refuse('text', `${keyword} cannot hold ${show(text)}: it takes one line of text, which must not be empty.`)
  }
  return { pieces: [text] }
}

const wordsBody = (words: readonly string[], keyword: string): Body => {
  for (const word of words) checkWord(word, keyword)
  return { pieces: words }
}

const listBody = (words: readonly string[], json: boolean, keyword: string): Body => {
  if (json) return { pieces: jsonPieces(words, keyword) }
  if (words[0]?.startsWith('[') === true) refuseJson(words.join(' '), keyword)
  return wordsBody(words, keyword)
}

/** What a word of COPY is made of that stands as it is, on a line of its own where it has to: nearly all are paths. */
const plainFiles = /^[\w./@%+=,~*:$-]+$/

const filesBody = ({ words, json, heredocs }: CopyInstruction | AddInstruction, _: unknown, keyword: string): Body => {
  // One look at all of them costs far less than one at each.
  if (!json && !words.includes('') && plainFiles.test(words.join(''))) return { pieces: words, mayBeginLines: true }
  refuseHeredocSources(words, heredocs, keyword)
  return listBody(words, json, keyword)
}

const fromBody = ({ image, as }: FromInstruction): Body => {
  const base = checkWord(image, 'FROM')
  return { pieces: [as === undefined ? base : `${base} AS ${checkWord(as, 'FROM')}`] }
}

const healthcheckBody: Printer<'healthcheck'> = ({ command }, escape, keyword) => {
  if (command === undefined) return { pieces: ['NONE'] }
  if (command.form === 'shell' && /^[\t\v\f\r ]/.test(command.text)) {
    refuse('text', `${keyword} cannot hold ${show(command.text)}: Docker trims the white space around it.`)
  }
  const body = commandBody(command, escape, keyword)
  const [first = '', ...rest] = body.pieces
  return { ...body, pieces: [first === '' ? 'CMD' : `CMD ${first}`, ...rest] }
}

/** One printer for each instruction; forgetting one is a type error. */
const printers: { readonly [Kind in InstructionKind]: Printer<Kind> } = {
  from: fromBody,
  arg: ({ args }, escape) => declarationsBody(args, escape),
  env: ({ pairs }, escape, keyword) => pairsBody(pairs, escape, keyword),
  label: ({ pairs }, escape, keyword) => pairsBody(pairs, escape, keyword),
  workdir: ({ path }, _, keyword) => lineBody(path, keyword),
  user: ({ user }, _, keyword) => lineBody(user, keyword),
  run: ({ command }, escape, keyword) => commandBody(command, escape, keyword),
  copy: filesBody,
  add: filesBody,
  expose: ({ ports }, _, keyword) => wordsBody(ports, keyword),
  volume: ({ paths, json }, _, keyword) => listBody(paths, json, keyword),
  cmd: ({ command }, escape, keyword) => commandBody(command, escape, keyword),
  entrypoint: ({ command }, escape, keyword) => commandBody(command, escape, keyword),
  healthcheck: healthcheckBody,
  shell: ({ args }, _, keyword) => ({ pieces: jsonPieces(args, keyword) }),
  stopsignal: ({ signal }, _, keyword) => lineBody(signal, keyword),
  onbuild: ({ instruction }, escape) => {
    const inner = printInstruction(instruction, escape, true)
    return { pieces: [inner.text], inner }
  },
  maintainer: ({ name }, _, keyword) => lineBody(name, keyword),
}

/** An instruction of one kind, in the form that lets its printer be looked up by `kind`. */
type Tagged<Kind extends InstructionKind> = { [Each in Kind]: InstructionOf<Each> & { readonly kind: Each } }[Kind]

const bodyOf = <Kind extends InstructionKind>(instruction: Tagged<Kind>, escape: EscapeCharacter, keyword: string) => {
  return printers[instruction.kind](instruction, escape, keyword)
}

const none: readonly string[] = []
const keywords = new Map<InstructionKind, string>()

/** The keyword of an instruction in upper case. */
const keywordOf = (kind: InstructionKind): string => {
  const known = keywords.get(kind)
  if (known !== undefined) return known
  const keyword = kind.toUpperCase()
  keywords.set(kind, keyword)
  return keyword
}

/**
 * Prints one instruction; several mounts stand one per line. `verbatim` is for what stands behind ONBUILD.
 *
 * @throws GenDockerfileError `unrenderable-…` for what no Dockerfile text can express.
 */
export const printInstruction = (
  instruction: Instruction,
  escape: EscapeCharacter,
  verbatim = false,
): PrintedInstruction => {
  const keyword = keywordOf(instruction.kind)
  const flags = instruction.flags.length === 0 ? none : instruction.flags.map((flag) => flagText(flag, escape, keyword))
  const body = bodyOf(instruction, escape, keyword)
  const comments = placeComments(instruction, body)
  const flagsPerLine = flags.length > 1 && instruction.flags.filter(({ name }) => name === 'mount').length > 1
  const text = instructionText({ body, keyword, flags, flagsPerLine, comments: comments.before, verbatim }, escape)
  const { inner } = body
  if (inner === undefined && comments.above.length === 0) return { text, above: instruction.comments }
  const above = [...instruction.comments, ...comments.above, ...(inner?.above ?? [])]
  return inner === undefined ? { text, above } : { text, above, inner }
}
