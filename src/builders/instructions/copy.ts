import type { EscapeCharacter } from '../../model/document.js'
import type { Flag } from '../../model/flag.js'
import type { Heredoc } from '../../model/heredoc.js'
import { checkOptions } from '../check-options.js'
import type { Text } from '../literal.js'
import { checkFilled, refuse, show } from '../refuse.js'
import { isInlineFile, type InlineFile } from '../script.js'
import { isStage, type AnyStage } from '../stage-value.js'
import { type Draft, type LowerContext, lowerOnce, type Step } from '../step.js'
import { chmodValue, type Mode } from '../values.js'
import { checkFilledText, encodeWord, isPlainWord } from '../words.js'

/** Something that COPY or ADD takes: a path, a pattern, or a file written in place. */
export type Source = Text | InlineFile

/** Options of {@link copy}. */
export interface CopyOptions {
  /** Owner: `user`, `user:group` or numeric. */
  readonly chown?: Text
  /** Permissions of what is copied. */
  readonly chmod?: Mode
  /** A layer of its own that survives changes of earlier layers. */
  readonly link?: boolean
  /** Keeps the directories of the sources, up to a `./` in the path. */
  readonly parents?: boolean
  /** Patterns below the sources that are left out. */
  readonly exclude?: string | readonly string[]
}

/** Options of {@link add}. */
export interface AddOptions extends Omit<CopyOptions, 'parents'> {
  /** Expected digest of a downloaded file: `sha256:<64 hex>`. */
  readonly checksum?: Text
  /** Keeps `.git` when a git repository is added. */
  readonly keepGitDir?: boolean
  /** Whether an archive is unpacked. */
  readonly unpack?: boolean
}

const copyKeys = ['chown', 'chmod', 'link', 'parents', 'exclude']
const addKeys = ['chown', 'chmod', 'link', 'exclude', 'checksum', 'keepGitDir', 'unpack']

const list = <Item>(value: Item | readonly Item[]): readonly Item[] =>
  Array.isArray(value) ? (value as readonly Item[]) : [value as Item]

const copyFlags = (options: AddOptions & CopyOptions, { escape }: LowerContext): readonly Flag[] => {
  const flags: Flag[] = []
  const { chown, chmod, checksum, unpack } = options
  if (chown !== undefined)
    flags.push({
      name: 'chown',
      value: encodeWord(checkFilledText(chown, 'The `chown` option'), escape, 'The `chown` option'),
    })
  if (chmod !== undefined) flags.push({ name: 'chmod', value: chmodValue(chmod) })
  if (options.link === true) flags.push({ name: 'link' })
  if (options.parents === true) flags.push({ name: 'parents' })
  for (const pattern of list(options.exclude ?? [])) {
    flags.push({ name: 'exclude', value: checkFilled(pattern, 'A pattern of the `exclude` option') })
  }
  if (checksum !== undefined) {
    flags.push({ name: 'checksum', value: encodeWord(checksum, escape, 'The `checksum` option') })
  }
  if (options.keepGitDir === true) flags.push({ name: 'keep-git-dir' })
  if (unpack !== undefined) flags.push(unpack ? { name: 'unpack' } : { name: 'unpack', value: 'false' })
  return flags
}

/** What is most often copied needs no look at each of its characters. */
const plainPath = /^[\w./:@%+,~*?=-]+$/

interface Words {
  readonly words: readonly string[]
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
}

const copyWords = (
  kind: 'copy' | 'add',
  sources: Source | readonly Source[],
  destination: Text,
  escape: EscapeCharacter,
): Words => {
  const what = kind.toUpperCase()
  const all = list(sources)
  if (all.length === 0) refuse('missing-source', `${what} needs at least one source.`)
  const sourceName = `A source of ${what}`
  const words: string[] = []
  const heredocs: Heredoc[] = []
  let plain = true
  const add = (path: Text, name: string): void => {
    if (typeof path === 'string' && plainPath.test(path)) {
      words.push(path)
      return
    }
    const word = encodeWord(checkFilledText(path, name), escape, name)
    words.push(word)
    plain &&= isPlainWord(word)
  }
  for (const source of all) {
    if (typeof source === 'string' || !isInlineFile(source)) {
      add(source, sourceName)
      continue
    }
    const { heredoc } = source
    heredocs.push(heredoc)
    words.push(`<<${heredoc.expand ? heredoc.name : `"${heredoc.name}"`}`)
  }
  add(destination, `The destination of ${what}`)
  const json = !plain || /^(?:\[|--)/.test(words[0] ?? '')
  if (json && heredocs.length > 0) {
    refuse(
      'heredoc-with-special-path',
      `${what} cannot combine a heredoc with a path that needs JSON, such as ${show(words.find((word) => !isPlainWord(word)))}.`,
      'Copy them with two instructions.',
    )
  }
  return { words, json, heredocs }
}

/** Makes the instruction of files from the build context. */
const fileCopy = (
  kind: 'copy' | 'add',
  sources: Source | readonly Source[],
  destination: Text,
  options: AddOptions & CopyOptions,
): Step => ({
  references: [],
  lower: lowerOnce((context): readonly Draft[] => {
    const { words, json, heredocs } = copyWords(kind, sources, destination, context.escape)
    return [{ kind, flags: copyFlags(options, context), words, json, heredocs }]
  }),
})

/** `COPY [flags] source… destination` from the build context. */
export const copyStep = (sources: Source | readonly Source[], destination: Text, options: CopyOptions): Step => {
  checkOptions(options, copyKeys, 'copy()')
  return fileCopy('copy', sources, destination, options)
}

/** `ADD [flags] source… destination`. */
export const addStep = (sources: Source | readonly Source[], destination: Text, options: AddOptions): Step => {
  checkOptions(options, addKeys, 'add()')
  return fileCopy('add', sources, destination, options)
}

/** `COPY --from=stage [flags] source… destination`. */
export const copyFromStep = (
  from: AnyStage | string,
  sources: Text | readonly Text[],
  destination: Text,
  options: CopyOptions,
): Step => {
  checkOptions(options, copyKeys, 'copyFrom()')
  const nameIn = (context: LowerContext): string =>
    isStage(from) ? context.nameOf(from) : context.external(externalImage(from))
  const copied = fileCopy('copy', sources, destination, options)
  return {
    references: isStage(from) ? [from] : [],
    lower: (context) => {
      // What is wrong with the image is told before what is wrong with the paths.
      const name = { name: 'from', value: nameIn(context) }
      return copied.lower(context).map((draft) => ({ ...draft, flags: [name, ...draft.flags] }))
    },
  }
}

const externalImage = (image: string): string => {
  const name = checkFilled(image, 'The image of copyFrom()')
  if (/^\d+$/.test(name)) {
    refuse(
      'stage-index',
      `\`copyFrom(${JSON.stringify(name)}, …)\` refers to a stage by its number.`,
      'Pass the stage itself; it is collected and named for you.',
    )
  }
  if (name.includes('$') || /\s/.test(name)) {
    refuse(
      'variable-in-from',
      `copyFrom() cannot take ${show(name)}: \`COPY --from\` knows neither variables nor blanks.`,
      'Make a stage with `stage(…).from(…)` and pass the stage.',
    )
  }
  return name
}
