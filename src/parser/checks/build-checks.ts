import { flagValue, flagValues } from '../../model/flag.js'
import type { Heredoc } from '../../model/heredoc.js'
import type { AddInstruction, CopyInstruction, KeyValue } from '../../model/instruction.js'
import { remember, rememberOf } from '../../model/remember.js'
import { trimSpace } from '../../words/characters.js'
import { heredocText, parseHeredocWord } from '../../words/heredoc-words.js'
import { arePlainWords } from '../../words/plain-words.js'
import { parseMount } from '../mount.js'
import { parseCsv } from './csv.js'
import { checkFileMode } from './file-mode.js'
import { checkPort } from './ports.js'
import { checkDigest, sourceKind } from './remote-source.js'
import type { Check, CheckTable, WordReader } from './row.js'
import { checkSignal } from './signals.js'

type FileInstruction = AddInstruction | CopyInstruction

const pairFlaw = (pairs: readonly KeyValue[], words: WordReader): string | undefined => {
  for (const { name, value } of pairs) {
    const message = words.wordFlaw(name) ?? words.wordFlaw(value)
    if (message !== undefined) return message
  }
  return undefined
}

const isHeredoc = (word: string): boolean => {
  if (!word.includes('<<')) return false
  const heredoc = parseHeredocWord(word)
  return heredoc !== undefined && !('error' in heredoc)
}

/** The sources that are no heredocs. */
const pathsOf = (it: FileInstruction): string[] => it.words.slice(0, -1).filter((word) => !isHeredoc(word))

const flagWords = (it: FileInstruction, names: readonly string[]): string[] =>
  names.flatMap((name) => flagValue(it, name) ?? [])

const flagFlaw = (it: FileInstruction, names: readonly string[], words: WordReader): string | undefined =>
  it.flags.length === 0 ? undefined : words.flaw(flagWords(it, names))

const wordsFlaw = (it: FileInstruction, words: WordReader): string | undefined => {
  for (const [index, word] of it.words.entries()) {
    const flaw = index < it.words.length - 1 && isHeredoc(word) ? undefined : words.wordFlaw(word)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

const heredocExpansions = (it: { readonly heredocs: readonly Heredoc[] }, words: WordReader): string | undefined => {
  for (const heredoc of it.heredocs) {
    const message = heredoc.expand ? words.textFlaw(heredocText(heredoc)) : undefined
    if (message !== undefined) return message
  }
  return undefined
}

const fileMode = (it: FileInstruction, words: WordReader): string | undefined => {
  if (it.flags.length === 0) return undefined
  const text = flagValue(it, 'chmod')
  const mode = text === undefined ? undefined : words.constant(text)
  return mode === undefined || mode === '' ? undefined : checkFileMode(mode)
}

const checksum: Check<'add'> = (it, words) => {
  const digest = words.constant(flagValue(it, 'checksum') ?? '')
  if (digest === undefined || digest === '') return undefined
  const [path, ...others] = pathsOf(it)
  if (path === undefined || others.length > 0) return "checksum can't be specified for multiple sources"
  const source = words.constant(path)
  const kind = source === undefined ? undefined : sourceKind(source)
  if (kind === 'path') return 'checksum requires HTTP(S) or Git sources'
  return kind === 'http' ? checkDigest(digest) : undefined
}

const localSources = (it: CopyInstruction, words: WordReader): string | undefined => {
  for (const path of pathsOf(it)) {
    const source = words.constant(path)
    const kind = source === undefined ? 'path' : sourceKind(source)
    if (kind === 'git') return "source can't be a git ref for COPY"
    if (kind === 'http') return "source can't be a URL for COPY"
  }
  return undefined
}

/** Sources and destinations are many, and hardly ever anything but paths. */
const copy: Check<'copy'> = (it, words) => {
  const isPlain = arePlainWords(it.words)
  return (
    flagFlaw(it, ['chown', 'chmod'], words) ??
    (isPlain ? undefined : wordsFlaw(it, words)) ??
    heredocExpansions(it, words) ??
    fileMode(it, words) ??
    (isPlain ? undefined : localSources(it, words))
  )
}

const add: Check<'add'> = (it, words) =>
  flagFlaw(it, ['chown', 'chmod', 'checksum'], words) ??
  wordsFlaw(it, words) ??
  heredocExpansions(it, words) ??
  fileMode(it, words) ??
  checksum(it, words)

const mountFlaw = (text: string, words: WordReader): string | undefined => {
  const fields = parseCsv(text)
  if ('error' in fields) return undefined
  const values = fields.flatMap((field) => (field.includes('=') ? [field.slice(field.indexOf('=') + 1)] : []))
  const flaw = words.flaw(values)
  if (flaw !== undefined) return flaw
  if (values.some((value) => words.constant(value) === undefined)) return undefined
  const parsed = parseMount(text, (word) => ({ value: words.constant(word) ?? word }))
  if ('error' in parsed) return parsed.error
  const { type, target } = parsed.mount
  return type !== 'secret' && type !== 'ssh' && target === '/' ? 'invalid mount target "/"' : undefined
}

/** The same few mounts stand in all Dockerfiles of a repository. */
const mountFlaws = rememberOf((words: WordReader) => remember((text) => mountFlaw(text, words)))

const ports: Check<'expose'> = (it, words) => {
  // BuildKit sorts the ports first.
  const sorted = it.ports.length > 1 ? it.ports.toSorted() : it.ports
  const flaw = words.flaw(sorted)
  if (flaw !== undefined) return flaw
  for (const port of sorted.flatMap((each) => words.constantWords(each) ?? [])) {
    const message = checkPort(port)
    if (message !== undefined) return message
  }
  return undefined
}

const devices: Check<'run'> = (it) =>
  flagValues(it, 'device').length > 0
    ? 'device feature is only supported in Dockerfile frontend 1.14.0-labs or later'
    : undefined

/** What BuildKit refuses when it builds a stage, as far as it does not depend on the values of variables. */
export const buildChecks: CheckTable = {
  add: [add],
  arg: [(it, words) => words.flaw(it.args.flatMap(({ value }) => value ?? []))],
  cmd: [],
  copy: [copy],
  entrypoint: [],
  env: [(it, words) => pairFlaw(it.pairs, words)],
  expose: [ports],
  from: [(it, words) => words.flaw([it.image, ...flagValues(it, 'platform')])],
  healthcheck: [],
  label: [(it, words) => pairFlaw(it.pairs, words)],
  maintainer: [],
  onbuild: [],
  run: [
    (it, words) => {
      for (const text of flagValues(it, 'mount')) {
        const message = mountFlaws(words)(text)
        if (message !== undefined) return message
      }
      return undefined
    },
    devices,
  ],
  shell: [],
  stopsignal: [
    (it, words) => words.wordFlaw(it.signal),
    (it, words) => {
      const signal = words.constant(it.signal)
      return signal === undefined ? undefined : checkSignal(signal)
    },
  ],
  user: [(it, words) => words.wordFlaw(it.user)],
  volume: [
    (it, words) => words.flaw(it.paths.map(trimSpace)),
    (it, words) =>
      it.paths.some((path) => words.constant(trimSpace(path)) === '')
        ? 'VOLUME specified can not be an empty string'
        : undefined,
  ],
  workdir: [(it, words) => words.wordFlaw(it.path)],
}
