import * as fc from 'fast-check'
import type { EscapeCharacter } from '../../src/model/document.js'

/** What means something to some reader of a Dockerfile, and plain letters between. */
const fragments = [
  ...['a', 'b1', 'Z', '0', '/', '.', ':', ',', '@', '%', '+', '*', '?', '!', '~', '^', '|', ';', '&&', '(', ')'],
  ...[
    '-',
    '--',
    '--from=x',
    '=',
    '$',
    '$A',
    '${A}',
    '${A:-b}',
    '${A',
    '}',
    '"',
    "'",
    '\\',
    '\\\\',
    '`',
    '``',
    '#',
    '# ',
  ],
  ...['[', ']', '["a"]', '["', '"]', '[1]', '[]', '{', '<', '>', '<<', '<<E', '<<EOF', '<<-"E F"', '3<<x', '<<<'],
  ...[
    ' ',
    '  ',
    '\t',
    '\v',
    '\f',
    '\r',
    '\u0085',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u2029',
    '\u3000',
    '\ufeff',
  ],
  ...['é', 'ü', '\u00c3\u00a9', '\u0130', '漢', '😀', '\u0000', '\u0001', '\u007f', '\n'],
  ...['FROM x', 'RUN rm -rf /', 'AS', 'NONE', 'CMD', 'EOF', 'syntax=x', 'escape=`', 'check=skip=all', '\\n', '\\u0041'],
]

const joined = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('a', 'b', '/') },
      { weight: 3, arbitrary: fc.constantFrom(...fragments) },
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))

/** A letter, so that most documents can be rendered, in place of a line break. */
const withoutBreaks = (text: string): string => text.replaceAll('\n', 'n')

/** A text without line breaks. */
export const nastyText: fc.Arbitrary<string> = joined.map(withoutBreaks)

/** A word: no blanks of ASCII, not empty. */
export const nastyWord: fc.Arbitrary<string> = nastyText.map((text) => text.replace(/[\t\v\f\r ]/g, '') || 'w')

/** A word that means itself everywhere, among them long ones. */
export const plainWord: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[A-Za-z_][\w./:-]{0,11}$/) },
  { weight: 1, arbitrary: fc.nat(130).map((length) => `w${'x'.repeat(length)}`) },
)

/** A comment, or a line of a heredoc. */
export const nastyLine: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'EOF', 'EOF ', ' EOF', '\tEOF', 'FROM x', '# c', 'x \\', 'check=skip=all', 'escape=`'),
  nastyText.map((text) => text.replaceAll('\r', 'r').trimEnd()),
)

/** Names of heredocs. */
export const heredocNames: fc.Arbitrary<string> = fc.constantFrom('EOF', 'E', 'E_1', 'a.b', 'é', 'E F', '1', 'FROM')

/** The heredoc name that a line would end, with `<<-` too. */
export const chompedName = (line: string): string => line.replace(/^\t+/, '').replace(/\r+$/, '')

const edges =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g

/** A text to the end of a line, without what Docker trims or would take for a continuation. */
export const tidy = (text: string, escape: EscapeCharacter): string => {
  const trimmed = text.replace(edges, '')
  return trimmed === '' || trimmed.endsWith(escape) ? `${trimmed}.` : trimmed
}
