import { shownPath } from '../../context/raw-name.js'
import type { Why } from '../../context/why.js'
import type { Colors } from '../colors.js'
import { visible } from '../visible.js'

/** Says for people which pattern decides about a path. */
export const whyText = (
  { path, exists, ignored, decidedBy, unread, link }: Why,
  ignoreFile: string | undefined,
  colors: Colors,
): string => {
  const name = (text: string): string => `\`${visible(shownPath(text))}\``
  const verdict = ignored
    ? colors.yellow('ignored')
    : link !== undefined
      ? colors.yellow('not sent')
      : colors.green(exists ? 'sent' : 'would be sent')
  const lines = [
    `${visible(shownPath(path))}: ${verdict}${exists || link !== undefined ? '' : ' (there is no such path)'}`,
  ]
  if (ignoreFile === undefined) lines.push('there is no ignore file')
  else if (decidedBy === undefined) lines.push(`no pattern of ${ignoreFile} matches it`)
  else {
    const { pattern, line, matched } = decidedBy
    const parent = matched === path ? '' : `, which matches its parent ${name(matched)}`
    lines.push(`by ${name(pattern)}, ${ignoreFile}:${line}${parent}`)
  }
  if (unread !== undefined) lines.push(`${name(unread)} is ignored as a whole: nothing in it is looked at`)
  if (link !== undefined) lines.push(`${name(link)} is a link: it is sent as a link, without what it points to`)
  return lines.join('\n  ')
}
