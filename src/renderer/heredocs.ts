import type { Heredoc } from '../model/heredoc.js'
import { shellWords } from './shell-words.js'
import { refuse, show } from './unrenderable.js'

type Sign = Omit<Heredoc, 'content'>

const sign = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]+)$/
/** BuildKit's number has 64 bits and saturates. */
const largestDescriptor = 2 ** 64
const quotes = /['"]/g
const plainName = /^[\w.-]+$/
const countQuotes = (text: string): number => text.match(quotes)?.length ?? 0

/** The name that a word spells, and whether no part of it is quoted. */
const nameIn = (word: string): Pick<Sign, 'name' | 'expand'> | undefined => {
  if (plainName.test(word)) return { name: word, expand: true }
  const [name, ...others] = shellWords(word, { quotes: false, escapes: false }) ?? []
  if (name === undefined || others.length > 0) return undefined
  const asWritten = shellWords(word, { quotes: true, escapes: false })?.[0] ?? ''
  return { name, expand: countQuotes(name) === countQuotes(asWritten) }
}

/** The heredoc that a word announces; `undefined` for any other word. */
const signOf = (word: string): Sign | undefined => {
  const match = word.includes('<<') ? sign.exec(word) : null
  const named = match?.[3] === undefined ? undefined : nameIn(match[3])
  if (match === null || named === undefined) return undefined
  const { name, expand } = named
  return {
    name,
    expand,
    chomp: match[2] === '-',
    fd: match[1] === '' ? 0 : Math.min(Number(match[1]), largestDescriptor),
  }
}

/** What makes words more than what stands between blanks. */
const needsLexer = /["'\\$]|<<[\t\r ]/
const blanks = /[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

const signsIn = (line: string): readonly Sign[] => {
  if (!line.includes('<<')) return []
  const words = needsLexer.test(line) ? (shellWords(line, { quotes: true, escapes: true }) ?? []) : line.split(blanks)
  return words.map(signOf).filter((each) => each !== undefined)
}

const isSame = (left: Sign, right: Sign): boolean =>
  left.name === right.name && left.expand === right.expand && left.chomp === right.chomp && left.fd === right.fd

/**
 * Checks that Docker finds exactly these heredocs in the joined line of an instruction: with one too few, what is a
 * text here would be instructions there; with one too many, instructions would be a text.
 *
 * @throws GenDockerfileError `unrenderable-heredoc`
 */
export const checkHeredocs = (line: string, heredocs: readonly Heredoc[], keyword: string): void => {
  const signs = signsIn(line)
  if (signs.length === heredocs.length) {
    if (signs.every((each, index) => heredocs[index] !== undefined && isSame(each, heredocs[index]))) return
  }
  const names = (list: readonly Sign[]): string => list.map((each) => show(each.name)).join(', ') || 'none'
  refuse(
    'heredoc',
    `Docker reads other heredocs in ${show(line)} of ${keyword} (${names(signs)}) than it has (${names(heredocs)}).`,
    'Quote a `<<` that is text; announce each heredoc as `<<NAME` (`<<"NAME"` to keep `$` as it is).',
  )
}

/**
 * Refuses a source of COPY or ADD that Docker takes for a heredoc although none of that name follows: it would copy an
 * empty file.
 *
 * @throws GenDockerfileError `unrenderable-heredoc`
 */
export const refuseHeredocSources = (words: readonly string[], heredocs: readonly Heredoc[], keyword: string): void => {
  for (const word of words) {
    const found = signOf(word)
    if (found === undefined || heredocs.some(({ name }) => name === found.name)) continue
    refuse('heredoc', `Docker takes the word ${show(word)} of ${keyword} for a heredoc, but none follows.`)
  }
}

/** The lines of content that would end a heredoc early. */
const endsEarly = ({ name, content, chomp }: Heredoc): boolean =>
  content.includes(name) &&
  content.split('\n').some((line) => {
    const text = line.replace(/\r+$/, '')
    return (chomp ? text.replace(/^\t+/, '') : text) === name
  })

/**
 * The lines that follow an instruction with a heredoc: its content and its name, without a final newline.
 *
 * @example
 * ```ts
 * heredocText({ name: 'EOF', content: 'a\n', expand: true, chomp: false, fd: 0 }) // 'a\nEOF'
 * ```
 * @throws GenDockerfileError `unrenderable-heredoc`
 */
export const heredocText = (heredoc: Heredoc): string => {
  const { name, content, chomp } = heredoc
  if (/^$|\n|\r$/.test(name) || (chomp && name.startsWith('\t')))
    refuse('heredoc', `No line can end a heredoc named ${show(name)}.`)
  if (content !== '' && !content.endsWith('\n')) {
    refuse(
      'heredoc',
      `The heredoc ${show(name)} does not end with a newline, so the line that ends it would not be found.`,
    )
  }
  if (endsEarly(heredoc)) {
    refuse(
      'heredoc',
      `A line of the heredoc ${show(name)} is its own end.`,
      'Give the heredoc a name that no line equals.',
    )
  }
  return content + name
}
