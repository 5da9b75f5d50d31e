import { checkText, refuse, show } from './refuse.js'

const directive = /^\s*(?:syntax|escape|check)\s*=/i

/** The lines of a comment, refused where Docker would read one as a directive. */
export const commentLines = (text: string): readonly string[] => {
  const lines = checkText(text, 'A comment')
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trimEnd())
  const found = lines.find((line) => directive.test(line))
  if (found !== undefined) {
    refuse(
      'invalid-comment',
      `The comment ${show(found)} would be read as a directive.`,
      'Directives are options of `dockerfile({ syntax, escape, check })`; findings are accepted with `.ignore({ rule, reason })`.',
    )
  }
  return lines
}
