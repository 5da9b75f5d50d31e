import type { InstructionKind } from '../model/instruction.js'

/** An entry of an image's history as an instruction. */
export interface HistoryInstruction {
  readonly kind: InstructionKind
  /** What stands behind the keyword, as far as the builder tells it. */
  readonly text: string
  /** Whether it says what was copied by a digest, as Docker's old builder and Buildah do. */
  readonly isDigest: boolean
}

const kinds = [
  'from',
  'arg',
  'env',
  'label',
  'workdir',
  'user',
  'run',
  'copy',
  'add',
  'expose',
  'volume',
  'cmd',
  'entrypoint',
  'healthcheck',
  'shell',
  'stopsignal',
  'onbuild',
  'maintainer',
] as const satisfies readonly InstructionKind[]

/** The shell that reads a command. */
const shellPrefix = /^\/bin\/(?:ba|da|a)?sh(?: -o \w+| -\w+)*? -\w*c /

/** The values of build arguments, which stand in front of a command that could see them. */
const buildArguments = /^\|(\d+) /

/** Values hold blanks, so that only the shell or the script itself says where a command begins. */
const withoutArguments = (text: string): string => {
  if (!buildArguments.test(text)) return text
  const shell = /\s(?:\/bin\/(?:ba|da|a)?sh -|cmd \/S \/C )/.exec(text)
  return shell === null ? text : text.slice(shell.index + 1)
}

/**
 * Reads how a builder spells an instruction in the history of an image: BuildKit's own form, that of Docker's old builder and
 * of Buildah with `#(nop)`, and the bare command that stands for a RUN.
 *
 * @example
 * ```ts
 * historyInstruction('RUN /bin/sh -c go build # buildkit') // { kind: 'run', text: '/bin/sh -c go build', isDigest: false }
 * ```
 */
export const historyInstruction = (createdBy: string): HistoryInstruction => {
  const text = createdBy.replace(/ # buildkit$/, '')
  const nop = /^\/bin\/sh -c #\(nop\)\s+/.exec(text)
  const rest = nop === null ? text : text.slice(nop[0].length)
  const [, word = '', behind = ''] = /^([A-Za-z]+)(?:\s+([^]*))?$/.exec(rest) ?? []
  const kind = kinds.find((each) => each === word.toLowerCase() && word === word.toUpperCase())
  if (kind === undefined) return { kind: 'run', text: withoutArguments(rest), isDigest: false }
  const isDigest = /^(?:file|dir|multi):[0-9a-f]{32,} /.test(behind)
  return { kind, text: kind === 'run' ? withoutArguments(behind) : behind.trim(), isDigest }
}

/**
 * The instruction of a history entry for people.
 *
 * @example
 * ```ts
 * showHistory('/bin/sh -c #(nop) COPY file:… in /app') // 'COPY file:… in /app'
 * showHistory('RUN /bin/sh -c go build # buildkit') // 'RUN go build'
 * ```
 */
export const showHistory = (createdBy: string): string => {
  if (createdBy === '') return ''
  const { kind, text } = historyInstruction(createdBy)
  const shown = kind === 'run' ? text.replace(shellPrefix, '') : text
  return `${kind.toUpperCase()} ${shown.replace(/\s+/g, ' ')}`.trim()
}
