import { refuse, show } from './unrenderable.js'

const lineBreak = /[\n\r]/

/**
 * One comment line: `# text`, or `#` for an empty one.
 *
 * @example
 * ```ts
 * commentLine('why') // '# why'
 * ```
 * @throws GenDockerfileError `unrenderable-comment` for a text of several lines: the second would be an instruction.
 */
export const commentLine = (text: string): string => {
  if (lineBreak.test(text)) {
    refuse('comment', `The comment ${show(text)} holds a line break.`, 'Give each line as a comment of its own.')
  }
  return text === '' ? '#' : `# ${text}`.trimEnd()
}

const directive = /^[\s\u0085]*(?:syntax|escape|check)[\t\n\f\r ]*=/i

/** Whether a comment, were it the first line that is no directive, would be read as one. */
export const looksLikeDirective = (comment: string): boolean => directive.test(comment)
