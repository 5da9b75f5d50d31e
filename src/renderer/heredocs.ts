import type { Heredoc } from '../model/heredoc.js'
import { heredocsOfLine, parseHeredocWord, type HeredocStart } from '../words/heredoc-words.js'
import { refuse, show } from './unrenderable.js'

/** The heredocs that Docker finds in a line; a line that it refuses has none that match. */
const startsIn = (line: string): readonly HeredocStart[] => {
  if (!line.includes('<<')) return []
  const found = heredocsOfLine(line)
  return 'error' in found ? [] : found
}

const isSame = (left: HeredocStart, right: HeredocStart): boolean =>
  left.name === right.name && left.expand === right.expand && left.chomp === right.chomp && left.fd === right.fd

/**
 * Checks that Docker finds exactly these heredocs in the joined line of an instruction: with one too few, what is a
 * text here would be instructions there; with one too many, instructions would be a text.
 *
 * @throws GenDockerfileError `unrenderable-heredoc`
 */
export const checkHeredocs = (line: string, heredocs: readonly Heredoc[], keyword: string): void => {
  const starts = startsIn(line)
  if (starts.length === heredocs.length) {
    if (starts.every((each, index) => heredocs[index] !== undefined && isSame(each, heredocs[index]))) return
  }
  const names = (list: readonly HeredocStart[]): string => list.map((each) => show(each.name)).join(', ') || 'none'
  refuse(
    'heredoc',
    `Docker reads other heredocs in ${show(line)} of ${keyword} (${names(starts)}) than it has (${names(heredocs)}).`,
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
    if (!word.includes('<<')) continue
    const found = parseHeredocWord(word)
    if (found === undefined || 'error' in found || heredocs.some(({ name }) => name === found.name)) continue
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
